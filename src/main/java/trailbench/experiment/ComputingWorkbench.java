package trailbench.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import trailbench.bundle.BundleModel;
import trailbench.bundle.ParityCertificate;
import trailbench.bundle.Privacy;
import trailbench.bundle.Pseudonyms;
import trailbench.embedding.HealthCurves;
import trailbench.embedding.MapOptions;
import trailbench.embedding.MapWatcher;
import trailbench.embedding.PointMap;
import trailbench.embedding.Timeline;
import trailbench.engine.Engine;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.EvaluationOptions;
import trailbench.evaluation.OrderTest;
import trailbench.evaluation.OrderTestOptions;
import trailbench.evaluation.OrderTester;
import trailbench.project.Experiment;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.Verification;
import trailbench.serve.ServeOptions;
import trailbench.training.Histograms;
import trailbench.training.RunControl;
import trailbench.work.Progress;

/// The workbench inside a worker: does everything here, in this JVM, on the calling thread.
public final class ComputingWorkbench extends LocalWorkbench {
    private final Supplier<Engine> engine;

    /// @param engine asked when a model is first needed: its native libraries take a while to load
    public ComputingWorkbench(Preparation preparation, Supplier<Engine> engine) {
        super(preparation);
        this.engine = engine;
    }

    @Override
    public RunFolder train(Project project, Experiment experiment) {
        ExperimentCheck.check(experiment);
        return resume(project, FolderRun.create(project, experiment, java.time.Instant.now()));
    }

    /// Blocks until the run ends.
    @Override
    public RunFolder resume(Project project, RunFolder run) {
        FolderRun.requireOwn(project);
        FolderRun folder = FolderRun.open(run.path());
        new RunTraining(preparation(), engine, project, folder).train();
        return folder;
    }

    /// Blocks until the run ends.
    @Override
    public RunFolder begin(Project project, RunFolder run) {
        FolderRun.requireOwn(project);
        FolderRun folder = FolderRun.open(run.path());
        new RunTraining(preparation(), engine, project, folder).begin();
        return folder;
    }

    /// Trains one run after another in this JVM.
    @Override
    public RunQueue queue(Project project) {
        FolderQueue[] queue = new FolderQueue[1];
        queue[0] = new FolderQueue(project, run -> begin(project, run), () -> queue[0].serve(told -> {}, Progress.SILENT));
        return queue[0];
    }

    /// Blocks until the run ends.
    @Override
    public RunFolder fork(Project project, RunFolder parent, String checkpoint, Map<String, String> changes) {
        return resume(project, Forking.fork(project, FolderRun.open(parent.path()), checkpoint, changes, java.time.Instant.now(), made -> {}));
    }

    @Override
    public Verification verify(Project project, RunFolder run, VerifyOptions options, Progress progress) {
        FolderRun folder = FolderRun.open(run.path());
        Verification found = new RunVerifying(preparation(), engine, project, folder, options).verify(progress);
        if (!project.isSample() && java.nio.file.Files.isWritable(folder.path())) {
            folder.keep(found);
        }
        return found;
    }

    @Override
    public void control(RunFolder run, Control word) {
        throw new IllegalStateException("a worker is told what to do; it tells nobody");
    }

    @Override
    public void change(RunFolder run, RunControl.Change change) {
        throw new IllegalStateException("a worker is told what to do; it tells nobody");
    }

    @Override
    public Histograms histograms(Project project, RunFolder run, Progress progress) {
        FolderRun folder = FolderRun.open(run.path());
        Histograms found = RunHistograms.of(preparation(), engine, project, folder, progress);
        if (!project.isSample() && java.nio.file.Files.isWritable(folder.path())) {
            found.write(folder.path());
        }
        return found;
    }

    @Override
    public Evaluation evaluate(Project project, RunFolder run, EvaluationOptions options, Progress progress) {
        FolderRun.requireOwn(project);
        try (RunModel asked = RunModel.open(engine.get(), preparation(), project, FolderRun.open(run.path()), options, progress)) {
            return RunEvaluation.evaluate(asked, progress);
        }
    }

