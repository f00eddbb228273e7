package trailbench.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import trailbench.work.Fault;

/// Appends a row an epoch to `metrics.csv`: `segment, epoch, step, training_loss, validation_loss, …metrics by name…, best, seconds`, and of a
/// private run `epsilon`.
///
/// A resumed run may do an epoch again; of several rows for an epoch the last one holds.
final class MetricsFile {
    private static final List<String> BEFORE = List.of("segment", "epoch", "step", "training_loss", "validation_loss");
    private static final List<String> AFTER = List.of("best", "seconds");
    private static final List<String> PRIVATELY = List.of("epsilon");

    private final Path file;
    private final int segment;

    MetricsFile(Path file, int segment) {
        this.file = file;
        this.segment = segment;
    }

    void append(RunEvent.Epoch epoch) {
        List<String> names = Stream.of(BEFORE, List.copyOf(new TreeSet<>(epoch.metrics().keySet())), AFTER, epoch.privacy().isPresent() ? PRIVATELY : List.<String>of())
                .flatMap(List::stream)
                .toList();
        try {
            List<String> rows = Files.exists(file) ? completeRows() : List.of();
            String header = String.join(",", names);
            if (!rows.isEmpty() && !rows.getFirst().equals(header)) {
                throw new Fault.Work("%s has columns %s, but this run measures %s. Start a new run", file, rows.getFirst(), header);
            }
            String text = (rows.isEmpty() ? header + "\n" : "") + row(epoch) + "\n";
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw RunJournal.unwritable(file, failed);
        }
    }

    /// Cuts off a row that a crash left torn.
    private List<String> completeRows() throws IOException {
        String text = Files.readString(file);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            text = text.substring(0, text.lastIndexOf('\n') + 1);
            Files.writeString(file, text);
        }
        return text.lines().toList();
    }

    private String row(RunEvent.Epoch epoch) {
        List<Object> values = new ArrayList<>(List.of(segment, epoch.epoch(), epoch.step(), epoch.trainingLoss(), epoch.validationLoss()));
        new TreeSet<>(epoch.metrics().keySet()).forEach(name -> values.add(epoch.metrics().get(name)));
        values.add(epoch.best());
        values.add(epoch.seconds());
        epoch.privacy().ifPresent(spent -> values.add(spent.epsilon()));
        return String.join(",", values.stream().map(Object::toString).toList());
    }
}
