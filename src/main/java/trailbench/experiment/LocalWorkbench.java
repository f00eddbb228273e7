package trailbench.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import trailbench.bundle.Pseudonyms;
import trailbench.embedding.CustomAxes;
import trailbench.embedding.ForeignVectors;
import trailbench.embedding.MapFile;
import trailbench.embedding.NeighbourOverlap;
import trailbench.embedding.Neighbours;
import trailbench.embedding.PointMap;
import trailbench.embedding.VectorFile;
import trailbench.format.AtomicFile;
import trailbench.format.Yaml;
import trailbench.log.LogMapping;
import trailbench.log.LogRecipe;
import trailbench.log.LogReport;
import trailbench.log.LogSniffer;
import trailbench.log.LogTrace;
import trailbench.log.TableReport;
import trailbench.log.TableSniffer;
import trailbench.log.VectorReport;
import trailbench.project.Experiment;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.sequence.LogProfile;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// What every workbench does itself, in its own JVM: look at logs, prepare them, and read vectors that a worker has written.
abstract sealed class LocalWorkbench implements Workbench permits ComputingWorkbench, WorkerWorkbench {
    private final Preparation preparation;
    private final VectorShelf shelf = new VectorShelf();

    LocalWorkbench(Preparation preparation) {
        this.preparation = preparation;
    }

    Preparation preparation() {
        return preparation;
    }

    @Override
    public final List<String> pseudonyms(Project project, List<String> ids) {
        Pseudonyms names = PseudonymKey.of(project);
        return ids.stream().map(names::of).toList();
    }

    @Override
    public final LogReport inspect(List<Path> files, Progress progress) {
        return LogSniffer.inspect(files, progress);
    }

    @Override
    public final LogReport inspect(LogRecipe recipe, Path folder, Progress progress) {
        return LogSniffer.inspect(recipe, folder, progress);
    }

    @Override
    public final LogReport inspect(List<Path> files, Path recipe, Progress progress) {
        return LogSniffer.inspect(Yaml.read(recipe, LogMapping.class).recipe(files, progress), Path.of(""), progress);
    }

    @Override
    public final void saveRecipe(LogRecipe recipe, Path file) {
        Yaml.write(file, LogMapping.of(recipe));
    }

    @Override
    public final List<TableReport> inspectTables(LogRecipe recipe, Path folder, List<Path> tables, Progress progress) {
        return TableSniffer.inspect(recipe, folder, tables, progress);
    }

    @Override
    public final List<VectorReport> inspectVectors(LogRecipe recipe, Path folder, List<LogRecipe.ItemVectors> vectors, Progress progress) {
        return TableSniffer.inspectVectors(recipe, folder, vectors, progress);
    }

    @Override
    public final Prepared prepare(Project project, Experiment experiment, Progress progress) {
        return preparation.prepare(project, experiment, progress);
    }

    @Override
    public final LogProfile profile(Prepared prepared, LogRecipe recipe, Progress progress) {
        return LogProfile.of(
                prepared.store(), prepared.vocabulary(), prepared.tally(), recipe, RejectedExamples.of(prepared.rejects(), prepared.tally().rejected().keySet()),
                Instant.now(), progress);
    }

    @Override
    public final LeftOutRows leftOut(Project project, Experiment experiment, Progress progress) {
        return LogTrace.of(experiment.log(), project.folder(), progress)::of;
    }

    @Override
    public final List<Neighbour> neighbours(Project project, RunFolder run, String itemId, int k, Neighbours.Measure measure) {
        return ItemNeighbours.of(shelf.take(FolderRun.open(run.path()).itemVectorsPath(), VectorFile::read), itemId, k, measure);
    }

    @Override
    public final List<Neighbour> neighbours(Path vectors, String id, int k, Neighbours.Measure measure) {
        return ItemNeighbours.of(shelf.take(vectors, file -> ForeignVectors.read(file, Optional.empty()).vectors()), id, k, measure);
    }

    @Override
    public final PointMap axes(Project project, RunFolder run, String map, List<String> from, List<String> to, Progress progress) {
        FolderRun of = FolderRun.open(run.path());
        PointMap made = CustomAxes.of(of.map(map), shelf.take(of.itemVectorsPath(), VectorFile::read).vectors(), from, to, progress);
        if (!project.isSample()) {
            AtomicFile.replaceFile(of.mapPath(MapNames.axes(map, from, to)), aside -> MapFile.write(aside, made));
        }
        return made;
    }

    @Override
    public final NeighbourOverlap overlap(RunFolder run, RunFolder other, Progress progress) {
        progress.report(Phase.of(Phase.Kind.COMPARING_NEIGHBOURS), 0, 0);
        return NeighbourOverlap.between(vectors(run), vectors(other), progress);
    }

    private static VectorFile.Vectors vectors(RunFolder run) {
        Path file = FolderRun.open(run.path()).itemVectorsPath();
        Fault.require(Files.isRegularFile(file), "The run %s has no vectors written yet. Make a map of it first, or: trailbench embed %s", run.id(), run.path());
        return VectorFile.read(file);
    }
}
