package trailbench.ui.chart;

import java.util.Set;
import java.util.stream.IntStream;
import trailbench.embedding.PointMap;

/// How each point of a map looks now: worked out when something is picked, coloured or hidden, and kept while the picture moves.
///
/// @param colours  `[N]` opaque ARGB
/// @param styles   `[N]` as [PointPainter] names them
/// @param weights  `[N]` in [0, 1], how large
/// @param matches  found by the search, the most popular first
/// @param chosen   selected points, the most popular first
/// @param typical after which the groups are called that colour the map, the largest first
/// @param drawn    what of it is shown, in the order of drawing
/// @param contours lines of equal density, if they are wanted
record MapLook(int[] colours, byte[] styles, float[] weights, int[] matches, int[] chosen, int[] typical, DrawnPoints drawn, ContourLines contours) {
    private static final Set<String> GROUPING = Set.of(PointMap.GROUP, PointMap.CLUSTER);
    static final MapLook NOTHING = of(new PointMapModel(), MapTheme.LIGHT);

    static MapLook of(PointMapModel model, MapTheme theme) {
        byte[] styles = model.styles();
        int[] colours = theme.palette().colours(model.colouringProperty().get());
        float[] weights = model.weights();
        return new MapLook(
                colours,
                styles,
                weights,
                model.matchesProperty().get().points(),
                model.popularFirst(model.selection().chosen()),
                typical(model.colouringProperty().get(), model.cloud()),
                DrawnPoints.of(model.cloud(), colours, styles, weights),
                model.contoursProperty().get() ? ContourLines.of(model.cloud(), styles) : ContourLines.NONE);
    }

    /// Points after which groups are called; none if another column colours the map.
    private static int[] typical(Colouring colouring, PointCloud cloud) {
        if (!GROUPING.contains(colouring.column())) {
            return new int[0];
        }
        return IntStream.range(0, colouring.entries().size())
                .filter(entry -> colouring.entries().get(entry).role() == Colouring.Role.VALUE)
                .flatMap(entry -> {
                    String title = PointMap.typicalTitle(colouring.entries().get(entry).text());
                    return IntStream.range(0, cloud.size())
                            .filter(point -> colouring.entryOf()[point] == entry && cloud.map().titles().get(point).strip().equals(title))
                            .limit(1);
                })
                .toArray();
    }
}
