package trailbench.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

/// Real requests to a real server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelServerTest {
    @TempDir
    private static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private ParityCertificate proof;
    private BundleModel model;
    private ModelServer server;

    @BeforeAll
    void serve() {
        SyntheticLog.write(folder.resolve("log.csv"), 60, 40, 1);
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
        ComputingWorkbench workbench = new ComputingWorkbench(new Preparation(folders), Dl4jEngine::new);
        Path bundle = folder.resolve("circle" + BundleFile.ENDING);
        try (Project project = new FolderProjects().create(folder.resolve("project"), "Circle")) {
            var experiment = Yaml.with(
                    SyntheticLog.experiment(folder.resolve("log.csv")),
                    Map.of("evaluation.exclude_seen", "true", "graph", "{kind: gru-next, embedding: 16, hidden: 16, channels: [time-gap]}"));
            proof = workbench.export(project, workbench.train(project, experiment), bundle, Progress.SILENT);
        }
        model = BundleModel.open(bundle, new Dl4jEngine());
        server = ModelServer.start(model, options(Optional.empty(), 0), new UserHistories(true));
    }

    @AfterAll
    void close() {
        server.close();
        model.close();
        http.close();
    }

    private static ServeOptions options(Optional<String> token, int rate) {
        return new ServeOptions("127.0.0.1", 0, token, rate);
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
        assertEquals(model.recommend(Json.parse(asked, trailbench.bundle.Question.class)), answer);
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
    }

    @Test
    void otherMachinesNeedATokenAndClientsASlowerHand() throws Exception {
        Fault open = assertThrows(
                Fault.Request.class, () -> ModelServer.start(model, new ServeOptions("0.0.0.0", 0, Optional.empty(), 0), new UserHistories(true)));
        assertTrue(open.getMessage().contains("--token"), open.getMessage());
        try (ModelServer guarded = ModelServer.start(model, options(Optional.of("a-long-secret"), 3), new UserHistories(true))) {
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
    void requestsThatCameAreAnsweredBeforeTheServerEnds() {
        ModelServer ending = ModelServer.start(model, options(Optional.empty(), 0), new UserHistories(true));
        try (ModelClient warm = new ModelClient(ending.address())) {
            warm.recommend(new trailbench.bundle.Question(List.of(Event.of("i1")), 3, List.of()));
        }
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            all.add(http.sendAsync(
                    HttpRequest.newBuilder(ending.address().resolve("/recommend")).header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"history\":[{\"item\":\"i" + i + "\"}]}")).build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        all.forEach(request -> assertEquals(200, request.join().statusCode()));
        ending.close();
        assertThrows(Exception.class, () -> send(HttpRequest.newBuilder(ending.address().resolve("/health"))));
    }
}
