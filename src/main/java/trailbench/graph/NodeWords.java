package trailbench.graph;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/// What kinds of nodes, presets and their options are called and mean, in a language, with the papers that they are from. The words stand in
/// `messages.properties` beside this package; window, pictures and command line read them here.
public final class NodeWords {
    private final ResourceBundle bundle;

    public NodeWords(Locale locale) {
        ResourceBundle.Control noOtherLanguage = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        bundle = ResourceBundle.getBundle("trailbench.graph.messages", locale, NodeWords.class.getClassLoader(), noOtherLanguage);
    }

    public String family(Family family) {
        return bundle.getString("family." + Words.kebab(family));
    }

    public String kind(NodeKind kind) {
        return bundle.getString("kind." + kind.key());
    }

    public String about(NodeKind kind) {
        return bundle.getString("kind." + kind.key() + ".about");
    }

    /// The paper it is from; empty if it is from none.
    public Optional<String> citation(NodeKind kind) {
        return known("kind." + kind.key() + ".cite");
    }

    public String preset(GraphChoice preset) {
        return bundle.getString("preset." + preset.key());
    }

    public String about(GraphChoice preset) {
        return bundle.getString("preset." + preset.key() + ".about");
    }

    public Optional<String> citation(GraphChoice preset) {
        return known("preset." + preset.key() + ".cite");
    }

    public String option(Option.Place place) {
        return of(place, "");
    }

    /// What an option means, in a sentence.
    public String meaning(Option.Place place) {
        return of(place, ".about");
    }

    /// One of the words of a choice.
    public String value(String word) {
        return bundle.getString("value." + word);
    }

    /// The paper that a chosen word is from: a loss.
    public Optional<String> citation(String word) {
        return known("loss." + word + ".cite");
    }

    /// A node's kind with what tells it from others of its kind: `GRU · 128`.
    public String title(Node node) {
        String first = Options.of((Record) node).stream().flatMap(option -> told(option).stream()).findFirst().map(text -> " · " + text).orElse("");
        return kind(NodeKind.of(node)) + first;
    }

    private Optional<String> told(Option option) {
        return switch (option) {
            case Option.Whole whole -> Optional.of(Integer.toString(whole.value()));
            case Option.Real real -> Optional.of(Double.toString(real.value()));
            case Option.Text text -> Optional.of(text.value()).filter(value -> !value.isEmpty());
            case Option.Pick pick -> Optional.of(value(pick.value()));
            case Option.Switch _, Option.Several _, Option.Other _ -> Optional.empty();
        };
    }

    /// A sentence of a check.
    public String reason(Reason reason) {
        return new MessageFormat(bundle.getString(reason.kind().key()), bundle.getLocale()).format(reason.about().toArray());
    }

    /// Sentences one after the other.
    public String reasons(List<Reason> reasons) {
        return reasons.stream().map(this::reason).collect(Collectors.joining(bundle.getString("reason.between")));
    }

    /// What is wrong with a node and how to mend it, with its name before.
    public String problem(GraphCheck.Problem problem) {
        String sentences = reasons(problem.reasons());
        return problem.node().isEmpty() ? sentences : MessageFormat.format(bundle.getString("reason.of-node"), problem.node(), sentences);
    }

    private String of(Option.Place place, String end) {
        return known("option." + place.owner() + "." + place.key() + end).orElseGet(() -> bundle.getString("option." + place.key() + end));
    }

    private Optional<String> known(String key) {
        return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
    }
}
