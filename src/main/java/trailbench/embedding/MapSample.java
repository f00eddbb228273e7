package trailbench.embedding;

import static trailbench.work.Fault.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import trailbench.kernel.Draws;
import trailbench.work.Fault;

/// Which items are on a map that has room for some.
///
/// Without strata the most frequent. By **popularity**: items are ordered by training events and cut into ten classes of equal size, and as many
/// are drawn of each: a picture of head and tail alike. By **another column**: each value has the share on the map that it has among all, by
/// largest remainders, and at least one point, as long as there is room. Within a stratum items are drawn without order, by seed.
final class MapSample {
    static final String POPULARITY = "popularity";
    private static final int CLASSES = 10;

    private MapSample() {}

    /// Row numbers, ascending.
    ///
    /// @param columns `[N]` values each; "popularity" is among them
    /// @throws Fault.Request if there is no column of the name, or popularity is no number
    static int[] rows(Map<String, List<String>> columns, int points, Optional<String> strata, long seed) {
        List<String> popularity = columns.getOrDefault(POPULARITY, List.of());
        int all = popularity.size();
        if (strata.isPresent() && strata.get().equals(MapMaking.FILE_ORDER)) {
            return IntStream.range(0, Math.min(all, points)).toArray();
        }
        if (strata.isPresent()) {
            require(
                    columns.containsKey(strata.get()), "No column \"%s\" to take strata from. There are: %s.",
                    strata.get(), String.join(", ", columns.keySet()));
        }
        if (all <= points) {
            return IntStream.range(0, all).toArray();
        }
        if (strata.isEmpty()) {
            return IntStream.of(byFrequency(popularity)).limit(points).sorted().toArray();
        }
        List<int[]> classes = strata.get().equals(POPULARITY) ? tenths(byFrequency(popularity)) : byValue(columns.get(strata.get()));
        int[] sizes = strata.get().equals(POPULARITY) ? equally(classes, points) : proportionally(classes, all, points);
        List<Integer> chosen = new ArrayList<>(points);
        for (int i = 0; i < sizes.length; i++) {
            drawn(classes.get(i), sizes[i], Draws.key(seed, i)).forEach(chosen::add);
        }
        return chosen.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /// Of equally popular rows the earlier ones first.
    private static int[] byFrequency(List<String> popularity) {
        double[] counts = new double[popularity.size()];
        for (int row = 0; row < counts.length; row++) {
            counts[row] = count(popularity.get(row), row);
        }
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -counts[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double count(String popularity, int row) {
        try {
            return popularity.isBlank() ? 0 : Double.parseDouble(popularity);
        } catch (NumberFormatException e) {
            throw new Fault.Request("Column \"popularity\" holds \"%s\" in row %,d. Give a number of events.", popularity, row + 1, e);
        }
    }

    private static List<int[]> tenths(int[] ordered) {
        return IntStream.range(0, CLASSES)
                .mapToObj(i -> Arrays.copyOfRange(
                        ordered, (int) ((long) ordered.length * i / CLASSES), (int) ((long) ordered.length * (i + 1) / CLASSES)))
                .toList();
    }

    private static List<int[]> byValue(List<String> values) {
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < values.size(); row++) {
            rows.computeIfAbsent(values.get(row), value -> new ArrayList<>()).add(row);
        }
        return rows.values().stream()
                .sorted((a, b) -> Integer.compare(b.size(), a.size()))
                .map(members -> members.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private static int[] equally(List<int[]> classes, int points) {
        return IntStream.range(0, classes.size())
                .map(i -> (int) ((long) points * (i + 1) / classes.size() - (long) points * i / classes.size()))
                .toArray();
    }

    /// One each while there is room, the rest by largest remainders.
    private static int[] proportionally(List<int[]> classes, int all, int points) {
        int[] sizes = new int[classes.size()];
        double[] wanted = new double[sizes.length];
        int given = 0;
        for (int i = 0; i < sizes.length; i++) {
            wanted[i] = (double) classes.get(i).length * points / all;
            sizes[i] = given < points ? Math.max(1, Math.min((int) wanted[i], points - given)) : 0;
            given += sizes[i];
        }
        while (given < points) {
            int most = -1;
            for (int i = 0; i < sizes.length; i++) {
                boolean room = sizes[i] < classes.get(i).length;
                most = room && (most < 0 || wanted[i] - sizes[i] > wanted[most] - sizes[most]) ? i : most;
            }
            sizes[most]++;
            given++;
        }
        return sizes;
    }

    private static IntStream drawn(int[] members, int size, long key) {
        return IntStream.range(0, members.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Draws.uniform(key, i)))
                .limit(size)
                .mapToInt(i -> members[i]);
    }
}
