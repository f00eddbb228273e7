package trailbench.ui.chart;

import java.util.stream.IntStream;

/// Draws points as soft discs into an array of pixels: the picture is cut into bands of rows, which all processors draw at once, with no
/// object a point, so 100,000 points follow the mouse.
///
/// A disc's coverage is looked up in a stamp made once for each radius (in quarter pixels) and place within the pixel (quarters).
final class PointPainter {
    private static final int QUARTERS = 4;
    private static final int LARGEST = 40 * QUARTERS;
    private static final int[] REACHES = reaches();
    /// Keeps places left of the picture positive.
    private static final int OFFSET = 1 << 12;
    private static final int FEWEST_BANDS = 4;
    private static final int MOST_RIMMED = 20_000;

    static final byte SHOWN = 0;
    static final byte FAINT = 1;
    static final byte HIDDEN = 2;
    static final byte MATCH = 3;

    /// `[radius · 4][16 places]` coverage 0 to 255 of a square of `2 · reach + 1` pixels a side.
    private final byte[][][] stamps = new byte[LARGEST + 1][][];
    private final Placed placed = new Placed();

    /// What to draw.
    ///
    /// @param view   in pixels of the array
    /// @param radius pixels, of a point of size 1
    /// @param alpha  0 to 1, of points that are not faint
    record Frame(Viewport view, DrawnPoints points, double radius, double alpha, int background) {}

    /// Draws what lies under the points of some rows.
    @FunctionalInterface
    interface Ground {
        void rows(int from, int to);
    }

    /// Radius in pixels that suits so many points on so many pixels, grown by the square root of the zoom's square root.
    static double radius(int points, double width, double height, double zoom) {
        double spacing = Math.sqrt(width * height / Math.max(points, 1));
        return Math.clamp(Math.clamp(0.19 * spacing, 1.3, 5.0) * Math.pow(Math.max(zoom, 0.05), 0.38), 0.8, 14);
    }

    /// Heavy points are larger: from 0.6 to 1.75 times the radius of the picture.
    static double radiusOf(double radius, float weight) {
        return radius * (0.6 + 1.15 * weight * Math.sqrt(weight));
    }

    /// The more points, the more each lets through; zooming in makes them solid.
    static double alpha(int points, double zoom) {
        double crowd = Math.clamp(Math.log10(Math.max(points, 1) / 3_000.0) / 1.6, 0, 1);
        return Math.clamp(0.92 - 0.42 * crowd / Math.max(Math.sqrt(zoom), 1), 0.4, 0.92);
    }

    /// Works out where each point that can be seen lies and how it looks. Nothing is drawn yet, so this may go on beside other work.
    void place(Frame frame, int width, int height) {
        DrawnPoints points = frame.points();
        placed.begin(points.count());
        boolean rims = points.points() <= MOST_RIMMED;
        double scale = frame.view().scale();
        double x0 = frame.view().screenX(0);
        double y0 = frame.view().screenY(0);
        double largest = 2 * frame.radius() + 3;
        for (int i = 0; i < points.count(); i++) {
            double x = x0 + points.x()[i] * scale;
            double y = y0 - points.y()[i] * scale;
            if (x > -largest && y > -largest && x < width + largest && y < height + largest) {
                byte style = points.styles()[i];
                double radius = frame.radius() * points.size()[i];
                if (style == MATCH || rims && style == SHOWN) {
                    add(x, y, radius + Math.min(0.35 * radius, 1.0), frame.background(), 192);
                }
                add(x, y, radius, points.colours()[i], style == MATCH ? 256 : (int) (256 * (style == SHOWN ? frame.alpha() : 0.16 * frame.alpha())));
            }
        }
    }

    /// Draws what was placed.
    ///
    /// @param pixels `[height * width]` opaque ARGB
    /// @param ground drawn first, row by row
    void paint(int[] pixels, int width, int height, Ground ground) {
        int bands = Math.min(height, Math.max(FEWEST_BANDS, 4 * Runtime.getRuntime().availableProcessors()));
        IntStream.range(0, bands).parallel().forEach(band -> {
            int from = (int) ((long) height * band / bands);
            int to = (int) ((long) height * (band + 1) / bands);
            ground.rows(from, to);
            band(pixels, width, from, to);
        });
    }

    private void add(double x, double y, double radius, int colour, int opacity) {
        int size = Math.clamp((int) (radius * QUARTERS + 0.5), 2, LARGEST);
        if (stamps[size] == null) {
            stamps[size] = stampsOf(size);
        }
        int quarterX = (int) ((x + OFFSET) * QUARTERS);
        int quarterY = (int) ((y + OFFSET) * QUARTERS);
        placed.add(
                (quarterX >> 2) - OFFSET,
                (quarterY >> 2) - OFFSET,
                opacity << 16 | size << 4 | (quarterY & 3) << 2 | quarterX & 3,
                colour);
    }

