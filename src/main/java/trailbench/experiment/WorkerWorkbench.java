package trailbench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trailbench.bundle.ParityCertificate;
import trailbench.bundle.Privacy;
import trailbench.embedding.HealthCurves;
import trailbench.embedding.MapFile;
import trailbench.embedding.MapOptions;
import trailbench.embedding.MapWatcher;
import trailbench.embedding.PointMap;
import trailbench.embedding.Timeline;
import trailbench.evaluation.Candidates;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.EvaluationOptions;
import trailbench.evaluation.OrderTest;
import trailbench.evaluation.OrderTestOptions;
import trailbench.format.Json;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.QueueFolder;
import trailbench.project.RunFolder;
import trailbench.project.Verification;
import trailbench.serve.ServeOptions;
import trailbench.training.ControlClient;
import trailbench.training.Histograms;
import trailbench.training.RunControl;
import trailbench.training.RunState;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// The workbench of the window and the terminal: looks at logs itself, and has workers do all that needs a model.
public final class WorkerWorkbench extends LocalWorkbench {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    /// A run that was just started reads its log first, and ranks between epochs.
    private static final Duration LOOK_LIMIT = Duration.ofMinutes(10);
    private static final long START_POLL_MILLIS = 20;

    private final WorkerProcesses workers;

    public WorkerWorkbench(Preparation preparation, WorkerProcesses workers) {
        super(preparation);
        this.workers = workers;
    }

    @Override
    public RunFolder train(Project project, Experiment experiment) {
        ExperimentCheck.check(experiment);
        Preparation.requireSources(project.folder(), experiment);
        FolderRun run = FolderRun.create(project, experiment, Instant.now());
        start(run);
        return run;
    }

    @Override
    public RunFolder resume(Project project, RunFolder run) {
        FolderRun.requireOwn(project);
        FolderRun folder = FolderRun.open(run.path());
        awaitEnd(folder);
        Fault.require(!folder.isWorkerAlive(), Trouble.Kind.GOING_ON, run.id());
        Fault.require(folder.state() != RunState.FINISHED, Trouble.Kind.FINISHED, run.id());
        start(folder);
        return folder;
    }

    @Override
    public RunFolder begin(Project project, RunFolder run) {
        FolderRun.requireOwn(project);
        FolderRun folder = FolderRun.open(run.path());
        Fault.require(folder.events().isEmpty(), Trouble.Kind.BEGUN, run.id(), run.path());
        start(folder, "--if-new");
        return folder;
    }

    @Override
    public RunQueue queue(Project project) {
        return new FolderQueue(project, run -> begin(project, run), () -> serveElsewhere(project));
    }

