package peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;

/// Trains one work for a while and prints, as its last line, what `trailbench.bench.Result` reads.
final class Main {
    /// Batches on which arrangements are compared before one is chosen.
    private static final int TRIAL_STEPS = 2;

    private Main() {}

    /// @param arguments work, batch file, seconds to warm up, seconds to time, threads, then `name=number`
    static void main(String[] arguments) throws IOException {
        torch.set_num_threads(Integer.parseInt(arguments[4]));
        torch.manual_seed(42);
        Map<String, Double> numbers = new HashMap<>();
        for (int i = 5; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=");
            numbers.put(pair[0], Double.parseDouble(pair[1]));
        }
        Sequences.File file = Sequences.read(Path.of(arguments[1]));
        Network network = Network.of(arguments[0], file.items(), numbers);
        Trainer trainer = new Trainer(network);
        Arrangement first = network.arrangements().getFirst();
        double firstLoss = trainer.step(Trainer.Prepared.of(file.batches().getFirst(), first), first);
        Arrangement arrangement = fastest(trainer, network.arrangements(), file.batches());
        List<Trainer.Prepared> batches = Trainer.prepare(file.batches(), arrangement);
        run(trainer, batches, arrangement, Double.parseDouble(arguments[2]));
        Run timed = run(trainer, batches, arrangement, Double.parseDouble(arguments[3]));
        System.out.printf(
                Locale.ROOT,
                "{\"variant\":\"%s\",\"targets_per_second\":%.1f,\"steps\":%d,\"first_loss\":%.4f,\"last_loss\":%.4f,\"peak_bytes\":%d}%n",
                arrangement, timed.targets / timed.seconds, timed.steps, firstLoss, timed.loss, peakBytes());
    }

    private static Arrangement fastest(Trainer trainer, List<Arrangement> arrangements, List<Sequences> batches) {
        Arrangement best = arrangements.getFirst();
        double bestSeconds = Double.POSITIVE_INFINITY;
        for (Arrangement arrangement : arrangements) {
            List<Trainer.Prepared> trial = Trainer.prepare(batches.subList(0, TRIAL_STEPS + 1), arrangement);
            trainer.step(trial.getFirst(), arrangement);
            long start = System.nanoTime();
            trial.subList(1, trial.size()).forEach(batch -> trainer.step(batch, arrangement));
            double seconds = (System.nanoTime() - start) / 1e9;
            System.err.printf(Locale.ROOT, "%s: %.0f targets/s%n", arrangement,
                    trial.subList(1, trial.size()).stream().mapToLong(Trainer.Prepared::targets).sum() / seconds);
            if (seconds < bestSeconds) {
                best = arrangement;
                bestSeconds = seconds;
            }
        }
        return best;
    }

    private record Run(int steps, long targets, double seconds, double loss) {}

    private static Run run(Trainer trainer, List<Trainer.Prepared> batches, Arrangement arrangement, double seconds) {
        long start = System.nanoTime();
        int steps = 0;
        long targets = 0;
        double loss = Double.NaN;
        while (steps < 2 || System.nanoTime() - start < seconds * 1e9) {
            Trainer.Prepared batch = batches.get(steps++ % batches.size());
            loss = trainer.step(batch, arrangement);
            targets += batch.targets();
        }
        return new Run(steps, targets, (System.nanoTime() - start) / 1e9, loss);
    }

    private static long peakBytes() throws IOException {
        return 1024 * Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
