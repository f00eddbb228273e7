package trailbench.ui.data;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import trailbench.log.Clue;
import trailbench.log.Confidence;
import trailbench.ui.control.FormRow;
import trailbench.ui.control.LevelMark;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// What speaks for a part of a recipe and how sure it is, in the user's language.
final class ClueWords {
    private final Messages words;

    ClueWords(Messages words) {
        this.words = words;
    }

    /// "Certain. Named like the role “User”, 4,372 values"
    String sentence(Clue clue) {
        return words.text("confidence.sentence", confidence(clue.confidence()), reason(clue));
    }

    String confidence(Confidence confidence) {
        return words.text("confidence." + key(confidence));
    }

    static LevelMark mark(Confidence confidence) {
        return new LevelMark(switch (confidence) {
            case CERTAIN -> 3;
            case LIKELY -> 2;
            case GUESS -> 1;
            case CHOSEN -> 0;
        });
    }

    /// Shows below a row what speaks for it; the row's own hint while nothing does.
    void bind(FormRow row, ObservableValue<Optional<Clue>> clue) {
        String own = row.hintProperty().get();
        row.hintProperty().bind(Bindings.createStringBinding(() -> clue.getValue().map(this::sentence).orElse(own), clue));
        ObjectBinding<Node> mark = Bindings.createObjectBinding(() -> clue.getValue().<Node>map(told -> mark(told.confidence())).orElse(null), clue);
        row.hintMarkProperty().bind(mark);
    }

    String reason(Clue clue) {
        return switch (clue) {
            case Clue.Chosen chosen -> words.text("clue.chosen", proposed(chosen.proposed()));
            case Clue.Delimiter d -> words.text(d.share() == 1 ? "clue.delimiter" : "clue.delimiter.some", d.columns(), percent(d.share()));
            case Clue.Header h -> words.text("clue.header." + key(h.why()));
            case Clue.Encoding e -> words.text("clue.encoding." + key(e.why()));
            case Clue.Column c -> column(c);
            case Clue.Known known -> words.text("clue.known", known.name());
            case Clue.LeftOut left -> words.text("clue.leftout", String.join(", ", left.files()));
            case Clue.Features _ -> words.text("clue.features");
            case Clue.Times t -> times(t);
            case Clue.Zone z -> words.text("clue.zone." + key(z.why()));
            case Clue.Values v -> values(v.names(), v.unknown());
            case Clue.Type t -> words.text("clue.type", percent(t.share()));
            case Clue.Cancellations _ -> words.text("clue.cancellations");
            case Clue.Joined j -> words.text(j.about() == Clue.About.ITEMS ? "clue.joined.items" : "clue.joined.users", percent(j.found()));
        };
    }

    private String proposed(String proposal) {
        String key = "delimiter." + proposal;
        String header = "clue.chosen." + proposal.replace(' ', '-');
        return words.knows(key) ? words.text(key) : words.knows(header) ? words.text(header) : proposal;
    }

    private String column(Clue.Column clue) {
        String key = "clue." + key(clue.why());
        String why = clue.why() == Clue.Why.NAMED_LIKE_THE_ROLE ? words.text(key, words.text("role." + clue.role())) : words.text(key);
        return words.text("clue.values", why, clue.values());
    }

    private String times(Clue.Times times) {
        if (times.rival().isPresent()) {
            return words.text("clue.times.rival");
        }
        return words.text(times.read() == 1 ? "clue.times" : "clue.times.some", percent(times.read()));
    }

    private String values(Map<String, String> names, List<String> unknown) {
        return unknown.isEmpty() ? words.text("clue.values.known") : words.text(names.isEmpty() ? "clue.values.none" : "clue.values.some", String.join(", ", unknown));
    }

    private String percent(double share) {
        return new Quantities(words.locale()).percent(Math.floor(share * 1_000) / 1_000);
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
