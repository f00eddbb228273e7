package trailbench.evaluation;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import trailbench.sequence.Cases;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Split;
import trailbench.sequence.SplitBounds;
import trailbench.work.Progress;

/// Counts every baseline on MovieLens 1M and ranks all items by it for every user, as `evaluate` does, in a JVM that has done neither before. Prints
/// seconds by the clock, and of processors: on a machine with other work the second, by two, says more.
final class BaselineSeconds {
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    /// Lists of twenty are watched, as `evaluate` does for the figures on lists.
    private static final Evaluator.Watched WATCHED = new Evaluator.Watched(20, false);

    private BaselineSeconds() {}

    static void main(String[] arguments) throws IOException {
        Map<String, List<Integer>> histories = new LinkedHashMap<>();
        int items = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of("../shared/data/ml-1m/ml-1m-sasrec.txt.gz")))))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(" ");
                int item = Integer.parseInt(fields[1]);
                items = Math.max(items, item);
                histories.computeIfAbsent(fields[0], _ -> new ArrayList<>()).add(item);
            }
        }
        SequenceStore store = Logs.store(histories.values().stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new));
        SplitBounds bounds = SplitBounds.of(store, new Split.LeaveOneOut());
        Cases cases = bounds.cases(store, Cases.Part.TEST);
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
        for (int round = 0; round < rounds; round++) {
            measure(store, bounds, cases, items);
        }
        System.exit(0);
    }

    private static void measure(SequenceStore store, SplitBounds bounds, Cases cases, int items) {
        long begun = System.nanoTime();
        long worked = SYSTEM.getProcessCpuTime();
        List<NamedScorer> baselines = Baselines.all(store, bounds.validationStart(), items);
        System.out.printf(Locale.ROOT, "all counted %.2f s, %.2f s of processors%n", since(begun), (SYSTEM.getProcessCpuTime() - worked) / 1e9);
        for (NamedScorer baseline : baselines) {
            long start = System.nanoTime();
            long before = SYSTEM.getProcessCpuTime();
            Evaluator.Ranked found =
                    Evaluator.rank(baseline.scorer(), store, cases, EvaluationOptions.defaults(), Optional.empty(), WATCHED, Progress.SILENT);
            Map<String, Double> metrics = Metrics.of(found.ranks(), List.of(10));
            System.out.printf(Locale.ROOT, "%-22s hr@10 %.6f ndcg@10 %.6f  counted %5.2f s  ranked %5.2f s, %5.2f s of processors, lists %08x%n", baseline.name(),
                    metrics.get("recall@10"), metrics.get("ndcg@10"), baseline.seconds(), since(start), (SYSTEM.getProcessCpuTime() - before) / 1e9,
                    Arrays.deepHashCode(found.lists()));
        }
        System.out.printf(Locale.ROOT, "in all %.2f s, %.2f s of processors%n", since(begun), (SYSTEM.getProcessCpuTime() - worked) / 1e9);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
