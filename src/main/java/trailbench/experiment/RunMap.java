package trailbench.experiment;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.embedding.MapFile;
import trailbench.embedding.MapOptions;
import trailbench.embedding.MapWatcher;
import trailbench.embedding.PointMap;
import trailbench.embedding.Projection;
import trailbench.format.AtomicFile;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Vocabulary;
import trailbench.work.Progress;

/// Makes maps of a run's item vectors.
final class RunMap {
    private RunMap() {}

    static PointMap make(RunModel asked, MapOptions options, MapWatcher watcher, Progress progress) {
        PointMap map = Projection.map(points(asked, asked.model().itemVectors(), Optional.empty()), options, origin(options), watcher, progress);
        Path file = asked.run().mapPath(MapNames.of(options));
        AtomicFile.replaceFile(file, aside -> MapFile.write(aside, map));
        return map;
    }

    /// @param source whose vectors, if not the best checkpoint's
    static Projection.Points points(RunModel asked, float[][] vectors, Optional<String> source) {
        Vocabulary vocabulary = asked.prepared().vocabulary();
        return new Projection.Points(vectors, vocabulary.ids(), vocabulary.titles(), columns(asked.prepared()), source);
    }

    /// The map that this one starts from.
    static Optional<Projection.Origin> origin(MapOptions options) {
        return options.from().map(Path::of).map(file -> new Projection.Origin(MapFile.read(file), MapNames.origin(file)));
    }

    /// "popularity" is the number of an item's training events, so that a picture of popularity can be told from one of taste.
    static Map<String, List<String>> columns(Prepared prepared) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        columns.put("popularity", Arrays.stream(trainingEvents(prepared)).mapToObj(Integer::toString).toList());
        columns.putAll(prepared.vocabulary().features());
        return columns;
    }

    /// `[V]` training events of each item.
    static int[] trainingEvents(Prepared prepared) {
        int[] counts = new int[prepared.vocabulary().size()];
        SequenceStore store = prepared.store();
        for (int user = 0; user < store.users(); user++) {
            for (int event = store.start(user); event < prepared.trainingEnd()[user]; event++) {
                counts[store.items()[event] - 1]++;
            }
        }
        return counts;
    }
}
