package trailbench.serve;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import trailbench.bundle.Answer;
import trailbench.bundle.Question;
import trailbench.format.Json;
import trailbench.work.Fault;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Asks a [ModelServer] without a token. From any thread; every call throws [Fault.Work] if the server answers anything but 200.
public final class ModelClient implements ModelAnswers {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    public ModelClient(URI address) {
        this.address = address;
    }

    @Override
    public Answer recommend(Question question) {
        return Json.parse(post("/recommend", Json.line(question)), Answer.class);
    }

    @Override
    public ModelServer.Health health() {
        return Json.parse(get("/health"), ModelServer.Health.class);
    }

    @Override
    public Load load() {
        return Json.parse(get("/load"), Load.class);
    }

    @Override
    public List<ModelServer.Named> items(String text) {
        return Json.parse(get("/items?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8)), ModelServer.Found.class).items();
    }

    @Override
    public ModelServer.Health swap() {
        return swap(Optional.empty());
    }

    /// Has the server answer from another bundle, or from its own file anew.
    public ModelServer.Health swap(Optional<Path> bundle) {
        return Json.parse(post("/admin/swap", Json.line(new ModelServer.Swap(bundle.map(file -> file.toAbsolutePath().toString())))), ModelServer.Health.class);
    }

    private String get(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path)));
    }

    private String post(String path, String json) {
        return send(HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw refused(response);
            }
            return response.body();
        } catch (IOException failed) {
            throw new Fault.Work(Trouble.of(Trouble.Kind.NO_ANSWER, address, Trouble.reason(failed)), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Progress.Cancelled();
        }
    }

    private Fault refused(HttpResponse<String> response) {
        Optional<Trouble> told = response.headers().firstValue(Reply.TROUBLE).map(text -> Json.parse(URLDecoder.decode(text, StandardCharsets.UTF_8), Trouble.class));
        return new Fault.Work(told.orElseGet(() -> Trouble.said("%s answered %d: %s", address, response.statusCode(), response.body())));
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
