package trailbench.ui.shell;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import trailbench.evaluation.OrderTest;
import trailbench.evaluation.OrderTestOptions;
import trailbench.experiment.LeftOutRows;
import trailbench.experiment.Prepared;
import trailbench.experiment.VerifyOptions;
import trailbench.experiment.RunForecast;
import trailbench.experiment.Workbench;
import trailbench.log.LogRecipe;
import trailbench.log.LogReport;
import trailbench.log.TableReport;
import trailbench.log.VectorReport;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.project.Fork;
import trailbench.project.RunFolder;
import trailbench.project.Verification;

import trailbench.sequence.LogProfile;
import trailbench.serve.ServeOptions;
import trailbench.training.Histograms;
import trailbench.training.RunControl;
import trailbench.work.Fault;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Use cases that answer at once from [FakeShop]; keeps what was asked of it.
public class FakeWorkbench implements Workbench {
    public final List<String> asked = new ArrayList<>();
    /// Ids of runs that have no worker to hear a control word.
    public final List<String> gone = new ArrayList<>();
    public final FakeQueue queue = new FakeQueue();
    /// What any run's model looks like.
    public Optional<Histograms> histograms = Optional.empty();

    @Override
    public LogReport inspect(List<Path> files, Progress progress) {
        asked.add("inspect " + files.getFirst().getFileName());
        return FakeShop.report(FakeShop.recipe());
    }

    @Override
    public LogReport inspect(List<Path> files, Path recipe, Progress progress) {
        asked.add("inspect " + files.getFirst().getFileName() + " by " + recipe);
        LogRecipe kept = FakeShop.recipe();
        return FakeShop.report(new LogRecipe(files, kept.format(), kept.columns(), LogRecipe.Clean.defaults().withMinUserEvents(7)));
    }

    /// Of NPY without ids nothing is known; any other file has a vector of nine items in ten.
    @Override
    public List<VectorReport> inspectVectors(LogRecipe recipe, Path folder, List<LogRecipe.ItemVectors> vectors, Progress progress) {
        asked.add("vectors " + vectors.stream().map(LogRecipe.ItemVectors::called).toList());
        return vectors.stream().map(each -> each.file().toString().endsWith(".npy") && each.ids().isEmpty()
                ? new VectorReport(each, List.of(), 0, 0, 3_684, Optional.of(Trouble.said(each.file() + ": item_vectors.ids is missing.")))
                : new VectorReport(each, List.of("sku", "shelf"), 64, 3_316, 3_684, Optional.empty())).toList();
    }

    @Override
    public void saveRecipe(LogRecipe recipe, Path file) {
        asked.add("save recipe " + file);
    }

    @Override
    public List<TableReport> inspectTables(LogRecipe recipe, Path folder, List<Path> tables, Progress progress) {
        asked.add("tables " + tables);
        return tables.stream().map(FakeShop::table).toList();
    }

    @Override
    public LogReport inspect(LogRecipe recipe, Path folder, Progress progress) {
        asked.add("inspect again " + recipe.columns().user());
        return FakeShop.report(recipe);
    }

    @Override
    public Prepared prepare(Project project, Experiment experiment, Progress progress) {
        asked.add("prepare " + experiment.experiment());
        return FakeShop.prepared();
    }

    @Override
    public LogProfile profile(Prepared prepared, LogRecipe recipe, Progress progress) {
        asked.add("profile " + prepared.dataHash());
        return LogProfile.of(
                prepared.store(), prepared.vocabulary(), prepared.tally(), recipe, Map.of(), Instant.parse("2026-01-01T00:00:00Z"), progress);
    }

    @Override
    public RunFolder train(Project project, Experiment experiment) {
        asked.add("train " + experiment.experiment());
        FakeProject.FakeRun run = new FakeProject.FakeRun("run-" + asked.size(), experiment);
        ((FakeProject) project).runs.addFirst(run);
        return run;
    }

    @Override
    public RunFolder resume(Project project, RunFolder run) {
        asked.add("resume " + run.id());
        return run;
    }

    @Override
    public RunFolder begin(Project project, RunFolder run) {
        asked.add("begin " + run.id());
        return run;
    }

    @Override
    public FakeQueue queue(Project project) {
        return queue.of((FakeProject) project, asked);
    }

    @Override
    public RunFolder fork(Project project, RunFolder parent, String checkpoint, Map<String, String> changes) {
        asked.add("fork " + parent.id() + " " + checkpoint + " " + changes);
        FakeProject.FakeRun run = new FakeProject.FakeRun("run-" + asked.size(), parent.experiment());
        run.fork = Optional.of(new Fork(parent.id(), checkpoint, 1, 10, "9f3c01", changes));
        ((FakeProject) project).runs.addFirst(run);
        return run;
    }

