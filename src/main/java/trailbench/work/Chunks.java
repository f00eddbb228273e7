package trailbench.work;

import java.util.stream.IntStream;

/// Loops over long columns, cut into chunks that the processors take side by side.
///
/// In place of [java.util.Arrays#parallelSetAll], which calls a function for every number: with the loop in the caller's own method the
/// compiler sees all of it.
public final class Chunks {
    private static final int CHUNK = 1 << 16;

    private Chunks() {}

    /// A loop over part of a column. Parts do not overlap.
    @FunctionalInterface
    public interface Loop {
        /// @param to exclusive
        void over(int from, int to);
    }

    /// Runs the loop over 0 to `size`, and returns when all of it is done.
    public static void sideBySide(int size, Loop loop) {
        int chunks = (int) (((long) size + CHUNK - 1) / CHUNK);
        IntStream.range(0, chunks).parallel().forEach(chunk -> loop.over(chunk * CHUNK, (int) Math.min(size, (chunk + 1L) * CHUNK)));
    }
}
