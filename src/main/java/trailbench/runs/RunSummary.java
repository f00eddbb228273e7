package trailbench.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import trailbench.project.Experiment;
import trailbench.project.Fork;
import trailbench.project.Provenance;
import trailbench.project.RunFolder;
import trailbench.project.RunMarks;
import trailbench.project.Verification;
import trailbench.training.RunState;

/// What a table needs of a run, so that its files need not be read again.
///
/// @param fields       every field of its resolved experiment by path, in the order of the file
/// @param journal      what it said of itself
/// @param tested       its figures on the test part, once it was evaluated
/// @param fork         where it was forked from
/// @param verification what came of doing it again
/// @param origin       what it was made from and on
public record RunSummary(
        String id,
        Instant created,
        Map<String, String> fields,
        RunState state,
        JournalSummary journal,
        Optional<TestFigures> tested,
        RunMarks marks,
        Optional<Fork> fork,
        Optional<Verification> verification,
        Origin origin) {

    /// @param program    Trailbench's version; empty for a run that wrote no provenance
    /// @param code       hash of the program's classes; empty where none was kept
    /// @param dataHash   short hash over sequences and split; empty for a run that wrote no provenance
    /// @param machine    JVM, system, processor, threads, kernel
    /// @param validation the protocol of its ranking figures on validation: those with another are not comparable
    /// @param loss       the same of its losses
    public record Origin(String program, String code, String dataHash, Map<String, String> machine, String validation, String loss) {}

    /// Reads all files of a run.
    static RunSummary of(RunFolder run, RunState state, JournalSummary journal) {
        Experiment experiment = run.experiment();
        Map<String, String> fields = trailbench.format.Yaml.fields(experiment);
        return new RunSummary(
                run.id(), run.created(), fields, state, journal, run.evaluation().map(TestFigures::of), run.marks(), run.fork(),
                run.verification(), origin(experiment, fields, run.provenance()));
    }

    private static Origin origin(Experiment experiment, Map<String, String> fields, Optional<Provenance> provenance) {
        String data = provenance.map(Provenance::dataHash).orElse("");
        return new Origin(
                provenance.map(Provenance::program).orElse(""),
                provenance.flatMap(Provenance::code).orElse(""),
                data,
                provenance.map(Provenance::machine).orElse(Map.of()),
                Protocols.ofValidation(experiment, data),
                Protocols.ofLoss(experiment, fields, data));
    }

    RunSummary with(RunState now) {
        return now == state ? this : new RunSummary(id, created, fields, now, journal, tested, marks, fork, verification, origin);
    }

    /// The name of the experiment that it ran.
    public String experiment() {
        return fields.getOrDefault("experiment", "");
    }

    /// Threads that trained it: with as many, on the same kernel, it gives the same bits. Empty if it kept no count.
    public Optional<String> threads() {
        return Optional.ofNullable(origin.machine().get("threads"));
    }

    /// When it began to train; of a run that has not, when it was made.
    public Instant started() {
        return journal.began().orElse(created);
    }

    /// From its start to its latest sign of life.
    public Duration lasted() {
        Duration lasted = Duration.between(started(), journal.latest().orElse(started()));
        return lasted.isNegative() ? Duration.ZERO : lasted;
    }

    /// A figure of the trained model on the test; HR@K is Recall@K where the two are the same and only one is kept.
    public OptionalDouble test(String metric) {
        return tested.map(figures -> figures.value(metric)).orElse(OptionalDouble.empty());
    }

    /// The checkpoint, epoch and tags in a line for people is the view's; this is what a text search looks in.
    List<String> searched() {
        return List.of(id, experiment(), fields.getOrDefault("graph.kind", ""), String.join(" ", marks.tags()), marks.notes());
    }
}
