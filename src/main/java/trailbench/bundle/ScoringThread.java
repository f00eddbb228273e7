package trailbench.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import trailbench.engine.Model;
import trailbench.sequence.History;
import trailbench.work.Fault;

/// The one thread that a model is used from. Whoever asks waits; what waits together is scored together.
final class ScoringThread implements AutoCloseable {
    private static final int MOST_WAITING = 4_096;
    private static final int MOST_TOGETHER = 64;
    /// Bounds the scores of a batch to 64 MB, whatever the catalogue.
    private static final int MOST_SCORES = 1 << 24;

    private final BlockingQueue<Work> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final CompletableFuture<Model> model = new CompletableFuture<>();
    private final LongAdder batches = new LongAdder();
    private final LongAdder asked = new LongAdder();
    private final Thread thread;
    private volatile boolean closed;

    private sealed interface Work {
        CompletableFuture<float[]> answer();
    }

    private record Scores(History history, CompletableFuture<float[]> answer) implements Work {}

    private record Encoding(History history, CompletableFuture<float[]> answer) implements Work {}

    private record End(CompletableFuture<float[]> answer) implements Work {}

    /// @param opening called on the new thread
    ScoringThread(Supplier<Model> opening) {
        thread = Thread.ofPlatform().daemon().name("bundle-model").start(() -> run(opening));
        await(model);
    }

    /// `[V + 1]`, the caller's own.
    float[] score(History history) {
        return ask(new Scores(history, new CompletableFuture<>()));
    }

    /// `[H]`
    float[] encode(History history) {
        return ask(new Encoding(history, new CompletableFuture<>()));
    }

    float[][] itemVectors() {
        return await(model).itemVectors();
    }

    /// How many histories were asked about, and in how many calls of the model.
    long[] counts() {
        return new long[] {asked.sum(), batches.sum()};
    }

    private float[] ask(Work work) {
        if (closed || !waiting.offer(work)) {
            throw closed ? new Fault.Work("The model is closed.") : new Fault.Work("More than %d questions are waiting. Ask again later.", MOST_WAITING);
        }
        if (!thread.isAlive()) {
            work.answer().completeExceptionally(new Fault.Work("The model is closed."));
        }
        return await(work.answer());
    }

    private void run(Supplier<Model> opening) {
        try (Model opened = opening.get()) {
            model.complete(opened);
            List<Work> together = new ArrayList<>();
            int most = Math.clamp(MOST_SCORES / (opened.items() + 1), 1, MOST_TOGETHER);
            boolean goesOn = true;
            while (goesOn) {
                together.add(waiting.take());
                waiting.drainTo(together, most - 1);
                goesOn = answer(opened, together);
                together.clear();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error failed) {
            model.completeExceptionally(failed);
        } finally {
            closed = true;
            waiting.forEach(left -> left.answer().completeExceptionally(new Fault.Work("The model is closed.")));
        }
    }

    /// False if the thread is to end.
    private boolean answer(Model opened, List<Work> together) {
        List<Scores> scores = together.stream().filter(Scores.class::isInstance).map(Scores.class::cast).toList();
        List<Encoding> encodings = together.stream().filter(Encoding.class::isInstance).map(Encoding.class::cast).toList();
        complete(scores, () -> {
            float[][] rows = new float[scores.size()][opened.items() + 1];
            opened.score(scores.stream().map(Scores::history).toList(), rows);
            return rows;
        });
        complete(encodings, () -> opened.encode(encodings.stream().map(Encoding::history).toList()));
        List<Work> ends = together.stream().filter(End.class::isInstance).toList();
        ends.forEach(end -> end.answer().complete(new float[0]));
        return ends.isEmpty();
    }

    private void complete(List<? extends Work> works, Supplier<float[][]> rows) {
        if (works.isEmpty()) {
            return;
        }
        batches.increment();
        asked.add(works.size());
        try {
            float[][] found = rows.get();
            for (int i = 0; i < found.length; i++) {
                works.get(i).answer().complete(found[i]);
            }
        } catch (RuntimeException | Error failed) {
            works.forEach(work -> work.answer().completeExceptionally(failed));
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw wrapped;
        }
    }

    /// Answers what waits, then closes the model.
    @Override
    public void close() {
        if (!closed) {
            try {
                waiting.put(new End(new CompletableFuture<>()));
                thread.join();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
