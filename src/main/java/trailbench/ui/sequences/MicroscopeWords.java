package trailbench.ui.sequences;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Map;
import java.util.stream.Collectors;
import trailbench.log.LogTrace.LeftOut;
import trailbench.sequence.UserSequence;
import trailbench.sequence.UserSequence.Event;
import trailbench.sequence.UserSequence.Slot;
import trailbench.sequence.UserSequence.Window;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// What the Sequence Microscope says of an event, a step, a window and a row that is in no sequence.
final class MicroscopeWords {
    private final Messages words;
    private final Quantities quantities;

    MicroscopeWords(Messages words) {
        this.words = words;
        this.quantities = new Quantities(words.locale());
    }

    String user(UserSequence sequence) {
        String user = words.text("microscope.user", sequence.id(), sequence.events().size(), sequence.windows().size());
        return sequence.known().isEmpty() ? user : user + " · " + known(sequence.known());
    }

    /// What is known of a user: "age 24 · town Oslo".
    static String known(Map<String, String> known) {
        return known.entrySet().stream().map(each -> each.getKey() + " " + each.getValue()).collect(Collectors.joining(" · "));
    }

    String event(UserSequence sequence, Event event) {
        return words.text("microscope.event", event.number(), sequence.events().size(), named(event), event.behaviour(), event.basket(),
                part(event.part()), use(event));
    }

    /// `TITLE · 85123A · 2011-03-02 10:12:00 UTC`.
    private String named(Event event) {
        String title = event.title().equals(event.item()) ? event.item() : event.title() + " · " + event.item();
        return event.time().map(time -> title + " · " + quantities.utc(time)).orElse(title);
    }

    String day(Event event) {
        return event.time().map(time -> quantities.day(time.toEpochMilli())).orElse("");
    }

    String part(UserSequence.Part part) {
        return words.text("part." + partKey(part));
    }

    /// The part's name among words and colours: what is read as history alone, or not at all, is one of them.
    static String partKey(UserSequence.Part part) {
        return switch (part) {
            case TRAINING, VALIDATION, TEST -> part.name().toLowerCase(Locale.ROOT);
            case HISTORY, UNUSED -> "other";
        };
    }

    String use(Event event) {
        return words.text("use." + key(event.use()));
    }

    /// The use in one or two words, for a card.
    String shortUse(Event event) {
        return words.text("use." + key(event.use()) + ".short");
    }

    String window(Window window, int index) {
        return words.text("microscope.window", index + 1, window.slots().getFirst().event(), window.slots().getLast().event());
    }

    String windowInFull(Window window, int index) {
        return words.text(
                "microscope.window.full", index + 1, window.padding(), window.slots().getFirst().event(), window.slots().getLast().event());
    }

    /// @param step from 0, over padding and events
    String step(UserSequence sequence, Window window, int step) {
        int at = step - window.padding();
        if (at < 0) {
            return words.text("microscope.step.padding", step + 1, sequence.steps());
        }
        Slot slot = window.slots().get(at);
        String input = words.text("microscope.step", step + 1, sequence.steps(), slot.event(), named(sequence.events().get(slot.event() - 1)));
        return input + "\n" + target(sequence, slot);
    }

    private String target(UserSequence sequence, Slot slot) {
        if (slot.target() == 0) {
            return slot.first() == 0
                    ? words.text("microscope.target.none")
                    : words.text("microscope.target.passed", slot.first(), sequence.events().get(slot.first() - 1).behaviour());
        }
        String target = words.text("microscope.target", slot.target(), named(sequence.events().get(slot.target() - 1)));
        String drawn = slot.first() == slot.last() ? "" : words.text("microscope.target.drawn", slot.first(), slot.last());
        String weight = slot.weight() == 1 ? "" : words.text("microscope.target.weight", quantities.short3(slot.weight()));
        return target + drawn + weight;
    }

    String leftOut(LeftOut row) {
        return words.text("leftout.file", row.file(), row.line()) + "\n" + why(row) + "\n" + leftOutContent(row);
    }

    String leftOutWhy(LeftOut row) {
        return words.text("leftout.line", row.line()) + " · " + why(row);
    }

    private String why(LeftOut row) {
        String key = "leftout.reason." + row.reason().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return words.text(row.rejected() ? "leftout.rejected" : "leftout.removed", words.knows(key) ? words.text(key) : row.reason());
    }

    String leftOutContent(LeftOut row) {
        if (row.item().isEmpty()) {
            return row.row();
        }
        String title = row.title().equals(row.item()) ? row.item() : row.title() + " · " + row.item();
        Optional<Instant> time = row.time();
        return time.map(at -> title + " · " + quantities.utc(at)).orElse(title);
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
