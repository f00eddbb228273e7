package trailbench.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import trailbench.engine.Model;
import trailbench.engine.Scorer;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.evaluation.EvaluationOptions;
import trailbench.evaluation.Evaluator;
import trailbench.experiment.WorkerProcesses;
import trailbench.sequence.Cases;
import trailbench.sequence.History;
import trailbench.work.Progress;

/// How long a trained model takes to answer: the full ranking of every user's test item, and the scores of all items after one history.
///
/// A model's parameters do not matter for its speed: these are freshly drawn. The evaluation is timed as a program does it: once, in a JVM
/// that has not ranked before; and once more when it is warm.
final class Answers {
    private static final int LANES = 2;
    private static final int LENGTH = 50;
    private static final int WARM_SCORES = 3_000;
    private static final int TIMED_SCORES = 3_000;

    private Answers() {}

    /// @param arguments names of works
    static void main(String[] arguments) throws IOException, InterruptedException {
        if (System.getProperty(WorkerProcesses.WORKER_PROPERTY) == null) {
            // models are asked in workers: their JVM and their BLAS kernel are set before they start
            System.exit(new WorkerProcesses(Answers.class.getName()).builder(List.of(arguments)).inheritIO().start().waitFor());
        }
        BenchLog log = BenchLog.read();
        Cases cases = log.bounds().cases(log.store(), Cases.Part.TEST);
        System.out.printf("| model | ranking %,d users, first time | warm | beyond the model | one history of %d, quickest of twenty | median | 95 %% |%n|---|--:|--:|--:|--:|--:|--:|%n", cases.size(), LENGTH);
        for (String name : arguments.length == 0 ? new String[] {"sasrec", "lstm-next"} : arguments) {
            Work work = Work.named(name);
            try (Model model = new Dl4jEngine(LANES).create(work.model(log.items()))) {
                Ranking first = Ranking.of(model, log, cases);
                Ranking warm = Ranking.of(model, log, cases);
                long[] nanos = scores(model, log);
                System.out.printf(
                        Locale.ROOT, "| %s | %.2f s | %.2f s | %.2f s | %.3f ms | %.3f ms | %.3f ms |%n",
                        name, first.seconds, warm.seconds, warm.beyond, nanos[nanos.length / 20] / 1e6, nanos[nanos.length / 2] / 1e6,
                        nanos[nanos.length * 95 / 100] / 1e6);
            }
        }
        System.exit(0);
    }

    /// @param beyond what of it the model did not take: histories cut, ranks counted
    private record Ranking(double seconds, double beyond) {
        static Ranking of(Model model, BenchLog log, Cases cases) {
            Watched watched = new Watched(model);
            long start = System.nanoTime();
            Evaluator.evaluate(watched, log.store(), cases, EvaluationOptions.defaults(), Progress.SILENT);
            long all = System.nanoTime() - start;
            return new Ranking(all / 1e9, (all - watched.nanos) / 1e9);
        }
    }

    /// Counts the time that a scorer takes.
    private static final class Watched implements Scorer {
        private final Scorer scorer;
        private long nanos;

        Watched(Scorer scorer) {
            this.scorer = scorer;
        }

        @Override
        public int items() {
            return scorer.items();
        }

        @Override
        public void score(List<History> histories, float[][] scores) {
            long start = System.nanoTime();
            scorer.score(histories, scores);
            nanos += System.nanoTime() - start;
        }
    }

    /// Nanoseconds of each call, ascending.
    private static long[] scores(Model model, BenchLog log) {
        float[][] scores = new float[1][log.items() + 1];
        LongStream.Builder nanos = LongStream.builder();
        for (int call = 0; call < WARM_SCORES + TIMED_SCORES; call++) {
            int from = call * 7 % (log.store().events() - LENGTH);
            List<History> history = List.of(History.ofItems(Arrays.copyOfRange(log.store().items(), from, from + LENGTH)));
            long start = System.nanoTime();
            model.score(history, scores);
            if (call >= WARM_SCORES) {
                nanos.add(System.nanoTime() - start);
            }
        }
        return nanos.build().sorted().toArray();
    }
}