    @Override
    public CaseGlass glass(Project project, RunFolder run, Progress progress) {
        return new LocalGlass(open(project, run, progress)).warm();
    }

    @Override
    public RunForecast forecast(Project project, Experiment experiment, Progress progress) {
        return DryRun.of(preparation(), engine, project, experiment, progress);
    }

    @Override
    public OrderTest orderTest(Project project, Experiment experiment, OrderTestOptions options, Progress progress) {
        Prepared prepared = prepare(project, experiment, progress);
        return OrderTester.test(
                prepared.store(), prepared.bounds(), prepared.vocabulary().size(), prepared.test(),
                experiment.evaluation(), prepared.dataHash(), options, progress)
                .with(LeakInspection.inspect(experiment, prepared));
    }

    @Override
    public void embed(Project project, RunFolder run, Vectors vectors, Path file, Progress progress) {
        if (file.toAbsolutePath().normalize().startsWith(project.folder().toAbsolutePath().normalize())) {
            FolderRun.requireOwn(project);
        }
        try (RunModel asked = open(project, run, progress)) {
            switch (vectors) {
                case ITEMS -> RunVectors.writeItems(asked, file);
                case USERS -> RunVectors.writeUsers(asked, file, progress);
            }
        }
    }

    @Override
    public PointMap map(Project project, RunFolder run, MapOptions options, Progress progress) {
        return map(project, run, options, MapWatcher.NONE, progress);
    }

    @Override
    public PointMap map(Project project, RunFolder run, MapOptions options, MapWatcher watcher, Progress progress) {
        FolderRun.requireOwn(project);
        try (RunModel asked = open(project, run, progress)) {
            RunVectors.writeItems(asked, asked.run().itemVectorsPath());
            return RunMap.make(asked, options, watcher, progress);
        }
    }

    @Override
    public PointMap map(Path vectors, Optional<Path> ids, MapOptions options, MapWatcher watcher, Progress progress) {
        return VectorMap.make(vectors, ids, options, watcher, progress);
    }

    @Override
    public Timeline timeline(Project project, RunFolder run, List<Integer> epochs, MapOptions options, Progress progress) {
        FolderRun.requireOwn(project);
        try (RunModel asked = open(project, run, progress)) {
            return new RunEpochs(engine.get(), asked).timeline(epochs, options, progress);
        }
    }

    @Override
    public HealthCurves health(Project project, RunFolder run, Progress progress) {
        FolderRun.requireOwn(project);
        try (RunModel asked = open(project, run, progress)) {
            return new RunEpochs(engine.get(), asked).health(progress);
        }
    }

    @Override
    public Recommendation recommend(Project project, RunFolder run, List<String> history, int k) {
        try (RunModel asked = open(project, run, Progress.SILENT)) {
            return Recommending.recommend(asked, history, k);
        }
    }

    @Override
    public ParityCertificate export(Project project, RunFolder run, Path file, Privacy privacy, Progress progress) {
        RunExport.requireName(file);
        Optional<Pseudonyms> pseudonyms = privacy.pseudonyms() ? Optional.of(PseudonymKey.of(project)) : Optional.empty();
        try (RunModel asked = open(project, run, progress)) {
            return RunExport.write(asked, engine.get(), file, privacy, pseudonyms, progress);
        }
    }

    @Override
    public void exportOnnx(Project project, RunFolder run, Path file, Progress progress) {
        try (RunModel asked = open(project, run, progress)) {
            OnnxExport.write(asked, file);
        }
    }

    @Override
    public int recommendAll(Path bundle, Path log, Path out, int k, Progress progress) {
        BatchRecommending.requireName(out);
        try (BundleModel model = BundleModel.open(bundle, engine.get())) {
            return BatchRecommending.write(model, bundle, log, out, k, progress);
        }
    }

    @Override
    public void serve(Path bundle, ServeOptions options, Optional<Path> histories, Progress progress) {
        Serving.serve(engine.get(), bundle, options, histories, progress);
    }

    private RunModel open(Project project, RunFolder run, Progress progress) {
        return RunModel.open(engine.get(), preparation(), project, FolderRun.open(run.path()), progress);
    }
}
