package trailbench.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import trailbench.sequence.Cases;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Split;
import trailbench.sequence.SplitBounds;
import trailbench.work.Progress;

/// The counting baselines reach the figures that were counted apart from this program, on the real logs, where those are present.
class GroundTruthTest {
    private static final Path DATA = Path.of("../shared/data");

    /// HR@10 and NDCG@10.
    private record Expected(double hr, double ndcg) {}

    private record Event(String user, String item, long time) {}

    @Test
    void baselinesReachTheKnownFiguresOnMovieLens100K() throws IOException {
        List<Event> events = new ArrayList<>();
        for (String line : lines(DATA.resolve("ml-100k/u.data"))) {
            String[] fields = line.split("\t");
            events.add(new Event(fields[0], fields[1], Long.parseLong(fields[3])));
        }
        events.sort(Comparator.comparingLong(Event::time));
        check(events, Map.of(
                "popularity", new Expected(.0859, .0449),
                "item-knn", new Expected(.1082, .0558),
                "markov-1", new Expected(.1442, .0766),
                "decayed co-occurrence", new Expected(.2015, .1110)));
    }

    @Test
    void baselinesReachTheKnownFiguresOnMovieLens1M() throws IOException {
        List<Event> events = new ArrayList<>();
        for (String line : lines(DATA.resolve("ml-1m/ml-1m-sasrec.txt.gz"))) {
            String[] fields = line.split(" ");
            events.add(new Event(fields[0], fields[1], events.size()));
        }
        check(events, Map.of(
                "popularity", new Expected(.0369, .0180),
                "item-knn", new Expected(.0699, .0359),
                "markov-1", new Expected(.2144, .1259),
                "decayed co-occurrence", new Expected(.2692, .1571)));
    }

    private static void check(List<Event> events, Map<String, Expected> expected) {
        Map<String, Integer> items = new LinkedHashMap<>();
        Map<String, List<Integer>> histories = new LinkedHashMap<>();
        for (Event event : events) {
            int item = items.computeIfAbsent(event.item, id -> items.size() + 1);
            histories.computeIfAbsent(event.user, id -> new ArrayList<>()).add(item);
        }
        SequenceStore store = Logs.store(histories.values().stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new));
        SplitBounds bounds = SplitBounds.of(store, new Split.LeaveOneOut());
        Cases cases = bounds.cases(store, Cases.Part.TEST);

        for (NamedScorer baseline : Baselines.all(store, bounds.validationStart(), items.size())) {
            long start = System.nanoTime();
            Map<String, Double> metrics = Evaluator.evaluate(
                    baseline.scorer(), store, cases, EvaluationOptions.defaults(), Progress.SILENT);
            System.out.printf("%-22s hr@10 %.4f ndcg@10 %.4f   counted in %.2f s, scored and ranked in %.2f s%n", baseline.name(),
                    metrics.get("recall@10"), metrics.get("ndcg@10"), baseline.seconds(), (System.nanoTime() - start) / 1e9);
            if (!expected.containsKey(baseline.name())) {
                // no figure was counted apart from this program; what learns from others is above the floor all the same
                boolean floor = baseline.name().equals("repeat last") || baseline.name().equals("recent popularity");
                assertTrue(metrics.get("recall@10") > expected.get("popularity").hr * (floor ? 0.5 : 1), baseline.name());
                continue;
            }
            assertEquals(expected.get(baseline.name()).hr, metrics.get("recall@10"), .002, baseline.name());
            assertEquals(expected.get(baseline.name()).ndcg, metrics.get("ndcg@10"), .002, baseline.name());
        }
    }

    private static List<String> lines(Path file) throws IOException {
        assumeTrue(Files.exists(file), () -> file + " is not here: these figures are checked only where the shared logs are");
        if (!file.toString().endsWith(".gz")) {
            return Files.readAllLines(file);
        }
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
