package trailbench.experiment;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.bundle.BundleFile;
import trailbench.bundle.ParityCertificate;
import trailbench.bundle.Privacy;
import trailbench.embedding.HealthCurves;
import trailbench.embedding.MapOptions;
import trailbench.embedding.MapWatcher;
import trailbench.embedding.NeighbourOverlap;
import trailbench.embedding.Neighbours;
import trailbench.embedding.PointMap;
import trailbench.embedding.Timeline;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.EvaluationOptions;
import trailbench.evaluation.OrderTest;
import trailbench.evaluation.OrderTestOptions;
import trailbench.log.LogRecipe;
import trailbench.log.LogReport;
import trailbench.log.TableReport;
import trailbench.log.VectorReport;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.Verification;
import trailbench.sequence.LogProfile;
import trailbench.serve.ServeOptions;
import trailbench.training.Histograms;
import trailbench.training.RunControl;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// All that a user can have done, from the window or the command line.
///
/// Every call blocks until its work is done, so callers choose the thread; none may be the FX thread. What computes with a model runs
/// in a worker process of its own. A wrong request throws [trailbench.work.Fault.Request], failed work [trailbench.work.Fault.Work],
/// work stopped by its [Progress] throws [Progress.Cancelled].
public interface Workbench {
    /// Looks at a log file and proposes how to read it.
    LogReport inspect(List<Path> files, Progress progress);

    /// As [#inspect(List, Progress)], with the user's own recipe instead of a proposed one.
    LogReport inspect(LogRecipe recipe, Path folder, Progress progress);

    /// As [#inspect(List, Progress)], by a recipe that was saved from another log. The report's recipe names the files by their absolute paths.
    ///
    /// @param recipe as [#saveRecipe] wrote it
    /// @throws trailbench.work.Fault.Request if a file lacks columns that the recipe asks for, naming them
    LogReport inspect(List<Path> files, Path recipe, Progress progress);

    /// Writes a recipe without its files as YAML, for the next log of the kind.
    void saveRecipe(LogRecipe recipe, Path file);

    /// Looks at tables beside a log: whether they are about its items or its users, and how many of its ids are in them.
    ///
    /// @param folder where paths start
    List<TableReport> inspectTables(LogRecipe recipe, Path folder, List<Path> tables, Progress progress);

    /// Reads vectors beside a log as they are asked for: how wide they are, and of how many of its items there is one.
    ///
    /// @param folder where paths start
    List<VectorReport> inspectVectors(LogRecipe recipe, Path folder, List<LogRecipe.ItemVectors> vectors, Progress progress);

    /// Reads, cleans, cuts and splits. Cached in the project by the content of the files and the recipe.
    Prepared prepare(Project project, Experiment experiment, Progress progress);

    /// The quality report of a prepared log.
    ///
    /// @param recipe what it was prepared by
    LogProfile profile(Prepared prepared, LogRecipe recipe, Progress progress);

    /// Starts a run in a worker process and returns as soon as the worker is up; watch it through the run folder's events.
    RunFolder train(Project project, Experiment experiment);

    /// Goes on from the last checkpoint of a run that was stopped or broken.
    RunFolder resume(Project project, RunFolder run);

    /// Begins a run that waits in the queue, in a worker process, and returns as soon as the worker is up.
    ///
    /// @throws trailbench.work.Fault.Request if it has been begun before
    RunFolder begin(Project project, RunFolder run);

    /// The runs of a project that wait for their turn.
    RunQueue queue(Project project);

    /// Starts a run that begins with a checkpoint of another, in a worker process, and returns as soon as the worker is up.
    ///
    /// @param checkpoint one of [RunFolder#checkpointNames]
    /// @param changes    fields of the experiment with their new values in YAML; none that would change the graph or the data
    RunFolder fork(Project project, RunFolder parent, String checkpoint, Map<String, String> changes);

    /// Does a run again, elsewhere, and compares; keeps what came of it in the run's folder, unless that cannot be written to.
    Verification verify(Project project, RunFolder run, VerifyOptions options, Progress progress);

    /// Says a control word to a run that goes on: pause, resume, stop, stop after this epoch.
    void control(RunFolder run, Control word);

    /// Changes options of a run that goes on, from its next step on; its events say when.
    void change(RunFolder run, RunControl.Change change);

    /// Says how weights and activations of each node are spread. A run that goes on looks between two steps, without learning less for it; of any
    /// other the last checkpoint is opened in a worker. Kept in the run's folder, unless that cannot be written to.
    ///
    /// @throws trailbench.work.Fault.Request if the run has no checkpoint yet and is not at work
    Histograms histograms(Project project, RunFolder run, Progress progress);

    /// Ranks the candidates for every test case with the run's best checkpoint and the counting baselines; writes `evaluation.json`.
    ///
    /// @param options instead of those of the run's experiment; what is written says by its passport what it was
    Evaluation evaluate(Project project, RunFolder run, EvaluationOptions options, Progress progress);

    /// By the protocol of the run's experiment.
    default Evaluation evaluate(Project project, RunFolder run, Progress progress) {
        return evaluate(project, run, run.experiment().evaluation(), progress);
    }

    /// Opens a run's model for questions about single test cases, of which the same process answers one after another. To be closed.
    ///
    /// @throws trailbench.work.Fault.Request if the run ranks no items
    CaseGlass glass(Project project, RunFolder run, Progress progress);

    /// Finds every row of the log that is in no sequence, and why. Reads the log once more.
    LeftOutRows leftOut(Project project, Experiment experiment, Progress progress);

    /// Says what a run of an experiment will take, by training a few batches of it.
    RunForecast forecast(Project project, Experiment experiment, Progress progress);

