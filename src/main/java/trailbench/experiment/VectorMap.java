package trailbench.experiment;

import java.nio.file.Path;
import java.util.Optional;
import trailbench.embedding.ForeignVectors;
import trailbench.embedding.MapFile;
import trailbench.embedding.MapOptions;
import trailbench.embedding.MapWatcher;
import trailbench.embedding.PointMap;
import trailbench.embedding.Projection;
import trailbench.format.AtomicFile;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// Makes maps of vectors that were trained elsewhere, and keeps them beside those.
final class VectorMap {
    private VectorMap() {}

    static PointMap make(Path vectors, Optional<Path> ids, MapOptions options, MapWatcher watcher, Progress progress) {
        progress.report(Phase.of(Phase.Kind.READING, vectors.getFileName()), 0, 0);
        ForeignVectors read = ForeignVectors.read(vectors, ids);
        MapOptions usual = options.strata().isPresent() ? options : options.withStrata(read.usualStrata());
        PointMap map = Projection.map(read.points(vectors.getFileName().toString()), usual, RunMap.origin(options), watcher, progress);
        AtomicFile.replaceFile(MapNames.beside(vectors, options), aside -> MapFile.write(aside, map));
        return map;
    }
}
