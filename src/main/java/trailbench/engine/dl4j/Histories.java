package trailbench.engine.dl4j;

import static trailbench.work.Fault.require;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import trailbench.sequence.Context;
import trailbench.sequence.History;

/// Cuts many histories into batches of like length.
final class Histories {
    /// Work buffers grow with the events of a batch; matrix products want many sequences.
    private static final int MOST_EVENTS = 24_000;

    private static final int MOST_SEQUENCES = 512;

    private Histories() {}

    @FunctionalInterface
    interface Visitor {
        /// @param indices `[B]` which histories these are
        /// @param items   `[B * T]` left-padded
        /// @param context of the same events; [Context#NONE] if not asked for
        void accept(int[] indices, int[] items, Context context);
    }

    /// @param withContext true if the visitor wants to know more than items
    static void visit(List<History> histories, int maxLength, boolean withContext, Visitor visitor) {
        int[] longestFirst = IntStream.range(0, histories.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> -histories.get(i).length()))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int from = 0; from < longestFirst.length; ) {
            int steps = Math.min(maxLength, histories.get(longestFirst[from]).length());
            require(steps > 0, "A history without events cannot be scored.");
            int size = Math.min(longestFirst.length - from, Math.clamp(MOST_EVENTS / steps, 1, MOST_SEQUENCES));
            int[] indices = new int[size];
            int[] items = new int[size * steps];
            Context context = withContext ? Context.unknown(size, steps) : Context.NONE;
            for (int b = 0; b < size; b++) {
                indices[b] = longestFirst[from + b];
                History history = histories.get(indices[b]);
                int length = Math.min(steps, history.length());
                require(length > 0, "A history without events cannot be scored.");
                System.arraycopy(history.items(), history.length() - length, items, (b + 1) * steps - length, length);
                if (withContext) {
                    context.put(b, (b + 1) * steps - length, history, history.length() - length, history.length());
                }
            }
            visitor.accept(indices, items, context);
            from += size;
        }
    }
}
