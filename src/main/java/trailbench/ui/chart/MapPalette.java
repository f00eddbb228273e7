package trailbench.ui.chart;

/// The colours of points, for people who see all colours and those who do not.
///
/// Categories: the hues of M. Okabe and K. Ito, "Color universal design" (2008), the yellow darkened on light ground and the black
/// replaced by wine so that it shows on both. Scales: viridis (N. Smith, S. van der Walt, "A better default colormap for
/// Matplotlib", SciPy 2015), run so that more is always further from the ground: towards yellow on dark, towards purple on light.
///
/// Colours are opaque ARGB.
enum MapPalette {
    LIGHT(
            new int[] {0xFF0072B2, 0xFFE08E00, 0xFF009E73, 0xFFD24D00, 0xFF4FA9DD, 0xFFC4679A, 0xFFB5A100, 0xFF7A2355},
            0xFFA3A9B1,
            0.90,
            0.0),
    DARK(
            new int[] {0xFF3D9BE0, 0xFFF0A81E, 0xFF17BF92, 0xFFF0713A, 0xFF86D0FA, 0xFFE38CBC, 0xFFF0E442, 0xFFB55A8E},
            0xFF6B737D,
            0.16,
            1.0);

    /// Viridis at 0, 1/8 … 1.
    private static final int[] VIRIDIS = {
        0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725
    };

    private final int[] categories;
    private final int other;
    private final double lowest;
    private final double highest;

    MapPalette(int[] categories, int other, double lowest, double highest) {
        this.categories = categories;
        this.other = other;
        this.lowest = lowest;
        this.highest = highest;
    }

    static MapPalette on(int background) {
        return luminance(background) < 0.5 ? DARK : LIGHT;
    }

    int other() {
        return other;
    }

    /// The colour at a place of the scale in [0, 1].
    int scale(double position) {
        double at = (lowest + (highest - lowest) * Math.clamp(position, 0, 1)) * (VIRIDIS.length - 1);
        int left = Math.min((int) at, VIRIDIS.length - 2);
        return mix(0xFF000000 | VIRIDIS[left], 0xFF000000 | VIRIDIS[left + 1], at - left);
    }

    int colour(Colouring.Entry entry, Colouring.Kind kind) {
        if (entry.role() != Colouring.Role.VALUE) {
            return other;
        }
        return kind == Colouring.Kind.CATEGORIES ? categories[(int) entry.position() % categories.length] : scale(entry.position());
    }

    /// The colour of every point.
    int[] colours(Colouring colouring) {
        int[] entryOf = colouring.entryOf();
        int[] colours = new int[entryOf.length];
        int[] ofEntry = colouring.entries().stream().mapToInt(e -> colour(e, colouring.kind())).toArray();
        boolean scale = colouring.kind() != Colouring.Kind.CATEGORIES;
        for (int i = 0; i < colours.length; i++) {
            boolean value = colouring.entries().get(entryOf[i]).role() == Colouring.Role.VALUE;
            colours[i] = scale && value ? scale(colouring.position()[i]) : ofEntry[entryOf[i]];
        }
        return colours;
    }

    static int mix(int from, int to, double share) {
        int mixed = 0xFF;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 0xFF;
            int b = to >> shift & 0xFF;
            mixed = mixed << 8 | (int) Math.round(a + (b - a) * share);
        }
        return mixed;
    }

    private static double luminance(int argb) {
        return (0.2126 * (argb >> 16 & 0xFF) + 0.7152 * (argb >> 8 & 0xFF) + 0.0722 * (argb & 0xFF)) / 255;
    }
}
