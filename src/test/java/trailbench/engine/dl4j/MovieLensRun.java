package trailbench.engine.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Model;
import trailbench.engine.Optimizer;
import trailbench.format.Yaml;
import trailbench.graph.GraphChoice;
import trailbench.graph.GraphChoice.GruNext;
import trailbench.graph.GraphChoice.LstmNext;
import trailbench.sequence.Batch;
import trailbench.sequence.History;

/// Not a test: trains a next-item model on a MovieLens log and prints loss, speed and full-ranking figures of each epoch.
///
/// Arguments: file (`u.data` or `ml-1m-sasrec.txt.gz`), `gru` or `lstm` or a graph as in an experiment file, E, H, layers, dropout, batch, learning rate, epochs, T, clip.
/// Leave-one-out, seen items excluded; validation on the item before the last, the test figures use the validation item as history.
final class MovieLensRun {
    private MovieLensRun() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        List<int[]> users = new ArrayList<>();
        int items = load(file, users);
        int embedding = Integer.parseInt(args[2]);
        int hidden = Integer.parseInt(args[3]);
        int layers = Integer.parseInt(args[4]);
        double dropout = Double.parseDouble(args[5]);
        int size = Integer.parseInt(args[6]);
        double rate = Double.parseDouble(args[7]);
        int epochs = Integer.parseInt(args[8]);
        int steps = Integer.parseInt(args[9]);
        double clip = Double.parseDouble(args[10]);
        GraphChoice choice = switch (args[1]) {
            case "gru" -> new GruNext(embedding, hidden, layers, dropout);
            case "lstm" -> new LstmNext(embedding, hidden, layers, dropout);
            default -> Yaml.parse(args[1], "graph", GraphChoice.class);
        };
        ModelOptions options = new ModelOptions(choice.graph(), items, steps, new Optimizer.Adam(rate), clip, 42);
        System.out.printf("%s V=%d users=%d batch=%d lr=%s%n", choice, items, users.size(), size, rate);
        double best = 0;
        try (Model model = new Dl4jEngine().create(options)) {
            long step = 0;
            for (int epoch = 1; epoch <= epochs; epoch++) {
                List<Batch> batches = batches(users, size, steps, epoch);
                long start = System.nanoTime();
                double loss = 0;
                long targets = 0;
                for (Batch batch : batches) {
                    long before = System.nanoTime();
                    Model.StepResult result = model.train(batch, step++);
                    if (step <= 4 || step == 16) {
                        System.out.printf("step %d: %d ms, loss %.3f%n", step, (System.nanoTime() - before) / 1_000_000, result.loss());
                    }
                    loss += result.loss() * result.targets();
                    targets += result.targets();
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                long scoring = System.nanoTime();
                double[] validation = rank(model, users, 2);
                double scoringSeconds = (System.nanoTime() - scoring) / 1e9;
                String test = "";
                if (validation[1] > best) {
                    best = validation[1];
                    double[] figures = rank(model, users, 1);
                    test = String.format("  test HR@10 %.4f NDCG@10 %.4f", figures[0], figures[1]);
                }
                System.out.printf(
                        "epoch %d loss %.4f  %.2f s  %.0f targets/s  scoring %.2f s  validation %.4f %.4f%s%n",
                        epoch, loss / targets, seconds, targets / seconds, scoringSeconds, validation[0], validation[1], test);
            }
        }
    }

    private static int load(Path file, List<int[]> users) throws IOException {
        List<String> lines = file.toString().endsWith(".gz")
                ? new String(new GZIPInputStream(Files.newInputStream(file)).readAllBytes()).lines().toList()
                : Files.readAllLines(file);
        Map<Integer, List<long[]>> events = new TreeMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (int line = 0; line < lines.size(); line++) {
            String[] parts = lines.get(line).trim().split("\\s+");
            int item = numbers.computeIfAbsent(parts[1], _ -> numbers.size() + 1);
            long time = parts.length == 4 ? Long.parseLong(parts[3]) : line;
            events.computeIfAbsent(Integer.valueOf(parts[0]), _ -> new ArrayList<>()).add(new long[] {time, item});
        }
        for (List<long[]> user : events.values()) {
            user.sort(Comparator.comparingLong(event -> event[0]));
            users.add(user.stream().mapToInt(event -> (int) event[1]).toArray());
        }
        return numbers.size();
    }

    private static List<Batch> batches(List<int[]> users, int size, int most, long seed) {
        List<int[]> order = new ArrayList<>(users);
        Collections.shuffle(order, new Random(seed));
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < order.size(); from += size) {
            List<int[]> part = order.subList(from, Math.min(order.size(), from + size));
            int steps = Math.min(most, part.stream().mapToInt(u -> u.length - 3).max().orElse(1));
            int[] items = new int[part.size() * steps];
            int[] targets = new int[items.length];
            for (int b = 0; b < part.size(); b++) {
                int[] user = part.get(b);
                int end = user.length - 2;
                int length = Math.min(steps, end - 1);
                System.arraycopy(user, end - 1 - length, items, (b + 1) * steps - length, length);
                System.arraycopy(user, end - length, targets, (b + 1) * steps - length, length);
            }
            batches.add(new Batch(part.size(), steps, items, targets));
        }
        return batches;
    }

    /// Hit rate and NDCG at 10 for the `back`-th item from the end.
    private static double[] rank(Model model, List<int[]> users, int back) {
        double hits = 0;
        double gain = 0;
        int chunk = 1024;
        for (int from = 0; from < users.size(); from += chunk) {
            List<int[]> part = users.subList(from, Math.min(users.size(), from + chunk));
            List<int[]> histories = part.stream().map(user -> Arrays.copyOf(user, user.length - back)).toList();
            float[][] scores = new float[part.size()][model.items() + 1];
            model.score(histories.stream().map(History::ofItems).toList(), scores);
            for (int u = 0; u < part.size(); u++) {
                float[] row = scores[u];
                int target = part.get(u)[part.get(u).length - back];
                float own = row[target];
                for (int seen : histories.get(u)) {
                    row[seen] = Float.NEGATIVE_INFINITY;
                }
                int rank = 0;
                for (int item = 1; item < row.length; item++) {
                    if (row[item] > own) {
                        rank++;
                    }
                }
                if (rank < 10) {
                    hits++;
                    gain += Math.log(2) / Math.log(rank + 2);
                }
            }
        }
        return new double[] {hits / users.size(), gain / users.size()};
    }
}
