package trailbench.experiment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import trailbench.format.AtomicFile;
import trailbench.format.Json;
import trailbench.log.EventLog.Tally;
import trailbench.log.JoinedVectors;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Sequences;
import trailbench.sequence.Vocabulary;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Sequences of one log and recipe, kept in a folder named by their content and size. Always safe to delete, also in part: vectors
/// that are gone are joined again.
///
/// `sequences.bin` (an [ArrayFile]: users, items with titles and features, features of users, events, files), `vectors-0.bin` and so on ([VectorCache]), `about.json` (names of behaviours and more),
/// `rejects.tsv`. What is in `about.json` is written last: a folder without it is not read.
final class SequenceCache {
    private static final String ARRAYS = "sequences.bin";

    private final Path folder;

    SequenceCache(Path folder) {
        this.folder = folder;
    }

    /// @param caches  where all of them lie
    /// @param content tells log and recipe from all others
    /// @param size    of the log
    SequenceCache(Path caches, String content, String size) {
        this(caches.resolve(content + "-" + size));
    }

    /// False if no log of this size is there: then it need not be asked for by its content, which takes reading it.
    static boolean mayHold(Path caches, String size) {
        String[] names = caches.toFile().list((_, name) -> name.endsWith("-" + size));
        return names != null && names.length > 0;
    }

    /// Where rows are listed while it is not known yet which log they belong to.
    static Path rejectsAside(Path caches) {
        return caches.resolve("rejects-" + UUID.randomUUID() + ".tsv");
    }

    /// Moves the list here.
    void takeRejects(Path aside) {
        Path own = rejects();
        try {
            Files.move(aside, own, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be written: %s. Check your rights and the space left on the disk.", own, Trouble.reason(e), e);
        }
    }

    /// @param vectors joined to the items
    record Entry(Sequences sequences, Tally tally, List<VectorCache> vectors) {}

    /// @param timed false if the log has no time column
    private record About(boolean timed, List<String> behaviours, Tally tally, List<AboutVectors> vectors) {}

    private record AboutVectors(String name, int width, int missing) {}

    Path rejects() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be made: %s. Free some space, or check your rights.", folder, Trouble.reason(e), e);
        }
        return folder.resolve("rejects.tsv");
    }

    Optional<Entry> read() {
        Path file = folder.resolve("about.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        About about = Json.read(file, About.class);
        if (!IntStream.range(0, about.vectors().size()).allMatch(i -> Files.isRegularFile(vectors(i)))) {
            return Optional.empty();
        }
        Path arrays = folder.resolve(ARRAYS);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(arrays))) {
            return Optional.of(new Entry(read(new ArrayFile.Reader(in), about), about.tally(), vectors(about)));
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be read: %s. Delete the folder it lies in; it is made again from the log.", arrays, Trouble.reason(e), e);
        }
    }

    private List<VectorCache> vectors(About about) {
        return IntStream.range(0, about.vectors().size())
                .mapToObj(i -> new VectorCache(about.vectors().get(i).name(), about.vectors().get(i).width(), about.vectors().get(i).missing(), vectors(i)))
                .toList();
    }

    private Path vectors(int index) {
        return folder.resolve("vectors-" + index + ".bin");
    }

    private static Sequences read(ArrayFile.Reader in, About about) throws IOException {
        List<String> users = in.texts();
        List<String> ids = in.texts();
        List<String> titles = in.texts();
        titles = titles.isEmpty() ? ids : titles;
        Map<String, List<String>> features = features(in);
        Map<String, List<String>> userFeatures = features(in);
        SequenceStore store = new SequenceStore(in.ints(), in.ints(), in.longs(), in.ints(), in.bytes(), users, userFeatures);
        Sequences.Files files = new Sequences.Files(in.texts().stream().map(Path::of).toList(), in.ints());
        int[] sessions = in.ints();
        return new Sequences(
                new Vocabulary(ids, titles, features, about.behaviours()), store.withValues(floats(in.ints())), about.timed(), files, sessions);
    }

    private static float[] floats(int[] bits) {
        float[] floats = new float[bits.length];
        for (int i = 0; i < bits.length; i++) {
            floats[i] = Float.intBitsToFloat(bits[i]);
        }
        return floats;
    }

    private static int[] bits(float[] floats) {
        int[] bits = new int[floats.length];
        Arrays.setAll(bits, i -> Float.floatToIntBits(floats[i]));
        return bits;
    }

    private static Map<String, List<String>> features(ArrayFile.Reader in) throws IOException {
        Map<String, List<String>> features = new LinkedHashMap<>();
        for (String name : in.texts()) {
            features.put(name, in.texts());
        }
        return features;
    }

    private static void write(ArrayFile.Writer out, Map<String, List<String>> features) throws IOException {
        out.texts(List.copyOf(features.keySet()));
        for (List<String> feature : features.values()) {
            out.texts(feature);
        }
    }

    /// Keeps joined vectors, each read when its turn comes.
    ///
    /// @param joined in the order of the recipe
    List<VectorCache> keep(Stream<JoinedVectors> joined) {
        List<VectorCache> vectors = new ArrayList<>();
        joined.forEachOrdered(each -> vectors.add(VectorCache.write(each, vectors(vectors.size()))));
        return List.copyOf(vectors);
    }

    /// @param entry whose vectors are kept already
    /// @return the same
    Entry write(Entry entry) {
        Sequences sequences = entry.sequences();
        SequenceStore store = sequences.store();
        Vocabulary vocabulary = sequences.vocabulary();
        AtomicFile.write(folder.resolve(ARRAYS), bytes -> {
            ArrayFile.Writer out = new ArrayFile.Writer(bytes);
            out.texts(store.userIds());
            out.texts(vocabulary.ids());
            out.texts(vocabulary.titles() == vocabulary.ids() ? List.of() : vocabulary.titles()); // of a log without titles
            write(out, vocabulary.features());
            write(out, store.userFeatures());
            out.ints(store.offsets());
            out.ints(store.items());
            out.longs(store.times());
            out.ints(store.baskets());
            out.bytes(store.behaviours());
            out.texts(sequences.files().names().stream().map(Path::toString).toList());
            out.ints(sequences.files().of());
            out.ints(sequences.sessions());
            out.ints(bits(store.values()));
        });
        Json.write(folder.resolve("about.json"), new About(
                sequences.timed(), vocabulary.behaviours(), entry.tally(),
                entry.vectors().stream().map(each -> new AboutVectors(each.name(), each.width(), each.missing())).toList()));
        return entry;
    }
}
