package trailbench.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import trailbench.bundle.BundleModel;
import trailbench.bundle.Event;
import trailbench.bundle.Question;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.format.Json;
import trailbench.serve.ModelServer;
import trailbench.serve.ServeOptions;
import trailbench.serve.UserHistories;

/// How fast a bundle answers: one history of 50 events at a time in this process, and 32 connections over the loopback.
///
/// Argument: the bundle.
final class Deployed {
    private static final int LENGTH = 50;
    private static final int WARM = 1_000;
    private static final int TIMED = 3_000;
    private static final int CONNECTIONS = 32;
    private static final int REQUESTS_EACH = 300;

    private Deployed() {}

    public static void main(String[] arguments) throws Exception {
        try (BundleModel model = BundleModel.open(Path.of(arguments[0]), new Dl4jEngine())) {
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
            try (ModelServer server = ModelServer.start(model, new ServeOptions("127.0.0.1", 0, Optional.empty(), 0), new UserHistories(false))) {
                overHttp(server.address(), questions); // warm
                long[] before = model.counts();
                long start = System.nanoTime();
                long[] took = overHttp(server.address(), questions);
                double seconds = (System.nanoTime() - start) / 1e9;
                long[] after = model.counts();
                System.out.printf(
                        Locale.ROOT, "HTTP, %d connections: %,.0f requests/s, %s, %.1f questions a call of the model%n",
                        CONNECTIONS, took.length / seconds, shares(took), (after[0] - before[0]) / (double) (after[1] - before[1]));
            }
        }
        System.exit(0);
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
        List<HttpRequest> requests = questions.stream()
                .map(question -> HttpRequest.newBuilder(address.resolve("/recommend"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(Json.line(question)))
                        .build())
                .toList();
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<long[]>> all = new ArrayList<>();
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                int first = connection;
                all.add(threads.submit(() -> ask(http, requests, first)));
            }
            long[] nanos = new long[CONNECTIONS * REQUESTS_EACH];
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                System.arraycopy(all.get(connection).get(), 0, nanos, connection * REQUESTS_EACH, REQUESTS_EACH);
            }
            return nanos;
        }
    }

    private static long[] ask(HttpClient http, List<HttpRequest> requests, int first) throws Exception {
        long[] nanos = new long[REQUESTS_EACH];
        for (int i = 0; i < REQUESTS_EACH; i++) {
            long start = System.nanoTime();
            HttpResponse<String> response = http.send(requests.get((first + i) % requests.size()), HttpResponse.BodyHandlers.ofString());
            nanos[i] = System.nanoTime() - start;
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.body());
            }
        }
        return nanos;
    }

    private static String shares(long[] nanos) {
        Arrays.sort(nanos);
        return String.format(Locale.ROOT, "p50 %.2f ms, p99 %.2f ms", nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
    }
}
