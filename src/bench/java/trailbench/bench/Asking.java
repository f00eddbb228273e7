package trailbench.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import trailbench.bundle.BundleModel;
import trailbench.bundle.Event;
import trailbench.bundle.Question;
import trailbench.format.Json;

/// What a bundle is asked when its speed is measured.
final class Asking {
    static final int LENGTH = 50;
    private static final int QUESTIONS = 100;

    private Asking() {}

    /// Histories of [#LENGTH] events over the whole catalogue.
    static List<Question> questions(BundleModel model) {
        List<String> ids = model.contents().vocabulary().ids();
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            int from = i * 37;
            List<Event> history = Stream.iterate(from, item -> item + 13).limit(LENGTH).map(item -> Event.of(ids.get(item % ids.size()))).toList();
            questions.add(new Question(history, Question.USUAL_K, List.of()));
        }
        return questions;
    }

    /// The same over HTTP, header and all.
    static List<byte[]> requests(List<Question> questions) {
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
}