    /// Starts a process that serves the queue and waits until it does, or finds nothing to do.
    private void serveElsewhere(Project project) {
        QueueFolder queue = new QueueFolder(project);
        Path log = project.folder().resolve("cache").resolve("queue.log");
        log.getParent().toFile().mkdirs();
        Process server = workers.startServing(List.of("queue", "run", project.folder().toAbsolutePath().toString()), log);
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!queue.isServed() && server.isAlive() && Instant.now().isBefore(limit)) {
            pause();
        }
        if (!server.isAlive() && server.exitValue() != 0 && !queue.isServed()) {
            throw new Fault.Work(Trouble.of(Trouble.Kind.QUEUE_UNSERVED, server.exitValue(), log));
        }
    }

    @Override
    public RunFolder fork(Project project, RunFolder parent, String checkpoint, Map<String, String> changes) {
        FolderRun run = Forking.fork(project, FolderRun.open(parent.path()), checkpoint, changes, Instant.now(), made -> {});
        start(run);
        return run;
    }

    /// The worker has as many threads as the run had: with others, sums are cut elsewhere.
    @Override
    public Verification verify(Project project, RunFolder run, VerifyOptions options, Progress progress) {
        RunVerifying.requireOver(run);
        Preparation.requireSources(project.folder(), run.experiment());
        List<String> threads = run.provenance().map(from -> from.machine().get(Machine.THREADS)).stream()
                .map(count -> "-XX:ActiveProcessorCount=" + count)
                .toList();
        String answer = workers.run(
                List.of(
                        "verify", run.path().toString(),
                        "--epochs", Integer.toString(options.epochs()),
                        "--tolerance", Double.toString(options.tolerance()),
                        "--json", "--exit-zero"),
                threads, Map.of(), progress);
        return Json.parse(answer, Verification.class);
    }

    @Override
    public void control(RunFolder run, Control word) {
        ControlClient.say(run.path(), RunControl.Word.valueOf(word.name()));
    }

    @Override
    public void change(RunFolder run, RunControl.Change change) {
        ControlClient.say(run.path(), change);
    }

    @Override
    public Histograms histograms(Project project, RunFolder run, Progress progress) {
        FolderRun folder = FolderRun.open(run.path());
        if (folder.isWorkerAlive()) {
            Optional<Histograms> told = askTheWorker(folder, progress);
            if (told.isPresent()) {
                return told.get();
            }
        }
        Preparation.requireSources(project.folder(), folder.experiment());
        return Json.parse(workers.run(List.of("histograms", run.path().toString(), "--json"), progress), Histograms.class);
    }

    /// @return empty if the run ended before it looked
    private static Optional<Histograms> askTheWorker(FolderRun run, Progress progress) {
        Instant asked = Instant.now();
        progress.report(Phase.of(Phase.Kind.WAITING_FOR_LOOK), 0, 0);
        ControlClient.say(run.path(), RunControl.Word.HISTOGRAMS);
        while (true) {
            boolean alive = run.isWorkerAlive();
            Optional<Histograms> told = Histograms.read(run.path()).filter(found -> !found.at().isBefore(asked));
            if (told.isPresent() || !alive) {
                return told;
            }
            if (Instant.now().isAfter(asked.plus(LOOK_LIMIT))) {
                throw new Fault.Work("The run %s has not looked in %d s; what it printed is in %s.", run.id(), LOOK_LIMIT.toSeconds(), run.workerLog());
            }
            progress.checkpoint();
            pause();
        }
    }

    @Override
    public Evaluation evaluate(Project project, RunFolder run, EvaluationOptions options, Progress progress) {
        FolderRun.requireOwn(project);
        List<String> words = new ArrayList<>(List.of("evaluate", run.path().toString()));
        words.addAll(protocol(options));
        workers.run(words, progress);
        return FolderRun.open(run.path()).evaluation().orElseThrow(() -> new Fault.Work("The worker ended without its evaluation."));
    }

    @Override
    public CaseGlass glass(Project project, RunFolder run, Progress progress) {
        return GlassLines.over(workers.talking(List.of("explain", run.path().toString(), "--ask")), progress);
    }

    /// As a person would type it.
    private static List<String> protocol(EvaluationOptions options) {
        List<String> words = new ArrayList<>(List.of(
                "--at", options.at().stream().map(String::valueOf).collect(Collectors.joining(",")),
                "--seen", options.excludeSeen() ? "EXCLUDED" : "ALLOWED",
                "--cold-items", options.coldItems().name(),
                "--ties", options.ties().name()));
        switch (options.candidates()) {
            case Candidates.All _ -> words.addAll(List.of("--candidates", "ALL"));
            case Candidates.Sampled drawn -> words.addAll(List.of(
                    "--candidates", drawn instanceof Candidates.Popularity ? "POPULARITY" : "UNIFORM",
                    "--count", Integer.toString(drawn.count()), "--seed", Long.toString(drawn.seed())));
        }
        return words;
    }

    @Override
    public RunForecast forecast(Project project, Experiment experiment, Progress progress) {
        return Json.parse(ask("forecast", project, experiment, List.of(), progress), RunForecast.class);
    }

    @Override
    public OrderTest orderTest(Project project, Experiment experiment, OrderTestOptions options, Progress progress) {
        List<String> numbers = List.of(
                "--users", Integer.toString(options.users()),
                "--shuffles", Integer.toString(options.shuffles()),
                "--resamples", Integer.toString(options.resamples()),
                "--seed", Long.toString(options.seed()));
        return Json.parse(ask("order-test", project, experiment, numbers, progress), OrderTest.class);
    }

    /// Asks a worker about an experiment. It may be one that nobody saved, so the worker is given it in a file of its own.
    private String ask(String verb, Project project, Experiment experiment, List<String> options, Progress progress) {
        Preparation.requireSources(project.folder(), experiment);
        Path asked = null;
        try {
            asked = Files.createTempFile("trailbench-experiment", ".yaml");
            Yaml.write(asked, experiment);
            List<String> words = new ArrayList<>(List.of(verb, asked.toString(), "--project", project.folder().toAbsolutePath().toString()));
            words.addAll(options);
            words.add("--json");
            return workers.run(words, progress);
        } catch (IOException e) {
            throw new Fault.Work("The experiment could not be handed to a worker: %s. Free some space in the folder for temporary files.", Trouble.reason(e), e);
        } finally {
            delete(asked);
        }
    }

    private static void delete(@Nullable Path file) {
        if (file != null) {
            file.toFile().delete();
        }
    }

    @Override
    public void embed(Project project, RunFolder run, Vectors vectors, Path file, Progress progress) {
        if (file.toAbsolutePath().normalize().startsWith(project.folder().toAbsolutePath().normalize())) {
            FolderRun.requireOwn(project);
        }
        workers.run(List.of("embed", run.path().toString(), "--of", vectors.name(), "--out", file.toString()), progress);
    }

    @Override
    public PointMap map(Project project, RunFolder run, MapOptions options, Progress progress) {
        return map(project, run, options, MapWatcher.NONE, progress);
    }

    @Override
    public PointMap map(Project project, RunFolder run, MapOptions options, MapWatcher watcher, Progress progress) {
        FolderRun.requireOwn(project);
        watched(mapWords(run.path(), options), watcher, progress);
        return run.map(MapNames.of(options));
    }

    private static List<String> mapWords(Path of, MapOptions options) {
        List<String> words = new ArrayList<>(List.of(
                "map", of.toString(),
                "--method", options.method().name(),
                "--points", Integer.toString(options.points()),
                "--perplexity", Double.toString(options.perplexity()),
                "--iterations", Integer.toString(options.iterations()),
                "--seed", Long.toString(options.seed())));
        options.strata().ifPresent(column -> words.addAll(List.of("--strata", column)));
        options.from().ifPresent(file -> words.addAll(List.of("--from", file)));
        return words;
    }

    /// Has a worker make a map and passes on how it moves.
    private void watched(List<String> words, MapWatcher watcher, Progress progress) {
        if (watcher == MapWatcher.NONE) {
            workers.run(words, progress);
            return;
        }
        Path folder = null;
        try {
            folder = Files.createTempDirectory("trailbench-map");
            List<String> live = new ArrayList<>(words);
            live.addAll(List.of("--live", folder.toString()));
            workers.run(live, new LiveMap.Following(folder, watcher, progress));
        } catch (IOException e) {
            throw new Fault.Work("The map cannot be watched: %s. Free some space in the folder for temporary files.", Trouble.reason(e), e);
        } finally {
            if (folder != null) {
                for (Path file : LiveMap.files(folder)) {
                    delete(file);
                }
                delete(folder);
            }
        }
    }

    @Override
    public PointMap map(Path vectors, Optional<Path> ids, MapOptions options, MapWatcher watcher, Progress progress) {
        List<String> words = mapWords(vectors.toAbsolutePath(), options);
        ids.ifPresent(file -> words.addAll(List.of("--ids", file.toAbsolutePath().toString())));
        watched(words, watcher, progress);
        return MapFile.read(MapNames.beside(vectors, options));
    }

    @Override
    public Timeline timeline(Project project, RunFolder run, List<Integer> epochs, MapOptions options, Progress progress) {
        FolderRun.requireOwn(project);
        List<String> words = mapWords(run.path(), options);
        words.addAll(List.of("--epochs", epochs.isEmpty() ? "all" : epochs.stream().map(Object::toString).collect(Collectors.joining(","))));
        workers.run(words, progress);
        return run.timeline(MapNames.timeline(options, epochs));
    }

    @Override
    public HealthCurves health(Project project, RunFolder run, Progress progress) {
        FolderRun.requireOwn(project);
        workers.run(List.of("health", run.path().toString()), progress);
        return run.health().orElseThrow(() -> new Fault.Work("The worker ended without its health."));
    }

    @Override
    public Recommendation recommend(Project project, RunFolder run, List<String> history, int k) {
        List<String> words = new ArrayList<>(List.of("recommend", run.path().toString(), "-k", Integer.toString(k), "--json"));
        for (String item : history) {
            words.add("--history");
            words.add(item);
        }
        return Json.parse(workers.run(words, Progress.SILENT), Recommendation.class);
    }

    @Override
    public ParityCertificate export(Project project, RunFolder run, Path file, Privacy privacy, Progress progress) {
        RunExport.requireName(file);
        List<String> words = new ArrayList<>(List.of(
                "export", run.path().toString(), "--out", file.toString(), "--least-count", Integer.toString(privacy.leastCount()), "--json"));
        if (privacy.pseudonyms()) {
            words.add("--pseudonyms");
        }
        if (privacy.withoutUsers()) {
            words.add("--without-users");
        }
        String answer = workers.run(words, progress);
        return Json.parse(answer, ParityCertificate.class);
    }

    @Override
    public void exportOnnx(Project project, RunFolder run, Path file, Progress progress) {
        workers.run(List.of("export", run.path().toString(), "--out", file.toString(), "--json"), progress);
    }

    @Override
    public int recommendAll(Path bundle, Path log, Path out, int k, Progress progress) {
        BatchRecommending.requireName(out);
        String answer = workers.run(
                List.of("recommend", bundle.toString(), "--in", log.toString(), "--out", out.toString(), "-k", Integer.toString(k), "--json"), progress);
        return Json.parse(answer, Integer.class);
    }

    @Override
    public void serve(Path bundle, ServeOptions options, Optional<Path> histories, Progress progress) {
        List<String> words = new ArrayList<>(List.of(
                "serve", bundle.toString(), "--host", options.host(), "--port", Integer.toString(options.port()), "--rate", Integer.toString(options.rate()),
                "--strangers", options.strangers().name()));
        histories.ifPresent(file -> words.addAll(List.of("--histories", file.toString())));
        // not among the words, which every program of the machine can read
        workers.run(words, WorkerProcesses.SERVER, options.token().map(token -> Map.of(ServeOptions.TOKEN_VARIABLE, token)).orElse(Map.of()), progress);
    }

    /// Starts the worker of a run and waits for its first word.
    private void start(FolderRun run, String... options) {
        int before = run.events().size();
        List<String> words = new ArrayList<>(List.of("resume", run.path().toAbsolutePath().toString()));
        words.addAll(List.of(options));
        Process worker = workers.startDetached(words, run.workerLog());
        Instant limit = Instant.now().plus(START_LIMIT);
        while (run.events().size() == before && !run.isWorkerAlive()) {
            if (!worker.isAlive() && worker.exitValue() != 0) {
                throw new Fault.Work(Trouble.of(Trouble.Kind.NOT_STARTED, run.id(), run.lastWords()));
            }
            if (Instant.now().isAfter(limit)) {
                throw new Fault.Work(Trouble.of(Trouble.Kind.SILENT, run.id(), START_LIMIT.toSeconds(), run.workerLog()));
            }
            pause();
        }
    }

    /// A worker that has said its last word is gone within moments: it is waited for.
    private static void awaitEnd(FolderRun run) {
        Instant limit = Instant.now().plus(END_LIMIT);
        boolean began = !run.events().isEmpty();
        while (began && run.state() == RunState.READY && run.isWorkerAlive() && Instant.now().isBefore(limit)) {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(START_POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Progress.Cancelled();
        }
    }
}
