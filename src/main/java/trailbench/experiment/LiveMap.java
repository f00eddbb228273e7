package trailbench.experiment;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import trailbench.embedding.MapFile;
import trailbench.embedding.MapWatcher;
import trailbench.embedding.PointMap;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// A map while it is made, as files in a folder, so that it can be watched from another process:
///
/// * `draft.parquet`: a map, its points where PCA places them;
/// * `places.bin`: where they are now, at most five times a second, moved into place: iteration, N, then `[N]` x and `[N]` y, as big-endian
///   32-bit numbers, in the order of the draft;
/// * `enough`: a file that whoever watches makes, with anything in it, to have the map finished as it is.
public final class LiveMap {
    private static final String DRAFT = "draft.parquet";
    private static final String DRAFT_ASIDE = "draft.new";
    private static final String PLACES = "places.bin";
    private static final String PLACES_ASIDE = "places.new";
    private static final String ENOUGH = "enough";
    private static final long NANOS_BETWEEN_PLACES = 200_000_000;

    private LiveMap() {}

    /// All that may lie in such a folder.
    static List<Path> files(Path folder) {
        return Stream.of(DRAFT, DRAFT_ASIDE, PLACES, PLACES_ASIDE, ENOUGH).map(folder::resolve).toList();
    }

    /// Puts what it sees into a folder.
    ///
    /// @param folder is made if it is not there
    public static MapWatcher writing(Path folder) {
        return new Writing(folder);
    }

    private static final class Writing implements MapWatcher {
        private final Path folder;
        private long written = System.nanoTime() - NANOS_BETWEEN_PLACES;

        Writing(Path folder) {
            this.folder = folder;
        }

        @Override
        public void begun(PointMap draft) {
            try {
                Files.createDirectories(folder);
                Path aside = folder.resolve(DRAFT_ASIDE);
                MapFile.write(aside, draft);
                Files.move(aside, folder.resolve(DRAFT), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new Fault.Work("%s cannot be written to: %s. Choose another folder with --live.", folder, Trouble.reason(e), e);
            }
        }

        @Override
        public void moved(int iteration, float[] x, float[] y) {
            if (System.nanoTime() - written < NANOS_BETWEEN_PLACES) {
                return;
            }
            Path aside = folder.resolve(PLACES_ASIDE);
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(aside), 1 << 16))) {
                out.writeInt(iteration);
                out.writeInt(x.length);
                write(x, out);
                write(y, out);
            } catch (IOException e) {
                throw new Fault.Work("%s cannot be written: %s. Choose another folder with --live.", aside, Trouble.reason(e), e);
            }
            try {
                Files.move(aside, folder.resolve(PLACES), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException beingRead) {
                return; // some systems do not replace a file that somebody reads: the next places will do
            }
            written = System.nanoTime();
        }

        private static void write(float[] values, DataOutputStream out) throws IOException {
            for (float value : values) {
                out.writeFloat(value);
            }
        }

        @Override
        public boolean enough() {
            return Files.exists(folder.resolve(ENOUGH));
        }
    }

    /// Follows such a folder from the side that watches, each time that work reports. Cancelled before the points move, the work ends; once
    /// they move, it finishes with what there is.
    static final class Following implements Progress {
        private final Path folder;
        private final MapWatcher watcher;
        private final Progress progress;
        private int seen;
        private boolean begun;
        private volatile boolean moving;

        Following(Path folder, MapWatcher watcher, Progress progress) {
            this.folder = folder;
            this.watcher = watcher;
            this.progress = progress;
        }

        @Override
        public void report(Phase phase, long done, long total) {
            progress.report(phase, done, total);
            look();
        }

        private synchronized void look() {
            try {
                if (!begun && Files.exists(folder.resolve(DRAFT))) {
                    begun = true;
                    watcher.begun(MapFile.read(folder.resolve(DRAFT)));
                }
                if (begun && Files.exists(folder.resolve(PLACES))) {
                    read();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void read() throws IOException {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(folder.resolve(PLACES)), 1 << 16))) {
                int iteration = in.readInt();
                if (iteration > seen) {
                    seen = iteration;
                    float[] x = new float[in.readInt()];
                    float[] y = new float[x.length];
                    read(x, in);
                    read(y, in);
                    moving = true;
                    watcher.moved(iteration, x, y);
                    stopIfEnough();
                }
            }
        }

        private static void read(float[] values, DataInputStream in) throws IOException {
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readFloat();
            }
        }

        private void stopIfEnough() throws IOException {
            if (watcher.enough() || progress.cancelled()) {
                Files.writeString(folder.resolve(ENOUGH), "");
            }
        }

        @Override
        public boolean cancelled() {
            if (progress.cancelled() && moving) {
                try {
                    Files.writeString(folder.resolve(ENOUGH), "");
                } catch (IOException e) {
                    return true; // it cannot be told: so it is ended
                }
                return false;
            }
            return progress.cancelled();
        }
    }
}
