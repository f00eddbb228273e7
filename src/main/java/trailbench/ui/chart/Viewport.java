package trailbench.ui.chart;

/// Which part of the plane is on screen: a point of the plane in the middle, and how many pixels a unit takes. Up is up.
///
/// @param centerX unit of the map
/// @param centerY unit of the map
/// @param scale   pixels a unit
/// @param width   pixels
/// @param height  pixels
record Viewport(double centerX, double centerY, double scale, double width, double height) {

    double screenX(double x) {
        return width / 2 + (x - centerX) * scale;
    }

    double screenY(double y) {
        return height / 2 - (y - centerY) * scale;
    }

    double mapX(double screenX) {
        return centerX + (screenX - width / 2) / scale;
    }

    double mapY(double screenY) {
        return centerY - (screenY - height / 2) / scale;
    }

    /// The same picture after a drag of so many pixels to the right and down.
    Viewport panned(double right, double down) {
        return new Viewport(centerX - right / scale, centerY + down / scale, scale, width, height);
    }

    /// Larger by `factor`; what lies under the cursor stays under it.
    Viewport zoomed(double factor, double screenX, double screenY) {
        double larger = scale * factor;
        return new Viewport(
                mapX(screenX) - (screenX - width / 2) / larger,
                mapY(screenY) + (screenY - height / 2) / larger,
                larger,
                width,
                height);
    }

    Viewport centredOn(double x, double y) {
        return new Viewport(x, y, scale, width, height);
    }

    Viewport resized(double newWidth, double newHeight) {
        return new Viewport(centerX, centerY, scale, newWidth, newHeight);
    }

    /// The same part of the plane on a screen with `factor` times as many pixels a side.
    Viewport magnified(double factor) {
        return new Viewport(centerX, centerY, scale * factor, width * factor, height * factor);
    }

    /// All of the cloud, with at least so many pixels free at each side.
    static Viewport fitting(PointCloud cloud, double width, double height, double left, double top, double right, double bottom) {
        double freeWidth = Math.max(width - left - right, 1);
        double freeHeight = Math.max(height - top - bottom, 1);
        double spanX = Math.max(cloud.maxX() - cloud.minX(), 1e-9);
        double spanY = Math.max(cloud.maxY() - cloud.minY(), 1e-9);
        double scale = Math.min(freeWidth / spanX, freeHeight / spanY);
        double centerX = (cloud.minX() + cloud.maxX()) / 2 + (right - left) / 2 / scale;
        double centerY = (cloud.minY() + cloud.maxY()) / 2 + (top - bottom) / 2 / scale;
        return new Viewport(centerX, centerY, scale, width, height);
    }
}
