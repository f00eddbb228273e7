package trailbench.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import trailbench.bundle.BundleModel;
import trailbench.bundle.Event;
import trailbench.bundle.Question;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.experiment.WorkerProcesses;
import trailbench.format.Json;
import trailbench.serve.ModelServer;
import trailbench.serve.ServeOptions;
import trailbench.serve.UserHistories;

/// How fast a bundle answers: opening it, one history of 50 events at a time in this process, and 32 connections over the loopback.
///
/// Arguments: the bundle, and seconds of a soak, which asks at half of the rate that was reached and looks how memory grows; 0 or none for no soak.
/// What the model has learnt does not matter for its speed.
final class Deployed {
    private static final int LENGTH = 50;
    private static final int WARM = 1_000;
    private static final int TIMED = 3_000;
    private static final int CONNECTIONS = 32;
    private static final int REQUESTS_EACH = 600;
    private static final int SOAK_LOOKS = 6;

    private Deployed() {}

    public static void main(String[] arguments) throws Exception {
        if (System.getProperty(WorkerProcesses.WORKER_PROPERTY) == null) {
            // a server is a worker: its JVM and its BLAS kernel are set before it starts
            System.exit(new WorkerProcesses(Deployed.class.getName()).builder(List.of(arguments)).inheritIO().start().waitFor());
        }
        Path bundle = Path.of(arguments[0]);
        int soak = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        double first = opening(bundle);
        System.out.printf(
                Locale.ROOT, "%.1f MB; opened in %.2f s by a JVM that had loaded nothing, in %.2f s after that%n", Files.size(bundle) / 1e6, first, opening(bundle));
        try (BundleModel model = BundleModel.open(bundle, new Dl4jEngine())) {
            List<Question> questions = questions(model);
            for (int call = 0; call < WARM; call++) {
                model.recommend(questions.get(call % questions.size()));
            }
            long[] nanos = new long[TIMED];
            for (int call = 0; call < TIMED; call++) {
                long start = System.nanoTime();
                model.recommend(questions.get(call % questions.size()));
                nanos[call] = System.nanoTime() - start;
            }
            System.out.printf(Locale.ROOT, "%,d items; in process, one history of %d: %s%n", model.contents().vocabulary().size(), LENGTH, shares(nanos));
            try (ModelServer server = ModelServer.start(model, ServeOptions.local(), new UserHistories())) {
                overHttp(server.address(), questions); // warm
                long[] before = model.counts();
                long start = System.nanoTime();
                long[] took = overHttp(server.address(), questions);
                double seconds = (System.nanoTime() - start) / 1e9;
                long[] after = model.counts();
                System.out.printf(
                        Locale.ROOT, "HTTP, %d connections: %,.0f requests/s, %s, %.1f questions a call of the model%n",
                        CONNECTIONS, took.length / seconds, shares(took), (after[0] - before[0]) / (double) (after[1] - before[1]));
                if (soak > 0) {
                    soak(server.address(), questions, took.length / seconds / 2, soak);
                }
            }
        }
        System.exit(0);
    }

    private static double opening(Path bundle) {
        long start = System.nanoTime();
        BundleModel.open(bundle, new Dl4jEngine()).close();
        return (System.nanoTime() - start) / 1e9;
    }

    /// Each connection asks when its turn comes, whatever the answers before took: a wait is counted from that moment.
    private static void soak(URI address, List<Question> questions, double perSecond, int seconds) throws Exception {
        List<byte[]> requests = requests(questions);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int look = 0; look <= SOAK_LOOKS; look++) {
                int each = (int) (look == 0 ? perSecond : perSecond * seconds / SOAK_LOOKS) / CONNECTIONS; // first a second to warm
                List<Future<long[]>> all = new ArrayList<>();
                for (int connection = 0; connection < CONNECTIONS; connection++) {
                    int first = connection;
                    all.add(threads.submit(() -> paced(address, requests, first, each, perSecond / CONNECTIONS)));
                }
                long[] nanos = new long[0];
                for (Future<long[]> some : all) {
                    nanos = LongStream.concat(Arrays.stream(nanos), Arrays.stream(some.get())).toArray();
                }
                System.gc();
                long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
                System.out.printf(
                        Locale.ROOT, "soak %d of %d at %,.0f requests/s: %,d answered, %s; heap after collection %.1f MB, resident %.0f MB%n",
                        look, SOAK_LOOKS, perSecond, nanos.length, shares(nanos), heap / 1e6, Proc.residentBytes() / 1e6);
            }
        }
    }

    private static long[] paced(URI address, List<byte[]> requests, int first, int count, double perSecond) throws Exception {
        long[] nanos = new long[count];
        long start = System.nanoTime() + (long) (first / perSecond / CONNECTIONS * 1e9);
        try (Connection connection = new Connection(address)) {
            for (int i = 0; i < count; i++) {
                long turn = start + (long) (i / perSecond * 1e9);
                Thread.sleep(Duration.ofNanos(Math.max(0, turn - System.nanoTime())));
                connection.ask(requests.get((first + i) % requests.size()));
                nanos[i] = System.nanoTime() - turn;
            }
        }
        return nanos;
    }

    private static List<Question> questions(BundleModel model) {
        List<String> ids = model.contents().vocabulary().ids();
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int from = i * 37;
            List<Event> history = Stream.iterate(from, item -> item + 13).limit(LENGTH).map(item -> Event.of(ids.get(item % ids.size()))).toList();
            questions.add(new Question(history, Question.USUAL_K, List.of()));
        }
        return questions;
    }

    /// Nanoseconds of each request; each connection sends the next when it has the answer.
    private static long[] overHttp(URI address, List<Question> questions) throws Exception {
        List<byte[]> requests = requests(questions);
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
        try (Connection connection = new Connection(address)) {
            for (int i = 0; i < REQUESTS_EACH; i++) {
                long start = System.nanoTime();
                connection.ask(requests.get((first + i) % requests.size()));
                nanos[i] = System.nanoTime() - start;
            }
        }
        return nanos;
    }

    private static List<byte[]> requests(List<Question> questions) {
        return questions.stream()
                .map(question -> Json.line(question).getBytes(StandardCharsets.UTF_8))
                .map(body -> {
                    byte[] head = ("POST /recommend HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8);
                    byte[] all = Arrays.copyOf(head, head.length + body.length);
                    System.arraycopy(body, 0, all, head.length, body.length);
                    return all;
                })
                .toList();
    }

    /// A connection that is kept, with as little of a client as will do: what is measured is the server, which has the machine's cores with it.
    private static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;

        Connection(URI address) throws IOException {
            socket = new Socket(address.getHost(), address.getPort());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }

        void ask(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            String status = line();
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IllegalStateException(status + " " + body);
            }
        }

        private String line() throws IOException {
            StringBuilder text = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the server closed a connection");
                }
                if (next != '\r') {
                    text.append((char) next);
                }
            }
            return text.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static String shares(long[] nanos) {
        Arrays.sort(nanos);
        return String.format(Locale.ROOT, "p50 %.2f ms, p99 %.2f ms", nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
    }
}
