package trailbench.embedding;

import static trailbench.work.Fault.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import trailbench.kernel.Lanes;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// Maps of the same items at several epochs of a run, each lying on the next, so that what moves has moved.
///
/// The last epoch is laid out first, from PCA's picture; each earlier one starts from the one after it, goes through half as many iterations,
/// and is turned to lie on it ([Procrustes]). So an early epoch may look more ordered than it is: trustworthiness of each map says how far
/// to believe it, and **overlap** is measured in the original space, where no picture can deceive.
///
/// @param epochs  rising
/// @param maps    of each epoch, with the same ids in the same order; groups are those of the last
/// @param overlap `[epochs][N]` share of each item's nearest that were its nearest at the epoch before ([NeighbourOverlap]); NaN at the first
/// @param kept    `[N]` share of its nearest at the first epoch that still are at the last
public record Timeline(List<Integer> epochs, List<PointMap> maps, float[][] overlap, float[] kept) {
    private static final int FEWEST_ITERATIONS = 50;

    public Timeline {
        require(epochs.size() >= 2 && maps.size() == epochs.size(), "A timeline needs at least two epochs, here are %s.", epochs.size());
    }

    /// @param epochs  rising
    /// @param vectors `[N][E]` of an epoch; asked for once each, the last first
    /// @param about   ids, titles and columns, as [Projection.Points] has them
    /// @param options of the last epoch's map; without an origin
    public static Timeline make(List<Integer> epochs, IntFunction<float[][]> vectors, Projection.Points about, MapOptions options, Progress progress) {
        require(epochs.size() >= 2, "A timeline needs at least two epochs, here are %s.", epochs.size());
        MapOptions earlier = new MapOptions(
                options.method(), options.points(), options.perplexity(), Math.max(FEWEST_ITERATIONS, options.iterations() / 2), options.seed(),
                options.strata(), Optional.empty());
        List<PointMap> maps = new ArrayList<>();
        List<NearestLists> nearest = new ArrayList<>();
        try (Lanes lanes = Lanes.ofProcessors()) {
            for (int at = epochs.size() - 1; at >= 0; at--) {
                float[][] rows = vectors.apply(epochs.get(at));
                String name = "epoch " + epochs.get(at);
                Projection.Points points = new Projection.Points(rows, about.ids(), about.titles(), about.columns(), Optional.of(name));
                Progress named = inEpoch(epochs.get(at), progress);
                Optional<Projection.Origin> next =
                        maps.isEmpty() ? Optional.empty() : Optional.of(new Projection.Origin(maps.getFirst(), "epoch " + epochs.get(at + 1)));
                PointMap map = Projection.map(points, maps.isEmpty() ? options : earlier, next, MapWatcher.NONE, named);
                maps.addFirst(maps.isEmpty() ? map : withGroups(map, maps.getLast()));
                nearest.addFirst(NeighbourOverlap.lists(chosen(rows, about.ids(), map.ids()), map.ids(), lanes, named));
            }
        }
        float[][] overlap = new float[epochs.size()][maps.getFirst().size()];
        Arrays.fill(overlap[0], Float.NaN);
        for (int at = 1; at < overlap.length; at++) {
            overlap[at] = NeighbourOverlap.shares(nearest.get(at), nearest.get(at - 1));
        }
        return new Timeline(List.copyOf(epochs), List.copyOf(maps), overlap, NeighbourOverlap.shares(nearest.getFirst(), nearest.getLast()));
    }

    private static Progress inEpoch(int epoch, Progress progress) {
        return new Progress() {
            @Override
            public void report(Phase phase, long done, long total) {
                progress.report(phase.inEpoch(epoch), done, total);
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
    }

    private static float[][] chosen(float[][] rows, List<String> all, List<String> ids) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int row = 0; row < all.size(); row++) {
            places.put(all.get(row), row);
        }
        return ids.stream().map(id -> rows[places.get(id)]).toArray(float[][]::new);
    }

    private static PointMap withGroups(PointMap map, PointMap last) {
        Map<String, List<String>> columns = new LinkedHashMap<>(map.columns());
        for (String column : List.of(PointMap.GROUP, PointMap.CLUSTER)) {
            List<String> groups = last.columns().get(column);
            if (groups != null) {
                columns.put(column, groups);
            }
        }
        return new PointMap(map.method(), map.of(), map.ids(), map.titles(), map.x(), map.y(), columns, map.making());
    }

    /// Mean overlap of an epoch with the one before; NaN at the first.
    ///
    /// @param at place in [#epochs]
    public double meanOverlap(int at) {
        return NeighbourOverlap.mean(overlap[at]);
    }

    /// Items whose neighbourhood changed most from the first epoch to the last; of equals, those that went farther on the map.
    public List<Integer> mostMoved(int count) {
        PointMap first = maps.getFirst();
        PointMap last = maps.getLast();
        return IntStream.range(0, kept.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> kept[i])
                        .thenComparing(Comparator.<Integer>comparingDouble(i -> Math.hypot(last.x()[i] - first.x()[i], last.y()[i] - first.y()[i])).reversed()))
                .limit(count)
                .toList();
    }
}
