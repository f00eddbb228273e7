package trailbench.ui.chart;

/// Draws short straight lines smoothly into an array of pixels, some rows at a time, so that several threads can share a picture.
///
/// @param ends  `[S][4]` pixels, one after the other
/// @param level `[S]` 0 faintest to 2 strongest
/// @param width pixels
record LinePainter(float[] ends, byte[] level, int colour, double width) {
    private static final int[] STRENGTH = {70, 105, 140};

    /// @param pixels `[height * across]` opaque ARGB
    void rows(int[] pixels, int across, int from, int to) {
        for (int line = 0; line < level.length; line++) {
            int at = 4 * line;
            float top = Math.min(ends[at + 1], ends[at + 3]);
            float bottom = Math.max(ends[at + 1], ends[at + 3]);
            float left = Math.min(ends[at], ends[at + 2]);
            float right = Math.max(ends[at], ends[at + 2]);
            if (bottom >= from - 2 && top <= to + 2 && right >= -2 && left <= across + 2) {
                boolean steep = bottom - top > right - left;
                walk(pixels, across, from, to, at, steep, STRENGTH[level[line]]);
            }
        }
    }

    /// Along the longer axis, pixel by pixel; across it, the pixels that the line's width touches.
    private void walk(int[] pixels, int across, int from, int to, int at, boolean steep, int strength) {
        int along = steep ? 1 : 0;
        boolean forth = ends[at + along] <= ends[at + 2 + along];
        int first = forth ? at : at + 2;
        int last = forth ? at + 2 : at;
        double start = ends[first + along];
        double end = ends[last + along];
        double startAside = ends[first + 1 - along];
        double slope = end == start ? 0 : (ends[last + 1 - along] - startAside) / (end - start);
        double shorter = 1 / Math.sqrt(1 + slope * slope);
        int most = steep ? to : across;
        int least = steep ? from : 0;
        int until = (int) Math.min(Math.ceil(end - 0.5), most);
        for (int step = (int) Math.max(Math.ceil(start - 0.5), least); step < until; step++) {
            double aside = startAside + slope * (step + 0.5 - start);
            int middle = (int) Math.floor(aside);
            for (int side = middle - 1; side <= middle + 1; side++) {
                double distance = Math.abs(side + 0.5 - aside) * shorter;
                int cover = (int) (strength * Math.clamp(width / 2 + 0.5 - distance, 0, 1));
                int x = steep ? side : step;
                int y = steep ? step : side;
                if (cover > 0 && x >= 0 && x < across && y >= from && y < to) {
                    blend(pixels, y * across + x, cover);
                }
            }
        }
    }

    private void blend(int[] pixels, int at, int cover) {
        int under = pixels[at];
        int rest = 256 - cover;
        pixels[at] = 0xFF000000
                | ((under & 0xFF00FF) * rest + (colour & 0xFF00FF) * cover >>> 8 & 0xFF00FF)
                | ((under & 0x00FF00) * rest + (colour & 0x00FF00) * cover >>> 8 & 0x00FF00);
    }
}
