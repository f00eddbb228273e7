package trailbench.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import trailbench.engine.Model;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.format.Json;
import trailbench.sequence.Batch;

/// Our side: trains one work for a while, on two lanes, and prints a [Result].
final class Steps {
    private static final int LANES = 2;

    private Steps() {}

    /// @param arguments name of the work, batch, seconds to warm up, seconds to time
    static void main(String[] arguments) {
        Work work = Work.named(arguments[0]).withBatch(Integer.parseInt(arguments[1]));
        BenchLog log = BenchLog.read();
        List<Batch> batches = log.windows(work).epoch(work.batch(), Work.SEED, 1);
        try (Model model = new Dl4jEngine(LANES).create(work.model(log.items()))) {
            double firstLoss = model.train(batches.getFirst(), 0).loss();
            Run warm = run(model, batches, 1, Double.parseDouble(arguments[2]));
            Run timed = run(model, batches, 1 + warm.steps, Double.parseDouble(arguments[3]));
            System.out.println(Json.line(new Result(
                    "", timed.targets / timed.seconds, timed.steps, firstLoss, timed.lastLoss, peakBytes())));
        }
        System.exit(0);
    }

    private record Run(int steps, long targets, double seconds, double lastLoss) {}

    private static Run run(Model model, List<Batch> batches, int first, double seconds) {
        long start = System.nanoTime();
        int steps = 0;
        long targets = 0;
        double loss = Double.NaN;
        while (steps < 2 || System.nanoTime() - start < seconds * 1e9) {
            int step = first + steps++;
            Model.StepResult result = model.train(batches.get(step % batches.size()), step);
            targets += result.targets();
            loss = result.loss();
        }
        return new Run(steps, targets, (System.nanoTime() - start) / 1e9, loss);
    }

    /// VmHWM of this process; 0 on systems without `/proc`.
    private static long peakBytes() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try {
            return 1024 * Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
