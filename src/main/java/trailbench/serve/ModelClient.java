package trailbench.serve;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import trailbench.bundle.Answer;
import trailbench.bundle.Question;
import trailbench.format.Json;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Asks a [ModelServer] without a token.
public final class ModelClient implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    public ModelClient(URI address) {
        this.address = address;
    }

    /// @throws Fault.Work if the server answers anything but 200
    public Answer recommend(Question question) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/recommend"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.line(question)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new Fault.Work("%s answered %d: %s", address, response.statusCode(), response.body());
            }
            return Json.parse(response.body(), Answer.class);
        } catch (IOException failed) {
            throw new Fault.Work("%s does not answer: %s", address, failed.getMessage(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Progress.Cancelled();
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