    @Override
    public Verification verify(Project project, RunFolder run, VerifyOptions options, Progress progress) {
        asked.add("verify " + run.id() + " " + options.epochs());
        Verification found = new Verification(
                Instant.parse("2026-03-02T00:00:00Z"), "test", Map.of(), Verification.Verdict.IDENTICAL, options.epochs(), 10, 12, Optional.empty(), 0,
                options.tolerance());
        ((FakeProject.FakeRun) run).verification = Optional.of(found);
        return found;
    }

    @Override
    public void control(RunFolder run, Control word) {
        Fault.require(!gone.contains(run.id()), "Run %s is not at work", run.id());
        asked.add(word + " " + run.id());
    }

    @Override
    public void change(RunFolder run, RunControl.Change change) {
        Fault.require(!gone.contains(run.id()), "Run %s is not at work", run.id());
        asked.add("change " + run.id() + " " + change);
    }

    @Override
    public Histograms histograms(Project project, RunFolder run, Progress progress) {
        asked.add("histograms " + run.id());
        return histograms.orElseThrow(() -> new Fault.Request("The run %s has no checkpoint yet.", run.id()));
    }

    @Override
    public void embed(Project project, RunFolder run, Vectors vectors, Path file, Progress progress) {
        asked.add("embed " + vectors + " " + run.id());
    }

    @Override
    public Recommendation recommend(Project project, RunFolder run, List<String> history, int k) {
        asked.add("recommend " + history);
        return new Recommendation(List.of(), List.of());
    }

    @Override
    public int recommendAll(Path bundle, Path log, Path out, int k, Progress progress) {
        asked.add("recommend to " + log);
        return 0;
    }

    @Override
    public void serve(Path bundle, ServeOptions options, Optional<Path> histories, Progress progress) {
        asked.add("serve " + bundle);
    }

    @Override
    public void exportOnnx(Project project, RunFolder run, Path file, Progress progress) {
        asked.add("onnx " + file);
    }

    @Override
    public List<String> pseudonyms(Project project, List<String> ids) {
        return ids;
    }

    @Override
    public ParityCertificate export(Project project, RunFolder run, Path file, Privacy privacy, Progress progress) {
        asked.add("export " + file);
        return new ParityCertificate("test", 0, ParityCertificate.K, ParityCertificate.TOLERANCE, "", List.of());
    }

    @Override
    public trailbench.experiment.CaseGlass glass(Project project, RunFolder run, Progress progress) {
        throw new UnsupportedOperationException("no test looks through a glass");
    }

    @Override
    public Evaluation evaluate(Project project, RunFolder run, trailbench.evaluation.EvaluationOptions options, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LeftOutRows leftOut(Project project, Experiment experiment, Progress progress) {
        asked.add("left-out " + experiment.experiment());
        return FakeShop::leftOut;
    }

    @Override
    public RunForecast forecast(Project project, Experiment experiment, Progress progress) {
        asked.add("forecast " + experiment.experiment());
        return new RunForecast(
                76_876, 100, 12, 4_800, 24_000_000, new RunForecast.Limits(2L << 30, 4L << 30, 16L << 30),
                Optional.of(new RunForecast.Measured(16, 24_000, 0.2, Optional.of(0.1), 90_000_000, Optional.of(310_000_000L))), List.of());
    }

    @Override
    public OrderTest orderTest(Project project, Experiment experiment, OrderTestOptions options, Progress progress) {
        asked.add("order-test " + experiment.experiment());
        return FakeShop.orderTest(options);
    }

    @Override
    public PointMap map(Project project, RunFolder run, MapOptions options, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PointMap map(Path vectors, Optional<Path> ids, MapOptions options, MapWatcher watcher, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Timeline timeline(Project project, RunFolder run, List<Integer> epochs, MapOptions options, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HealthCurves health(Project project, RunFolder run, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PointMap axes(Project project, RunFolder run, String map, List<String> from, List<String> to, Progress progress) {
        asked.add("axes " + map + " from " + from + " to " + to);
        return run.map(map);
    }

    @Override
    public NeighbourOverlap overlap(RunFolder run, RunFolder other, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Neighbour> neighbours(Project project, RunFolder run, String itemId, int k, Neighbours.Measure measure) {
        return List.of();
    }

    @Override
    public List<Neighbour> neighbours(Path vectors, String id, int k, Neighbours.Measure measure) {
        return List.of();
    }
}
