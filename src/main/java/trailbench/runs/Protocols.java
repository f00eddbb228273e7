package trailbench.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.format.Yaml;
import trailbench.project.Experiment;

/// The protocols behind the figures of a table, with a letter for each where a column has figures of several.
///
/// @param letters protocol to letter; empty if each column's figures were all measured alike
/// @param mixed   names of the columns whose figures are not all comparable
public record Protocols(Map<String, String> letters, List<String> mixed) {
    private static final String UNKNOWN = "data not recorded";

    static Protocols of(List<RunSummary> runs, List<RunColumn> columns) {
        Map<String, String> letters = new LinkedHashMap<>();
        List<String> mixed = new ArrayList<>();
        for (RunColumn column : columns) {
            List<String> protocols = runs.stream().flatMap(run -> column.protocol(run).stream()).distinct().toList();
            if (protocols.size() > 1) {
                mixed.add(column.name());
                protocols.forEach(protocol -> letters.computeIfAbsent(protocol, fresh -> letter(letters.size())));
            }
        }
        return new Protocols(letters, mixed);
    }

    /// True if a curve of this figure was measured by several protocols.
    ///
    /// @param figure "ndcg@10", "loss", as validation measured it
    public static boolean mixed(List<RunSummary> runs, String figure) {
        return RunColumns.of(runs).find("last." + figure).map(column -> of(runs, List.of(column)).isMixed()).orElse(false);
    }

    /// `A` … `Z`, then `A2` …
    private static String letter(int number) {
        return (char) ('A' + number % 26) + (number < 26 ? "" : Integer.toString(number / 26 + 1));
    }

    /// The letter of a figure; empty where the whole column was measured alike.
    public Optional<String> letter(RunColumn column, RunSummary run) {
        return mixed.contains(column.name()) ? column.protocol(run).map(letters::get) : Optional.empty();
    }

    public boolean isMixed() {
        return !mixed.isEmpty();
    }

    /// English lines for terminals and files: the warning, then each protocol with its letter.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (isMixed()) {
            lines.add("WARNING: figures of several protocols, which are not comparable, in: " + String.join(", ", mixed));
            letters.forEach((protocol, letter) -> lines.add("(" + letter + ") " + protocol));
        }
        return lines;
    }

    /// What makes two validation rankings comparable.
    static String ofValidation(Experiment experiment, String dataHash) {
        return "validation · data " + (dataHash.isEmpty() ? UNKNOWN : dataHash)
                + " · seen " + (experiment.evaluation().excludeSeen() ? "excluded" : "allowed")
                + " · cold items " + Yaml.fields(experiment.evaluation()).get("cold_items");
    }

    /// What makes two losses comparable: data, windows, what the head asks and how targets weigh.
    static String ofLoss(Experiment experiment, Map<String, String> fields, String dataHash) {
        Map<String, String> head = Yaml.fields(experiment.graph().graph().head());
        StringBuilder text = new StringBuilder("loss · data " + (dataHash.isEmpty() ? UNKNOWN : dataHash));
        head.forEach((name, value) -> {
            if (name.equals("kind") || name.startsWith("loss")) {
                text.append(" · ").append(name.equals("kind") ? "" : name.replace("loss.kind", "loss") + " ").append(value);
            }
        });
        fields.forEach((name, value) -> {
            if (name.startsWith("sequences.") || name.equals("training.balance") || name.startsWith("training.behaviour_weights")) {
                text.append(" · ").append(name).append(' ').append(value);
            }
        });
        return text.toString();
    }
}
