package trailbench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import trailbench.format.Yaml;
import trailbench.project.Experiment;

/// A small log with a known structure: each user walks round a circle of items, mostly one step at a time. The next item can be learnt.
public final class SyntheticLog {
    private SyntheticLog() {}

    /// Writes `user,item,time,title` with a header: `users` users of 8 to 24 events over `items` items.
    public static Path write(Path file, int users, int items, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder("user,item,time,title\n");
        for (int user = 0; user < users; user++) {
            int item = random.nextInt(items);
            long time = 1_700_000_000L + random.nextInt(1_000_000);
            int events = 8 + random.nextInt(17);
            for (int event = 0; event < events; event++) {
                text.append("u").append(user).append(",i").append(item).append(',').append(time).append(",Item ").append(item).append('\n');
                item = random.nextInt(10) == 0 ? random.nextInt(items) : (item + 1) % items;
                time += 1 + random.nextInt(3_600);
            }
        }
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// A small next-item experiment on that log, which takes a second or two.
    public static Experiment experiment(Path log) {
        return Yaml.parse(
                """
                experiment: circle
                log:
                  files: ['%s']
                  columns: {user: user, item: item, time: time, title: title}
                  clean: {min_user_events: 3, min_item_events: 1}
                sequences: {max_length: 20}
                split: leave-one-out
                graph: {kind: gru-next, embedding: 16, hidden: 16, layers: 1, dropout: 0.1}
                training: {optimizer: {kind: adam, learning_rate: 0.01}, batch: 32, epochs: 4, seed: 7}
                evaluation: {at: [1, 10], exclude_seen: false}
                """.formatted(log.toString().replace('\\', '/')),
                "synthetic experiment",
                Experiment.class);
    }
}
