package trailbench.ui.chart;

/// Where the user looks: the [Viewport], how far in and out it may go, and whether it still shows all points.
final class MapCamera {
    private static final double MARGIN = 56;
    private static final double FURTHEST = 0.25;
    private static final double CLOSEST = 400;

    private Viewport viewport = new Viewport(0, 0, 1, 1, 1);
    private double fitScale = 1;
    private boolean fitted = true;

    Viewport viewport() {
        return viewport;
    }

    /// 1 where all points just fit.
    double zoom() {
        return viewport.scale() / fitScale;
    }

    /// All points in sight, between a head and a foot of so many pixels that other things cover.
    void fit(PointCloud cloud, double head, double foot) {
        viewport = Viewport.fitting(cloud, viewport.width(), viewport.height(), MARGIN, head, MARGIN, Math.max(MARGIN, foot));
        fitScale = viewport.scale();
        fitted = true;
    }

    /// @return true if the size is another than before
    boolean resize(double width, double height, PointCloud cloud, double head, double foot) {
        if (viewport.width() == width && viewport.height() == height) {
            return false;
        }
        viewport = viewport.resized(width, height);
        if (fitted) {
            fit(cloud, head, foot);
        }
        return true;
    }

    void zoom(double factor, double x, double y) {
        double least = Math.min(fitScale * FURTHEST / viewport.scale(), 1);
        double most = Math.max(fitScale * CLOSEST / viewport.scale(), 1);
        viewport = viewport.zoomed(Math.clamp(factor, least, most), x, y);
        fitted = false;
    }

    void pan(double right, double down) {
        viewport = viewport.panned(right, down);
        fitted = false;
    }

    /// Moves a place of the map into the middle, unless it is well in sight.
    ///
    /// @return true if the picture moved
    boolean reveal(double x, double y) {
        double onX = viewport.screenX(x);
        double onY = viewport.screenY(y);
        boolean inSight = onX > MARGIN && onY > MARGIN && onX < viewport.width() - MARGIN && onY < viewport.height() - MARGIN;
        if (!inSight) {
            viewport = viewport.centredOn(x, y);
            fitted = false;
        }
        return !inSight;
    }

    Sight sight() {
        return new Sight(viewport.centerX(), viewport.centerY(), zoom(), viewport.width() / viewport.scale(), viewport.height() / viewport.scale());
    }

    /// Looks at a part of the map, as far as the screen's shape allows.
    void show(Sight sight) {
        double scale = Math.min(viewport.width() / sight.across(), viewport.height() / sight.down());
        double least = fitScale * FURTHEST;
        viewport = new Viewport(sight.x(), sight.y(), Math.clamp(scale, least, fitScale * CLOSEST), viewport.width(), viewport.height());
        fitted = false;
    }
}
