package trailbench.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import trailbench.bundle.Answer;
import trailbench.bundle.BundleFile;
import trailbench.bundle.BundleModel;
import trailbench.bundle.Event;
import trailbench.bundle.ParityCertificate;
import trailbench.bundle.Question;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.experiment.ComputingWorkbench;
import trailbench.experiment.Preparation;
import trailbench.experiment.SyntheticLog;
import trailbench.format.Json;
import trailbench.format.Yaml;
import trailbench.project.FolderProjects;
import trailbench.project.Project;
import trailbench.project.UserFolders;
import trailbench.work.Fault;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Real requests to a real server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelServerTest {
    @TempDir
    private static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path bundle;
    private Path other;
    private ParityCertificate proof;
    private BundleModel model;
    private ModelServer server;

    @BeforeAll
    void serve() {
        SyntheticLog.write(folder.resolve("log.csv"), 60, 40, 1);
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
        ComputingWorkbench workbench = new ComputingWorkbench(new Preparation(folders), Dl4jEngine::new);
        bundle = folder.resolve("circle" + BundleFile.ENDING);
        other = folder.resolve("other" + BundleFile.ENDING);
        try (Project project = new FolderProjects().create(folder.resolve("project"), "Circle")) {
            var experiment = Yaml.with(
                    SyntheticLog.experiment(folder.resolve("log.csv")),
                    Map.of("evaluation.exclude_seen", "true", "graph", "{kind: gru-next, embedding: 16, hidden: 16, channels: [time-gap]}"));
            proof = workbench.export(project, workbench.train(project, experiment), bundle, Progress.SILENT);
            var wider = Yaml.with(experiment, Map.of("experiment", "wider", "graph", "{kind: gru-next, embedding: 24, hidden: 24}"));
            workbench.export(project, workbench.train(project, wider), other, Progress.SILENT);
        }
        model = BundleModel.open(bundle, new Dl4jEngine());
        server = ModelServer.start(model, options(Optional.empty(), 0), new UserHistories());
    }

    @AfterAll
    void close() {
        server.close();
        model.close();
        http.close();
    }

    private static ServeOptions options(Optional<String> token, int rate) {
        return new ServeOptions("127.0.0.1", 0, token, rate, ServeOptions.Strangers.REFUSED);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(server.address().resolve(path)));
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return send(HttpRequest.newBuilder(server.address().resolve(path)).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Answer answer(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response.body());
        return Json.parse(response.body(), Answer.class);
    }

    private static void wrong(int status, String why, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        assertTrue(response.body().contains(why), response.body());
    }

    @Test
    void heldOutHistoriesAreAnsweredOverHttpAsTheEvaluationRanked() {
        assertEquals(List.of("bundle", "http"), proof.legs().stream().map(ParityCertificate.Leg::way).toList());
        assertEquals(60, proof.histories());
    }

    @Test
    void aHistoryIsAnsweredAsByTheModelItself() throws Exception {
        String asked = "{\"history\":[{\"item\":\"i3\",\"behaviour\":\"view\",\"time\":\"2023-11-15T00:00:00Z\"},{\"item\":\"i4\",\"time\":\"2023-11-15T00:10:00Z\"}],\"k\":4,\"exclude\":[\"i7\"]}";
        Answer answer = answer(post("/recommend", asked));
        assertEquals(4, answer.items().size());
        assertTrue(answer.items().stream().noneMatch(item -> List.of("i3", "i4", "i7").contains(item.id())));
        assertEquals(model.recommend(Json.parse(asked, Question.class)), answer);
        assertEquals(Answer.By.POPULARITY, answer(post("/recommend", "{}")).by());
        assertEquals(List.of("new"), answer(post("/recommend", "{\"history\":[{\"item\":\"new\"}]}")).unknown());
        assertTrue(post("/embed", "{\"history\":[{\"item\":\"i3\"}]}").body().startsWith("{\"vector\":["));
        assertEquals(200, get("/similar?item=i3&k=2").statusCode());
    }

    @Test
    void aPostedEventChangesTheUsersNextAnswerAtOnce() throws Exception {
        wrong(404, "Nothing is known of the user \\\"anna lee\\\"", get("/recommend?uid=anna%20lee"));
        assertEquals("{\"uid\":\"anna lee\",\"events\":1}", post("/events", "{\"uid\":\"anna lee\",\"events\":[{\"item\":\"i3\"}]}").body());
        Answer first = answer(get("/recommend?uid=anna%20lee&k=5"));
        post("/events", "{\"uid\":\"anna lee\",\"events\":[{\"item\":\"" + first.items().getFirst().id() + "\"}]}");
        Answer second = answer(get("/recommend?uid=anna%20lee&k=5"));
        assertFalse(second.items().stream().anyMatch(item -> item.id().equals(first.items().getFirst().id())), "what was done is seen");
        assertFalse(first.items().equals(second.items()));
    }

    @Test
    void wrongRequestsAreToldWhatIsWrong() throws Exception {
        wrong(400, "k 0 is not between 1 and 1000", post("/recommend", "{\"k\":0}"));
        wrong(400, "is not between 1 and 1000", post("/recommend", "{\"k\":1000000}"));
        wrong(400, "no whole number", get("/similar?item=i3&k=many"));
        wrong(400, "the request", post("/recommend", "{\"history\":"));
        wrong(400, "hisotry", post("/recommend", "{\"hisotry\":[]}"));
        wrong(400, "no item \\\"nothing\\\"", get("/similar?item=nothing"));
        wrong(413, "at most", post("/recommend", " ".repeat(ModelServer.MOST_BODY_BYTES + 1)));
        wrong(404, "openapi.json", get("/elsewhere"));
        wrong(405, "takes POST", get("/embed"));
        wrong(415, "application/json", send(HttpRequest.newBuilder(server.address().resolve("/recommend")).POST(HttpRequest.BodyPublishers.ofString("{}"))));
    }

    @Test
    void pagesForPeopleAndMonitorsAreThere() throws Exception {
        assertTrue(get("/").body().contains("<title>Trailbench model</title>"));
        assertTrue(get("/health").body().contains("\"items\":40"), get("/health").body());
        assertTrue(get("/openapi.json").body().contains("\"/recommend\""));
        assertTrue(get("/items?q=Item%203").body().contains("\"id\":\"i3\""));
        String metrics = get("/metrics").body();
        assertTrue(metrics.contains("trailbench_requests_total{route=\"/health\",status=\"200\"}"), metrics);
        assertTrue(metrics.contains("trailbench_request_seconds_bucket{le=\"+Inf\"}"), metrics);
        assertTrue(metrics.contains("trailbench_model_info{run=\""), metrics);
        assertEquals(get("/openapi.json").body(), get("/openapi").body());
        post("/recommend", "{\"history\":[{\"item\":\"i3\"}]}");
        Load load = Json.parse(get("/load").body(), Load.class);
        assertTrue(load.requests() > 0 && load.p95Millis() >= load.p50Millis() && load.p50Millis() > 0, load.toString());
        assertEquals(0, load.failed());
    }

    @Test
    void otherMachinesNeedATokenAndClientsASlowerHand() throws Exception {
        Fault open = assertThrows(
                Fault.Request.class, () -> ModelServer.start(model, new ServeOptions("0.0.0.0", 0, Optional.empty(), 0, ServeOptions.Strangers.REFUSED), new UserHistories()));
        assertTrue(open.getMessage().contains("--token"), open.getMessage());
        try (ModelServer guarded = ModelServer.start(model, options(Optional.of("a-long-secret"), 3), new UserHistories())) {
            URI metrics = guarded.address().resolve("/metrics");
            assertEquals(401, send(HttpRequest.newBuilder(metrics)).statusCode());
            assertEquals(401, send(HttpRequest.newBuilder(metrics).header("Authorization", "Bearer a-long-secreT")).statusCode());
            List<Integer> said = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                said.add(send(HttpRequest.newBuilder(metrics).header("Authorization", "Bearer a-long-secret")).statusCode());
            }
            assertEquals(200, said.getFirst());
            assertTrue(said.contains(429), said.toString());
        }
    }

    @Test
    void aPageOfAnotherSiteCannotAskByAName() throws Exception {
        assertTrue(raw(server, "GET /health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 403"));
        assertTrue(raw(server, "GET /health HTTP/1.1\r\nHost: localhost:8080\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 200"));
    }

    private static String raw(ModelServer asked, String request) throws Exception {
        try (Socket socket = new Socket(asked.address().getHost(), asked.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void strangersGetWhatIsPopularIfTheServerWasToldTo() throws Exception {
        try (ModelServer kind = ModelServer.start(model, ServeOptions.local().with(ServeOptions.Strangers.POPULAR), new UserHistories())) {
            Answer answer = answer(send(HttpRequest.newBuilder(kind.address().resolve("/recommend?uid=nobody&k=3"))));
            assertEquals(Answer.By.POPULARITY, answer.by());
            assertEquals(3, answer.items().size());
        }
    }

    @Test
    void anotherBundleTakesThePlaceUnderLoadWithoutAFailedRequest() throws Exception {
        Swapping swapping = new Swapping(bundle, file -> BundleModel.open(file, new Dl4jEngine()));
        AtomicBoolean ends = new AtomicBoolean();
        try (BundleModel first = BundleModel.open(bundle, new Dl4jEngine());
                ModelServer swapped = ModelServer.start(first, Optional.of(swapping), ServeOptions.local(), new UserHistories());
                ModelClient client = new ModelClient(swapped.address());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Question question = new Question(List.of(Event.of("i3"), Event.of("i4")), 5, List.of());
            Answer ofFirst = client.recommend(question);
            List<Future<Set<Answer>>> asking = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                asking.add(threads.submit(() -> {
                    Set<Answer> said = new HashSet<>();
                    while (!ends.get()) {
                        said.add(rounded(client.recommend(question)));
                    }
                    return said;
                }));
            }
            ModelServer.Health health = client.swap(Optional.of(other));
            Answer ofOther = client.recommend(question);
            assertEquals(1, health.swaps());
            assertEquals("wider", health.experiment());
            for (int i = 0; i < 4; i++) {
                client.swap(i % 2 == 0 ? Optional.empty() : Optional.of(other));
            }
            ends.set(true);
            Set<Answer> all = new HashSet<>();
            for (Future<Set<Answer>> each : asking) {
                all.addAll(each.get());
            }
            assertEquals(Set.of(rounded(ofFirst), rounded(ofOther)), all, "every answer is wholly of one of the two models");
            assertEquals(0, swapped.load().failed());
            Fault broken = assertThrows(Fault.Work.class, () -> client.swap(Optional.of(folder.resolve("log.csv"))));
            assertEquals(Trouble.Kind.BUNDLE_BROKEN, broken.trouble().kind());
            assertTrue(broken.getMessage().startsWith(folder.resolve("log.csv") + " is damaged or cut off, or no bundle: "), broken.getMessage());
            assertEquals("wider", client.health().experiment(), "what answered before goes on");
        }
        wrong(400, "answers from one bundle only", post("/admin/swap", "{}"));
    }

    /// Sums in batches of another size are rounded otherwise.
    private static Answer rounded(Answer answer) {
        return new Answer(
                answer.items().stream().map(item -> new Answer.Item(item.id(), item.title(), Math.round(item.score() * 100) / 100.0)).toList(),
                answer.by(), answer.unknown());
    }

    @Test
    void aRequestThatHasBegunIsAnsweredBeforeTheServerEnds() throws Exception {
        ModelServer ending = ModelServer.start(model, ServeOptions.local(), new UserHistories());
        String body = "{\"history\":[{\"item\":\"i3\"}]}";
        try (Socket socket = new Socket(ending.address().getHost(), ending.address().getPort())) {
            String head = "POST /recommend HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n";
            socket.getOutputStream().write((head + body.substring(0, 5)).getBytes(StandardCharsets.UTF_8));
            while (ending.underway() == 0) {
                Thread.onSpinWait();
            }
            CompletableFuture<Void> closing = CompletableFuture.runAsync(ending::close);
            socket.getOutputStream().write(body.substring(5).getBytes(StandardCharsets.UTF_8));
            String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(said.startsWith("HTTP/1.1 200") && said.contains("\"by\":\"model\""), said);
            closing.join();
        }
        assertThrows(Exception.class, () -> send(HttpRequest.newBuilder(ending.address().resolve("/health"))));
    }

}
