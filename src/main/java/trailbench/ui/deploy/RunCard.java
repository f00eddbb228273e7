package trailbench.ui.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import trailbench.bundle.Network;
import trailbench.bundle.ParityCertificate;
import trailbench.evaluation.Evaluation;
import trailbench.project.Experiment;
import trailbench.project.RunFolder;
import trailbench.ui.chart.Figures;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.shell.PassportWords;

/// What the model card of a run will say, from the run's own files and in the language of the window.
final class RunCard {
    private static final int MOST_FIGURES = 4;

    private final Messages words;
    private final Quantities quantities;

    RunCard(Messages words) {
        this.words = words;
        this.quantities = new Quantities(words.locale());
    }

    /// @param name  "Graph"
    /// @param value "item → embedding → gru → next-item"
    /// @param warns true for what somebody should know before the file leaves the machine
    record Fact(String name, String value, boolean warns) {}

    /// Reads files: not on the window's thread.
    List<Fact> facts(RunFolder run) {
        Experiment experiment = run.experiment();
        Optional<Evaluation> evaluation = run.evaluation();
        boolean readsUsers = Network.readsUsers(experiment.graph().graph());
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("card.run", run.id() + " · " + quantities.localTime(run.created())));
        facts.add(fact("card.graph", experiment.graph().graph().ordered().stream().map(node -> node.name()).collect(Collectors.joining(" → "))));
        facts.add(fact("card.reads", words.text("card.reads.value", experiment.sequences().maxLength())));
        facts.add(fact("card.seen", words.text(experiment.evaluation().excludeSeen() ? "card.seen.never" : "card.seen.again")));
        facts.add(new Fact(words.text("card.users"), words.text(readsUsers ? "card.users.read" : "card.users.none"), readsUsers));
        facts.add(new Fact(words.text("card.figures"), evaluation.flatMap(this::figures).orElseGet(() -> words.text("card.figures.none")), evaluation.isEmpty()));
        return facts;
    }

    /// The protocol of the figures; empty without any.
    String passport(RunFolder run) {
        return run.evaluation().map(found -> new PassportWords(words.locale()).line(found.passport())).orElse("");
    }

    private Fact fact(String key, String value) {
        return new Fact(words.text(key), value, false);
    }

    private Optional<String> figures(Evaluation evaluation) {
        return evaluation.rows().stream().filter(Evaluation.Row::model).findFirst().map(row -> row.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().endsWith("@10"))
                .limit(MOST_FIGURES)
                .map(metric -> Figures.metric(metric.getKey()) + " " + quantities.decimal(metric.getValue(), 4))
                .collect(Collectors.joining(" · ")));
    }

    /// `60 held-out histories, first 20 items: bundle and HTTP agree; largest difference of scores 1.2e-07`.
    String certificate(ParityCertificate proof) {
        String legs = proof.legs().stream()
                .map(leg -> words.text(
                        "certificate.leg", words.knows("certificate.way." + leg.way()) ? words.text("certificate.way." + leg.way()) : leg.way(),
                        leg.sameOrder(), String.format(Locale.ROOT, "%.1e", leg.largestDifference())))
                .collect(Collectors.joining("\n"));
        return words.text("certificate", proof.histories(), proof.k(), String.format(Locale.ROOT, "%.0e", proof.tolerance())) + "\n" + legs;
    }
}
