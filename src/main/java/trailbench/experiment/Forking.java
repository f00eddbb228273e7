package trailbench.experiment;

import static trailbench.work.Fault.require;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderRun;
import trailbench.project.Fork;
import trailbench.project.Project;
import trailbench.project.Provenance;
import trailbench.training.Checkpoint;
import trailbench.training.RunProgress;
import trailbench.training.TrainingOptions;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Makes the folder of a run that begins with a checkpoint of another.
final class Forking {
    private Forking() {}

    /// @throws Fault.Request if there is no such checkpoint, nothing is left to train, or a change would make another graph of it, or other data
    ///
    /// @param before writes what else the run is to have from the start: its place in the queue
    static FolderRun fork(
            Project project, FolderRun parent, String checkpoint, Map<String, String> changes, Instant now, Consumer<FolderRun> before) {
        FolderRun.requireOwn(project);
        Experiment parents = parent.experiment();
        Experiment after = Yaml.with(parents, changes);
        RunProgress at = progress(parent, checkpoint);
        Map<String, String> changed = differences(parents, after);
        changed.keySet().forEach(field -> requireFree(parent, field, at));
        require(
                parents.training().optimizer().state() == after.training().optimizer().state(),
                "The checkpoint of %s holds %s values of state a parameter for its optimizer, and training.optimizer.momentum would need %s. Let it stay zero, or above zero.",
                parent.id(), parents.training().optimizer().state(), after.training().optimizer().state());
        ExperimentCheck.check(after);
        require(
                at.epoch() <= after.training().epochs(), Trouble.Kind.FORK_NOTHING, checkpoint, parent.id(), after.training().epochs(), at.epoch() + after.training().epochs() - 1);
        Preparation.requireSources(project.folder(), after);
        return FolderRun.create(project, after, now, run -> {
            Checkpoint.fork(parent.checkpoints(), checkpoint, run.checkpoints(), comparedBy(parents).equals(comparedBy(after)));
            run.keep(new Fork(
                    parent.id(), checkpoint, at.epoch(), at.step(), parent.provenance().map(Provenance::dataHash).orElse(""), changed));
            before.accept(run);
        });
    }

    private static RunProgress progress(FolderRun parent, String checkpoint) {
        require(
                parent.checkpointNames().contains(checkpoint), Trouble.Kind.FORK_NO_CHECKPOINT, parent.id(), checkpoint, parent.checkpointNames().isEmpty() ? "none" : String.join(", ", parent.checkpointNames()));
        return Checkpoint.read(parent.checkpoints(), checkpoint).orElseThrow().progress();
    }

    /// Fields that are not the same, with their new values; empty text for one that is gone.
    private static Map<String, String> differences(Experiment before, Experiment after) {
        Map<String, String> old = Yaml.fields(before);
        Map<String, String> fresh = Yaml.fields(after);
        TreeSet<String> all = new TreeSet<>(old.keySet());
        all.addAll(fresh.keySet());
        Map<String, String> changed = new LinkedHashMap<>();
        for (String field : all) {
            if (!Objects.equals(old.get(field), fresh.get(field))) {
                changed.put(field, fresh.getOrDefault(field, ""));
            }
        }
        return changed;
    }

    private static void requireFree(FolderRun parent, String field, RunProgress at) {
        String part = field.contains(".") ? field.substring(0, field.indexOf('.')) : field;
        switch (part) {
            case "graph" -> throw new Fault.Request(Trouble.of(Trouble.Kind.FORK_GRAPH, parent.id(), field));
            case "log", "sequences", "split" -> throw new Fault.Request(Trouble.of(Trouble.Kind.FORK_DATA, parent.id(), field));
            default -> require(!field.equals("training.optimizer.kind"), Trouble.Kind.FORK_OPTIMIZER, parent.id());
        }
        require(
                !field.equals("training.privacy.kind") || at.step() == 0,
                "The %s steps of %s were made with training.privacy.kind %s, and a bound covers all steps or none, so it must stay as it is. How much noise and which limit may change.",
                at.step(), parent.id(), Yaml.fields(parent.experiment()).get("training.privacy.kind"));
        boolean orders = field.equals("training.batch") || field.equals("training.seed");
        require(
                !orders || at.batch() == 0, Trouble.Kind.FORK_ORDER, parent.id(), at.epoch(), at.batch(), field);
    }

    /// The figure that says which epoch is best: values of another are no measure.
    private static Optional<String> comparedBy(Experiment experiment) {
        return experiment.training().earlyStopping().map(TrainingOptions.EarlyStopping::metric);
    }
}
