package trailbench.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import trailbench.engine.Scorer;
import trailbench.evaluation.EvaluationOptions;
import trailbench.evaluation.Evaluator;
import trailbench.sequence.Batch;
import trailbench.sequence.Cases;
import trailbench.sequence.History;
import trailbench.sequence.WindowSet;
import trailbench.work.Progress;

/// What stands round a model: making a batch, and ranking scores.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class DataBenchmark {
    private final BenchLog log = BenchLog.read();
    private final WindowSet windows = log.windows(Work.named("sasrec"));
    private final Cases cases = log.bounds().cases(log.store(), Cases.Part.TEST);
    private int batch;

    /// 128 windows of up to 200 steps.
    @Benchmark
    public Batch batch() {
        var batches = windows.epoch(128, 1, batch / 47);
        return batches.get(batch++ % batches.size());
    }

    /// All users' test items ranked among all items; the scores cost next to nothing.
    @Benchmark
    public Map<String, Double> ranking() {
        return Evaluator.evaluate(new Drawn(log.items()), log.store(), cases, EvaluationOptions.defaults(), Progress.SILENT);
    }

    /// Scores that are a copy of one drawn row.
    private static final class Drawn implements Scorer {
        private final float[] row;

        Drawn(int items) {
            row = new float[items + 1];
            SplittableRandom random = new SplittableRandom(1);
            for (int item = 1; item <= items; item++) {
                row[item] = random.nextFloat();
            }
        }

        @Override
        public int items() {
            return row.length - 1;
        }

        @Override
        public void score(List<History> histories, float[][] scores) {
            for (int i = 0; i < histories.size(); i++) {
                System.arraycopy(row, 0, scores[i], 0, row.length);
            }
        }
    }
}