    private void band(int[] pixels, int width, int from, int to) {
        for (int i = 0; i < placed.count; i++) {
            int size = placed.shape[i] >> 4 & 0xFFF;
            int reach = reach(size);
            int top = placed.top[i];
            if (top + reach >= from && top - reach < to) {
                disc(pixels, width, from, to, i, size, reach);
            }
        }
    }

    private void disc(int[] pixels, int width, int from, int to, int i, int size, int reach) {
        int left = placed.left[i];
        int top = placed.top[i];
        byte[] stamp = stamps[size][placed.shape[i] & 15];
        int side = 2 * reach + 1;
        int colour = placed.colour[i];
        int opacity = placed.shape[i] >>> 16;
        int redBlue = colour & 0xFF00FF;
        int green = colour & 0x00FF00;
        int firstRow = Math.max(0, from - top + reach);
        int lastRow = Math.min(side, to - top + reach);
        int firstColumn = Math.max(0, reach - left);
        int lastColumn = Math.min(side, width - left + reach);
        for (int row = firstRow; row < lastRow; row++) {
            int at = (top - reach + row) * width + left - reach;
            int in = row * side;
            for (int column = firstColumn; column < lastColumn; column++) {
                int cover = (stamp[in + column] & 0xFF) * opacity >> 8;
                if (cover != 0) {
                    cover += cover >> 7; // 255 covers wholly
                    int under = pixels[at + column];
                    int rest = 256 - cover;
                    pixels[at + column] = 0xFF000000
                            | ((under & 0xFF00FF) * rest + redBlue * cover >>> 8 & 0xFF00FF)
                            | ((under & 0x00FF00) * rest + green * cover >>> 8 & 0x00FF00);
                }
            }
        }
    }

    static int reach(int size) {
        return REACHES[size];
    }

    /// Pixels round the middle one of which some are covered, wherever within its pixel the middle lies: at most 3/8 of a pixel from its centre.
    private static int[] reaches() {
        int[] reaches = new int[LARGEST + 1];
        for (int size = 0; size < reaches.length; size++) {
            double radius = (double) size / QUARTERS;
            reaches[size] = (int) Math.ceil(radius + fade(radius) + 0.375) - 1;
        }
        return reaches;
    }

    /// Half the width of the edge, over which coverage falls from all to none.
    private static double fade(double radius) {
        return Math.clamp(0.14 * radius, 0.5, 0.9);
    }

    private static byte[][] stampsOf(int size) {
        byte[][] made = new byte[QUARTERS * QUARTERS][];
        for (int place = 0; place < made.length; place++) {
            made[place] = disc(size, (place % QUARTERS + 0.5) / QUARTERS, (place / QUARTERS + 0.5) / QUARTERS);
        }
        return made;
    }

    /// Full inside, fading over the outer pixel; of large discs a little longer, so that they look soft.
    private static byte[] disc(int size, double insideX, double insideY) {
        int reach = reach(size);
        int side = 2 * reach + 1;
        double radius = (double) size / QUARTERS;
        byte[] stamp = new byte[side * side];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                stamp[row * side + column] = (byte) coverage(radius, column - reach + 0.5 - insideX, row - reach + 0.5 - insideY);
            }
        }
        return stamp;
    }

    /// 0 to 255, at a place counted from the middle of a disc.
    static long coverage(double radius, double right, double down) {
        double fade = fade(radius);
        return Math.round(255 * Math.clamp((radius + fade - Math.hypot(right, down)) / (2 * fade), 0, 1));
    }

    /// Discs of one frame, in the order of drawing; the arrays are kept from frame to frame.
    private static final class Placed {
        private int count;
        private int[] left = new int[0];
        private int[] top = new int[0];
        /// Opacity (0 to 256), radius in quarter pixels and place within the pixel, from the highest bits to the lowest.
        private int[] shape = new int[0];
        private int[] colour = new int[0];

        void begin(int points) {
            count = 0;
            if (left.length < 2 * points) {
                left = new int[2 * points];
                top = new int[2 * points];
                shape = new int[2 * points];
                colour = new int[2 * points];
            }
        }

        void add(int x, int y, int stamp, int paint) {
            left[count] = x;
            top[count] = y;
            shape[count] = stamp;
            colour[count++] = paint;
        }
    }
}
