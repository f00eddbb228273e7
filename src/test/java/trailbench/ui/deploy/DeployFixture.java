package trailbench.ui.deploy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import trailbench.bundle.Answer;
import trailbench.bundle.BundleFile;
import trailbench.bundle.Contents;
import trailbench.bundle.Event;
import trailbench.bundle.Network;
import trailbench.bundle.ParityCertificate;
import trailbench.bundle.Privacy;
import trailbench.bundle.Preprocessing;
import trailbench.bundle.Question;
import trailbench.bundle.Users;
import trailbench.engine.Engine;
import trailbench.engine.Optimizer;
import trailbench.experiment.Workbench;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.sequence.Vocabulary;
import trailbench.serve.Load;
import trailbench.serve.ModelAnswers;
import trailbench.serve.ModelServer.Health;
import trailbench.serve.ModelServer.Named;
import trailbench.serve.ServeOptions;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// A shop with one run whose bundle is not a model but a real file, and a server that answers from a list of twenty items.
final class DeployFixture {
    static final List<String> ITEMS = IntStream.range(1, 21).mapToObj(i -> "i" + i).toList();

    final FakeDialogs dialogs = new FakeDialogs();
    final FakeProject project;
    final FakeProject.FakeRun run;
    final List<String> heard = new ArrayList<>();
    final List<String> closed = new ArrayList<>();
    /// What stands in the way of the next export, and of the next answer.
    Optional<RuntimeException> refusal = Optional.empty();
    Optional<Fault> silence = Optional.empty();
    List<String> behaviours = List.of("view", "purchase");
    final WorkbenchModel model;
    private final ConcurrentLinkedQueue<Runnable> window = new ConcurrentLinkedQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);

    /// @param folder of the project
    DeployFixture(Path folder) {
        project = new FakeProject(folder, "Shop", false);
        run = new FakeProject.FakeRun("2026-03-01-gru-next", FakeShop.experiment("gru-next"));
        project.runs.add(run);
        FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
        projects.known.add(project);
        // work at once, except what goes on until it is told to end
        FxExecutor executor = new FxExecutor(this::inWindow, this::work, dialogs::fault, System::nanoTime);
        model = new WorkbenchModel(new Shop(), projects, executor, dialogs, Settings.inMemory());
        model.desk().open(folder);
    }

    private boolean serves;

    private void inWindow(Runnable action) {
        if (Thread.currentThread().getName().equals("server")) {
            window.add(action);
        } else {
            action.run();
        }
    }

    private void work(Runnable work) {
        if (serves) {
            serves = false;
            Thread.ofPlatform().daemon().name("server").start(work);
        } else {
            work.run();
        }
    }

    /// The next work is a server's.
    void serveNext() {
        serves = true;
    }

    /// Waits until the server has said where it answers, and brings that into the window.
    void awaitServer() throws InterruptedException {
        begun.await();
        model.executor().sample();
    }

    /// Waits for the server's end.
    void awaitEnd() {
        while (window.isEmpty()) {
            Thread.onSpinWait();
        }
        for (Runnable action = window.poll(); action != null; action = window.poll()) {
            action.run();
        }
    }

    Messages words(Locale locale) {
        return Messages.of(DeployViewModel.class, locale);
    }

    private final class Shop extends FakeWorkbench {
        @Override
        public ParityCertificate export(Project of, RunFolder exported, Path file, Privacy privacy, Progress progress) {
            heard.add("export " + file.getFileName() + " " + privacy);
            refusal.ifPresent(fault -> {
                throw fault;
            });
            return write(file, exported.id());
        }

        @Override
        public void serve(Path bundle, ServeOptions options, Optional<Path> histories, Progress progress) {
            heard.add("serve " + bundle.getFileName() + " " + options.host() + ":" + options.port());
            progress.report(Phase.of(Phase.Kind.SERVING, "http://127.0.0.1:8123"), 0, 0);
            begun.countDown();
            while (!progress.cancelled()) {
                Thread.onSpinWait();
            }
            progress.checkpoint();
        }
    }

    static ParityCertificate write(Path file, String run) {
        ParityCertificate proof = new ParityCertificate(
                "test", 60, 20, 1e-4, "39094518", List.of(new ParityCertificate.Leg("bundle", 60, 1.2e-7), new ParityCertificate.Leg("http", 59, 3e-7)));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path zip = Files.writeString(Files.createTempFile("model", ".zip"), "no model");
            var experiment = FakeShop.experiment("gru-next");
            BundleFile.write(file, new Contents(
                    new Contents.About(run, "gru-next", "0.1.0", "2026-03-02T00:00:00Z", Optional.empty(), Optional.empty()),
                    Network.of(new Engine.ModelOptions(experiment.graph().graph(), 20, 50, new Optimizer.Sgd(0.1, 0), 0, 1), true),
                    new Vocabulary(ITEMS, ITEMS, Map.of(), List.of()), Users.NONE, new int[21],
                    Preprocessing.of(experiment.log(), experiment.sequences(), experiment.split()), Optional.empty(), Optional.empty(), Optional.of(proof)), zip);
            Files.delete(zip);
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        return proof;
    }

    /// Answers with the items behind the last of the history; its score is how far behind.
    final class Answers implements ModelAnswers {
        final URI address;
        private int swaps;

        Answers(URI address) {
            this.address = address;
        }

        @Override
        public Answer recommend(Question question) {
            silence.ifPresent(fault -> {
                throw fault;
            });
            heard.add("recommend " + question.history().stream().map(event -> event.behaviour().map(name -> name + " ").orElse("") + event.item()).toList());
            int last = question.history().isEmpty() ? -1 : ITEMS.indexOf(question.history().getLast().item());
            List<Answer.Item> items = IntStream.rangeClosed(1, question.k())
                    .mapToObj(i -> ITEMS.get((last + i) % ITEMS.size()))
                    .map(id -> new Answer.Item(id, "Item " + id.substring(1), 5))
                    .toList();
            List<String> unknown = question.history().stream().map(Event::item).filter(id -> !ITEMS.contains(id)).toList();
            return new Answer(items, question.history().isEmpty() ? Answer.By.POPULARITY : Answer.By.MODEL, unknown);
        }

        @Override
        public Health health() {
            return new Health("ok", run.id(), "gru-next", 20, behaviours, false, 0, swaps);
        }

        @Override
        public Health swap() {
            silence.ifPresent(fault -> {
                throw fault;
            });
            swaps++;
            return health();
        }

        @Override
        public Load load() {
            return new Load(50, 5, 1.2, 3.4, 0, 50);
        }

        @Override
        public List<Named> items(String text) {
            return ITEMS.stream().filter(id -> id.contains(text)).map(id -> new Named(id, "Item " + id.substring(1))).toList();
        }

        @Override
        public void close() {
            closed.add(address.toString());
        }
    }
}
