package trailbench.ui.chart;

/// How each point of a map looks now: worked out when something is picked, coloured or hidden, and kept while the picture moves.
///
/// @param colours  `[N]` opaque ARGB
/// @param styles   `[N]` as [PointPainter] names them
/// @param weights  `[N]` in [0, 1], how large
/// @param matches  found by the search, the most popular first
/// @param chosen   selected points, the most popular first
/// @param drawn    what of it is shown, in the order of drawing
/// @param contours lines of equal density, if they are wanted
record MapLook(int[] colours, byte[] styles, float[] weights, int[] matches, int[] chosen, DrawnPoints drawn, ContourLines contours) {
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
                DrawnPoints.of(model.cloud(), colours, styles, weights),
                model.contoursProperty().get() ? ContourLines.of(model.cloud(), styles) : ContourLines.NONE);
    }
}
