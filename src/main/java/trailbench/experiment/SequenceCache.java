package trailbench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.format.AtomicFile;
import trailbench.format.Json;
import trailbench.log.EventLog.Tally;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Sequences;
import trailbench.sequence.Vocabulary;
import trailbench.table.Columns;
import trailbench.table.Parquet;
import trailbench.work.Fault;

/// Sequences of one log and recipe, kept in a folder named by their content. Always safe to delete.
///
/// `events.parquet` (user, item, time, basket, behaviour), `users.parquet` (id), `items.parquet` (id, title, features), `about.json`
/// (names of behaviours and more), `rejects.tsv`. What is in `about.json` is written last: a folder without it is not read.
final class SequenceCache {
    private static final String FEATURE = "feature ";

    private final Path folder;

    SequenceCache(Path folder) {
        this.folder = folder;
    }

    record Entry(Sequences sequences, Tally tally) {}

    /// @param timed false if the log has no time column
    private record About(boolean timed, List<String> behaviours, Tally tally) {}

    Path rejects() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be made: %s. Free some space, or check your rights.", folder, e.getMessage(), e);
        }
        return folder.resolve("rejects.tsv");
    }

    Optional<Entry> read() {
        Path file = folder.resolve("about.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        About about = Json.read(file, About.class);
        Columns events = Parquet.read(folder.resolve("events.parquet"));
        Columns items = Parquet.read(folder.resolve("items.parquet"));
        List<String> users = List.of(Parquet.read(folder.resolve("users.parquet")).text("id"));
        Map<String, List<String>> features = new LinkedHashMap<>();
        for (String name : items.names()) {
            if (name.startsWith(FEATURE)) {
                features.put(name.substring(FEATURE.length()), List.of(items.text(name)));
            }
        }
        Vocabulary vocabulary = new Vocabulary(List.of(items.text("id")), List.of(items.text("title")), features, about.behaviours());
        SequenceStore store = new SequenceStore(
                offsets(events.ints("user"), users.size()), events.ints("item"), events.longs("time"), events.ints("basket"),
                bytes(events.ints("behaviour")), users);
        return Optional.of(new Entry(new Sequences(vocabulary, store, about.timed()), about.tally()));
    }

    Entry write(Sequences sequences, Tally tally) {
        SequenceStore store = sequences.store();
        Vocabulary vocabulary = sequences.vocabulary();
        int[] users = new int[store.events()];
        for (int user = 0; user < store.users(); user++) {
            Arrays.fill(users, store.start(user), store.end(user), user);
        }
        int[] behaviours = new int[store.events()];
        Arrays.setAll(behaviours, event -> store.behaviours()[event]);
        Columns events = Columns.none()
                .with("user", users)
                .with("item", store.items())
                .with("time", store.times())
                .with("basket", store.baskets())
                .with("behaviour", behaviours);
        Columns items = Columns.none().with("id", vocabulary.ids()).with("title", vocabulary.titles());
        for (Map.Entry<String, List<String>> feature : vocabulary.features().entrySet()) {
            items = items.with(FEATURE + feature.getKey(), feature.getValue());
        }
        write("events.parquet", events);
        write("items.parquet", items);
        write("users.parquet", Columns.none().with("id", store.userIds()));
        Json.write(folder.resolve("about.json"), new About(sequences.timed(), vocabulary.behaviours(), tally));
        return new Entry(sequences, tally);
    }

    private void write(String name, Columns columns) {
        AtomicFile.replaceFile(folder.resolve(name), aside -> Parquet.write(aside, columns));
    }

    private static byte[] bytes(int[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static int[] offsets(int[] users, int count) {
        int[] offsets = new int[count + 1];
        for (int user : users) {
            offsets[user + 1]++;
        }
        Arrays.parallelPrefix(offsets, Integer::sum);
        return offsets;
    }
}
