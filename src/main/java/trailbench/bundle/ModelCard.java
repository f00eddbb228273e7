package trailbench.bundle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import trailbench.evaluation.Evaluation;
import trailbench.privacy.Guarantee;

/// The model card, from what the bundle itself knows. It says nothing that nobody measured.
final class ModelCard {
    private ModelCard() {}

    static String markdown(Contents contents) {
        StringBuilder text = new StringBuilder("# " + contents.about().experiment() + "\n\n");
        facts(contents).forEach((name, value) -> text.append("* **").append(name).append("**: ").append(value.replace("\n", " ")).append('\n'));
        List<List<String>> figures = figures(contents);
        for (int row = 0; row < figures.size(); row++) {
            text.append(row == 0 ? "\n| " : "| ").append(String.join(" | ", figures.get(row))).append(" |\n");
            text.append(row == 0 ? "|" + "---|".repeat(figures.get(row).size()) + "\n" : "");
        }
        return text.toString();
    }

    static String html(Contents contents) {
        StringBuilder text = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escaped(contents.about().experiment()))
                .append("</title><style>body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
                        + "th,td{text-align:left;padding:.2em .8em .2em 0;vertical-align:top}</style></head>\n<body><h1>")
                .append(escaped(contents.about().experiment())).append("</h1>\n<table>\n");
        facts(contents).forEach((name, value) ->
                text.append("<tr><th>").append(escaped(name)).append("</th><td>").append(escaped(value)).append("</td></tr>\n"));
        text.append("</table>\n<table>\n");
        figures(contents).forEach(row -> text.append("<tr>")
                .append(row.stream().map(cell -> "<td>" + escaped(cell) + "</td>").collect(Collectors.joining()))
                .append("</tr>\n"));
        return text.append("</table></body></html>\n").toString();
    }

    private static Map<String, String> facts(Contents contents) {
        Network network = contents.network();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Run", contents.about().run() + ", exported " + contents.about().created() + " by Trailbench " + contents.about().program());
        facts.put("Graph", network.graph().ordered().stream().map(node -> node.name()).collect(Collectors.joining(" → ")));
        facts.put("Items", count(contents.vocabulary().size()) + "; behaviours: " + contents.vocabulary().behaviours().size());
        facts.put("Steps read", "the last " + count(network.inputs().maxLength()) + " events of a history");
        facts.put("Items of the history", network.excludeSeen() ? "never recommended" : "may be recommended again");
        facts.put("Users", users(contents));
        facts.put("Differential privacy", contents.about().guarantee().map(Guarantee::text)
                .orElse("none: the parameters may tell that somebody's events were trained on"));
        facts.put("Evaluation", contents.evaluation().map(evaluation -> evaluation.passport().line()).orElse("none was made before the export"));
        facts.put("Certificate", contents.certificate()
                .map(ModelCard::certificate)
                .orElse("none yet"));
        return facts;
    }

    private static String users(Contents contents) {
        Privacy privacy = contents.about().privacy().orElse(Privacy.NONE);
        String rare = privacy.leastCount() > 1 ? "; counts of fewer than " + privacy.leastCount() + " events or cases are left out" : "";
        if (!contents.network().readsUsers()) {
            return "the bundle holds no id of a user" + rare;
        }
        if (privacy.withoutUsers()) {
            return "the model read who the user is and has forgotten all of them: everybody is unknown to it. The figures of the evaluation are from before that" + rare;
        }
        return "the model reads who the user is: the bundle holds " + count(contents.users().ids().size()) + (privacy.pseudonyms() ? " pseudonyms" : " ids") + rare;
    }

    private static String certificate(ParityCertificate proof) {
        return count(proof.histories()) + " held-out histories of the " + proof.part() + " part, top " + proof.k() + ", scores equal to " + proof.tolerance() + ": "
                + proof.legs().stream()
                        .map(leg -> String.format(Locale.ROOT, "%s agrees (largest difference %.1e)", leg.way(), leg.largestDifference()))
                        .collect(Collectors.joining(", "));
    }

    /// The table of figures with its header; empty without an evaluation.
    private static List<List<String>> figures(Contents contents) {
        List<Evaluation.Row> rows = contents.evaluation().map(Evaluation::rows).orElse(List.of());
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> metrics = List.copyOf(rows.getFirst().metrics().keySet());
        List<List<String>> table = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("scorer"));
        header.addAll(metrics);
        table.add(header);
        for (Evaluation.Row row : rows) {
            List<String> cells = new ArrayList<>(List.of(row.name()));
            metrics.forEach(metric -> cells.add(String.format(Locale.ROOT, "%.4f", row.metrics().getOrDefault(metric, Double.NaN))));
            table.add(cells);
        }
        return table;
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
