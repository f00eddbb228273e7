package trailbench.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import trailbench.embedding.VectorFile;
import trailbench.format.AtomicFile;
import trailbench.sequence.History;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Vocabulary;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// Writes a run's vectors with original ids and what is known of each.
final class RunVectors {
    private static final int USERS_A_BATCH = 512;
    /// Name of the column with lengths of sequences, unless a column of users is called so.
    private static final String EVENTS = "events";

    private RunVectors() {}

    static void writeItems(RunModel asked, Path file) {
        Vocabulary vocabulary = asked.prepared().vocabulary();
        write(file, new VectorFile.Vectors(vocabulary.ids(), vocabulary.titles(), asked.model().itemVectors(), RunMap.columns(asked.prepared())));
    }

    /// Of each user's whole sequence, test events included: these vectors are for looking, not for measuring.
    static void writeUsers(RunModel asked, Path file, Progress progress) {
        SequenceStore store = asked.prepared().store();
        float[][] rows = new float[store.users()][];
        for (int from = 0; from < store.users(); from += USERS_A_BATCH) {
            progress.checkpoint();
            progress.report(Phase.of(Phase.Kind.ENCODING), from, store.users());
            List<History> histories = new ArrayList<>();
            for (int user = from; user < Math.min(store.users(), from + USERS_A_BATCH); user++) {
                histories.add(store.history(user, store.end(user)));
            }
            System.arraycopy(asked.model().encode(histories), 0, rows, from, histories.size());
        }
        write(file, new VectorFile.Vectors(store.userIds(), store.userIds(), rows, ofSequences(store)));
    }

    /// How many events each sequence has, and what is known of the user whose it is.
    private static Map<String, List<String>> ofSequences(SequenceStore store) {
        Map<String, List<String>> known = new LinkedHashMap<>();
        store.userFeatures().forEach((name, texts) ->
                known.put(name, IntStream.range(0, store.users()).mapToObj(user -> texts.get(store.owner(user))).toList()));
        known.putIfAbsent(EVENTS, IntStream.range(0, store.users()).mapToObj(user -> Integer.toString(store.end(user) - store.start(user))).toList());
        return known;
    }

    private static void write(Path file, VectorFile.Vectors vectors) {
        AtomicFile.replaceFile(file, aside -> VectorFile.write(aside, vectors));
    }
}
