package trailbench.experiment;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trailbench.embedding.MapFile;
import trailbench.embedding.MapOptions;
import trailbench.embedding.PointMap;
import trailbench.embedding.Projection;
import trailbench.format.AtomicFile;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Vocabulary;
import trailbench.work.Progress;

/// Makes maps of a run's item vectors.
final class RunMap {
    private RunMap() {}

    static PointMap make(RunModel asked, MapOptions options, Progress progress) {
        Vocabulary vocabulary = asked.prepared().vocabulary();
        PointMap map = Projection.map(
                asked.model().itemVectors(), vocabulary.ids(), vocabulary.titles(), columns(asked.prepared()), options, progress);
        Path file = asked.run().mapPath(MapNames.of(options));
        AtomicFile.replaceFile(file, aside -> MapFile.write(aside, map));
        return map;
    }

    /// "popularity" is the number of an item's training events, so that a picture of popularity can be told from one of taste.
    private static Map<String, List<String>> columns(Prepared prepared) {
        int[] counts = new int[prepared.vocabulary().size()];
        SequenceStore store = prepared.store();
        for (int user = 0; user < store.users(); user++) {
            for (int event = store.start(user); event < prepared.trainingEnd()[user]; event++) {
                counts[store.items()[event] - 1]++;
            }
        }
        Map<String, List<String>> columns = new LinkedHashMap<>();
        columns.put("popularity", Arrays.stream(counts).mapToObj(Integer::toString).toList());
        columns.putAll(prepared.vocabulary().features());
        return columns;
    }
}
