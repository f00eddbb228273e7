package trailbench.ui.chart;

import java.util.Arrays;

/// Draws points as smooth discs into an array of pixels: one pass, no object a point, so 100,000 points follow the mouse.
///
/// A disc's coverage is looked up in a stamp made once for each radius (in quarter pixels) and place within the pixel (quarters).
final class PointPainter {
    private static final int QUARTERS = 4;
    private static final int LARGEST = 40 * QUARTERS;

    /// `[radius · 4][16 places]` coverage 0 to 255 of a square of `2 · reach + 1` pixels a side.
    private final byte[][][] stamps = new byte[LARGEST + 1][][];

    /// What to draw.
    ///
    /// @param view    in pixels of the array
    /// @param colours `[N]` opaque ARGB
    /// @param styles  `[N]` one of the constants below
    /// @param radius  pixels, of a point of middle weight
    /// @param alpha   0 to 1, of points that are not faint
    record Frame(Viewport view, PointCloud cloud, int[] colours, byte[] styles, double radius, double alpha, int background) {
        double radiusOf(int point) {
            return PointPainter.radiusOf(radius, cloud.weight()[point]);
        }
    }

    static final byte SHOWN = 0;
    static final byte FAINT = 1;
    static final byte HIDDEN = 2;
    static final byte MATCH = 3;

    /// Radius in pixels that suits so many points on so many pixels, grown by the square root of the zoom's square root.
    static double radius(int points, double width, double height, double zoom) {
        double spacing = Math.sqrt(width * height / Math.max(points, 1));
        return Math.clamp(Math.clamp(0.19 * spacing, 1.3, 5.0) * Math.pow(Math.max(zoom, 0.05), 0.38), 0.8, 14);
    }

    /// Popular points are larger: from 0.6 to 1.75 times the radius of the picture.
    static double radiusOf(double radius, float weight) {
        return radius * (0.6 + 1.15 * weight * Math.sqrt(weight));
    }

    /// The more points, the more each lets through; zooming in makes them solid.
    static double alpha(int points, double zoom) {
        double crowd = Math.clamp(Math.log10(Math.max(points, 1) / 3_000.0) / 1.6, 0, 1);
        return Math.clamp(0.92 - 0.42 * crowd / Math.max(Math.sqrt(zoom), 1), 0.4, 0.92);
    }

    /// @param pixels `[height * width]` opaque ARGB, drawn over
    void paint(int[] pixels, int width, int height, Frame frame) {
        boolean rims = frame.cloud().size() <= 20_000;
        for (int point : frame.cloud().order()) {
            byte style = frame.styles()[point];
            if (style == SHOWN || style == FAINT) {
                paint(pixels, width, height, frame, point, style == SHOWN ? frame.alpha() : frame.alpha() * 0.16, rims && style == SHOWN);
            }
        }
        for (int point : frame.cloud().order()) {
            if (frame.styles()[point] == MATCH) {
                paint(pixels, width, height, frame, point, 1, true);
            }
        }
    }

    private void paint(int[] pixels, int width, int height, Frame frame, int point, double alpha, boolean rim) {
        double x = frame.view().screenX(frame.cloud().x()[point]);
        double y = frame.view().screenY(frame.cloud().y()[point]);
        double radius = frame.radiusOf(point);
        if (x < -radius - 2 || y < -radius - 2 || x > width + radius + 2 || y > height + radius + 2) {
            return;
        }
        if (rim) {
            disc(pixels, width, height, x, y, radius + Math.min(0.35 * radius, 1.0), frame.background(), 0.75);
        }
        disc(pixels, width, height, x, y, radius, frame.colours()[point], alpha);
    }

    private void disc(int[] pixels, int width, int height, double x, double y, double radius, int colour, double alpha) {
        int size = Math.clamp((int) Math.round(radius * QUARTERS), 2, LARGEST);
        int reach = reach(size);
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        int place = (int) ((y - top) * QUARTERS) * QUARTERS + (int) ((x - left) * QUARTERS);
        byte[] stamp = stamp(size)[place];
        int side = 2 * reach + 1;
        int opacity = (int) Math.round(alpha * 256);
        int red = colour >> 16 & 0xFF;
        int green = colour >> 8 & 0xFF;
        int blue = colour & 0xFF;
        int firstRow = Math.max(0, reach - top);
        int lastRow = Math.min(side, height - top + reach);
        int firstColumn = Math.max(0, reach - left);
        int lastColumn = Math.min(side, width - left + reach);
        for (int row = firstRow; row < lastRow; row++) {
            int at = (top - reach + row) * width + left - reach;
            int from = row * side;
            for (int column = firstColumn; column < lastColumn; column++) {
                int cover = (stamp[from + column] & 0xFF) * opacity >> 8;
                if (cover != 0) {
                    int under = pixels[at + column];
                    int rest = 255 - cover;
                    int r = (red * cover + (under >> 16 & 0xFF) * rest + 127) / 255;
                    int g = (green * cover + (under >> 8 & 0xFF) * rest + 127) / 255;
                    int b = (blue * cover + (under & 0xFF) * rest + 127) / 255;
                    pixels[at + column] = 0xFF000000 | r << 16 | g << 8 | b;
                }
            }
        }
    }

    private static int reach(int size) {
        return (size + QUARTERS - 1) / QUARTERS + 1;
    }

    private byte[][] stamp(int size) {
        if (stamps[size] == null) {
            byte[][] made = new byte[QUARTERS * QUARTERS][];
            for (int place = 0; place < made.length; place++) {
                made[place] = disc(size, (place % QUARTERS + 0.5) / QUARTERS, (place / QUARTERS + 0.5) / QUARTERS);
            }
            stamps[size] = made;
        }
        return stamps[size];
    }

    private static byte[] disc(int size, double insideX, double insideY) {
        int reach = reach(size);
        int side = 2 * reach + 1;
        double radius = (double) size / QUARTERS;
        byte[] stamp = new byte[side * side];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double distance = Math.hypot(column - reach + 0.5 - insideX, row - reach + 0.5 - insideY);
                stamp[row * side + column] = (byte) Math.round(255 * Math.clamp(radius + 0.5 - distance, 0, 1));
            }
        }
        return stamp;
    }

    static void fill(int[] pixels, int background) {
        Arrays.fill(pixels, background);
    }
}