    /// Says whether the order of the log's events carries signal: counting models with the true order and with drawn ones.
    OrderTest orderTest(Project project, Experiment experiment, OrderTestOptions options, Progress progress);

    /// Writes the vectors of a run with original ids and titles as Parquet.
    ///
    /// @param file ends in `.parquet`
    void embed(Project project, RunFolder run, Vectors vectors, Path file, Progress progress);

    /// What the run's model expects next.
    ///
    /// @param history original item ids, oldest first; ids that the model does not know are named in the answer and left out
    Recommendation recommend(Project project, RunFolder run, List<String> history, int k);

    /// Writes a run's best model with all it needs to answer as one file, after held-out histories were replayed through that file.
    ///
    /// @param file    a bundle; ends in [BundleFile#ENDING]
    /// @param privacy what it does without
    /// @throws trailbench.work.Fault.Work if the bundle does not answer as the evaluation ranked; nothing is written then
    ParityCertificate export(Project project, RunFolder run, Path file, Privacy privacy, Progress progress);

    /// As [#export(Project, RunFolder, Path, Privacy, Progress)], doing without nothing.
    default ParityCertificate export(Project project, RunFolder run, Path file, Progress progress) {
        return export(project, run, file, Privacy.NONE, progress);
    }

    /// Writes a run's best model as ONNX, and beside it, as `NAME.items.csv`, which number is which item.
    ///
    /// @param file ends in `.onnx`
    /// @throws trailbench.work.Fault.Request if the run's graph cannot be said in ONNX's operators: which node, and why
    void exportOnnx(Project project, RunFolder run, Path file, Progress progress);

    /// The names that bundles of a project with pseudonyms have for users. The project's key is drawn if it has none.
    List<String> pseudonyms(Project project, List<String> ids);

    /// Writes what comes next for every user of a log as `user, rank, item, score, by`. Work that was cut short goes on where it stopped.
    ///
    /// @param log of the form of the bundle's own
    /// @param out ends in `.csv` or `.parquet`
    /// @return number of users
    int recommendAll(Path bundle, Path log, Path out, int k, Progress progress);

    /// Answers from a bundle over HTTP until the work is cancelled or the program is told to end; where it answers is reported as a phase that
    /// [#servedAt] reads.
    ///
    /// @param histories a log of the form the bundle's was, whose users are known from the start
    void serve(Path bundle, ServeOptions options, Optional<Path> histories, Progress progress);

    /// Where a server answers, if a phase of [#serve] says so.
    static Optional<URI> servedAt(Phase phase) {
        return Optional.of(phase).filter(now -> now.kind() == Phase.Kind.SERVING).map(now -> URI.create(now.about().getFirst()));
    }

    /// Makes a map of the run's item vectors and keeps it in the run folder under `maps/`.
    PointMap map(Project project, RunFolder run, MapOptions options, Progress progress);

    /// As [#map(Project, RunFolder, MapOptions, Progress)], watched: work that is cancelled once the points move ends with the map as it is
    /// then, which is kept like any other and says in its caption where it was stopped.
    ///
    /// @param watcher called from a working thread; the places that it is given are its own
    default PointMap map(Project project, RunFolder run, MapOptions options, MapWatcher watcher, Progress progress) {
        return map(project, run, options, progress);
    }

    /// Makes a map of vectors that were trained elsewhere and keeps it beside them ([MapNames#beside]).
    ///
    /// @param ids a file with ids, titles and columns; empty for what lies beside the vectors
    /// @throws trailbench.work.Fault.Request if the vectors or their ids cannot be used; it says which line or column, and what to do
    PointMap map(Path vectors, Optional<Path> ids, MapOptions options, MapWatcher watcher, Progress progress);

    /// Makes maps of a run's kept checkpoints, each lying on the next, and keeps them in the run folder under `timelines/`.
    ///
    /// @param epochs rising; all that were kept if empty
    Timeline timeline(Project project, RunFolder run, List<Integer> epochs, MapOptions options, Progress progress);

    /// Measures how the vectors of each kept checkpoint stand; writes `health.json`.
    HealthCurves health(Project project, RunFolder run, Progress progress);

    /// Which share of their nearest neighbours the items that two runs share have in common, by the vectors written with their last map.
    NeighbourOverlap overlap(RunFolder run, RunFolder other, Progress progress);

    /// Lays the points of one of a run's maps out from one group of items to another and keeps that as a map of the run, unless the project is
    /// a sample.
    ///
    /// @param map  the map whose points are taken
    /// @param from ids of the items at the left
    /// @param to   ids of the items at the right
    PointMap axes(Project project, RunFolder run, String map, List<String> from, List<String> to, Progress progress);

    /// The nearest items in the original space of the run's item vectors, nearest first, without the item itself.
    List<Neighbour> neighbours(Project project, RunFolder run, String itemId, int k, Neighbours.Measure measure);

    /// As [#neighbours(Project, RunFolder, String, int, Neighbours.Measure)], among vectors that were trained elsewhere.
    List<Neighbour> neighbours(Path vectors, String id, int k, Neighbours.Measure measure);

    enum Control {
        PAUSE,
        RESUME,
        STOP,
        STOP_AFTER_EPOCH
    }

    enum Vectors {
        /// The item embedding, `[V, E]`.
        ITEMS,
        /// The encoder's vector of each user's whole sequence, `[U, H]`.
        USERS
    }

    /// @param unknown ids of the history that the model has never seen
    record Recommendation(List<Scored> items, List<String> unknown) {}

    record Scored(String id, String title, double score) {}

    /// @param cosine   similarity in [-1, 1]
    /// @param distance Euclid's, between the vectors as they were learnt
    record Neighbour(String id, String title, double cosine, double distance) {}
}
