package trailbench.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import trailbench.bundle.BundleModel;
import trailbench.bundle.Question;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.experiment.WorkerProcesses;
import trailbench.serve.ModelServer;
import trailbench.serve.ServeOptions;
import trailbench.serve.UserHistories;

/// How fast a bundle answers: opening it, one history of 50 events at a time in this process, and 32 connections over the loopback.
///
/// Arguments: the bundle; `package` before it to do so in the packaged program in `target/trailbench`, with its shared classes, as `trailbench
/// serve` does. What the model has learnt does not matter for its speed. [Soak] asks for longer.
final class Deployed {
    private static final int WARM = 1_000;
    private static final int TIMED = 3_000;
    private static final int CONNECTIONS = 32;
    private static final int REQUESTS_EACH = 600;

    private Deployed() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("package")) {
            System.exit(Packaged.run(Deployed.class, arguments[1]));
        }
        if (System.getProperty(WorkerProcesses.WORKER_PROPERTY) == null) {
            // a server is a worker: its JVM and its BLAS kernel are set before it starts
            System.exit(new WorkerProcesses(Deployed.class.getName()).builder(List.of(arguments)).inheritIO().start().waitFor());
        }
        Path bundle = Path.of(arguments[0]);
        double first = opening(bundle);
        System.out.printf(
                Locale.ROOT, "%.1f MB; opened in %.2f s by a JVM that had loaded nothing, in %.2f s after that%n", Files.size(bundle) / 1e6, first, opening(bundle));
        try (BundleModel model = BundleModel.open(bundle, new Dl4jEngine())) {
            List<Question> questions = Asking.questions(model);
            for (int call = 0; call < WARM; call++) {
                model.recommend(questions.get(call % questions.size()));
            }
            long[] nanos = new long[TIMED];
            for (int call = 0; call < TIMED; call++) {
                long start = System.nanoTime();
                model.recommend(questions.get(call % questions.size()));
                nanos[call] = System.nanoTime() - start;
            }
            System.out.printf(Locale.ROOT, "%,d items; in process, one history of %d: %s%n", model.contents().vocabulary().size(), Asking.LENGTH, Latencies.shares(nanos));
            try (ModelServer server = ModelServer.start(model, ServeOptions.local(), new UserHistories())) {
                overHttp(server.address(), questions); // warm
                long[] before = model.counts();
                long start = System.nanoTime();
                long[] took = overHttp(server.address(), questions);
                double seconds = (System.nanoTime() - start) / 1e9;
                long[] after = model.counts();
                System.out.printf(
                        Locale.ROOT, "HTTP, %d connections: %,.0f requests/s, %s, %.1f questions a call of the model%n",
                        CONNECTIONS, took.length / seconds, Latencies.shares(took), (after[0] - before[0]) / (double) (after[1] - before[1]));
            }
        }
        System.exit(0);
    }

    private static double opening(Path bundle) {
        long start = System.nanoTime();
        BundleModel.open(bundle, new Dl4jEngine()).close();
        return (System.nanoTime() - start) / 1e9;
    }

    /// Nanoseconds of each request; each connection sends the next when it has the answer.
    private static long[] overHttp(URI address, List<Question> questions) throws Exception {
        List<byte[]> requests = Asking.requests(questions);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<long[]>> all = new ArrayList<>();
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                int first = connection;
                all.add(threads.submit(() -> ask(address, requests, first)));
            }
            long[] nanos = new long[CONNECTIONS * REQUESTS_EACH];
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                System.arraycopy(all.get(connection).get(), 0, nanos, connection * REQUESTS_EACH, REQUESTS_EACH);
            }
            return nanos;
        }
    }

    private static long[] ask(URI address, List<byte[]> requests, int first) throws Exception {
        long[] nanos = new long[REQUESTS_EACH];
        try (HttpConnection connection = new HttpConnection(address)) {
            for (int i = 0; i < REQUESTS_EACH; i++) {
                long start = System.nanoTime();
                connection.ask(requests.get((first + i) % requests.size()));
                nanos[i] = System.nanoTime() - start;
            }
        }
        return nanos;
    }
}
