package trailbench.ui.chart;

import javafx.scene.paint.Color;

/// The colours of a map beside those of its points, taken from the window's theme, or from GitHub's Primer for posters.
record MapTheme(Color background, Color foreground, Color muted, Color border, Color accent, Color warning) {
    static final MapTheme LIGHT =
            new MapTheme(Color.web("#ffffff"), Color.web("#24292f"), Color.web("#57606a"), Color.web("#d0d7de"), Color.web("#0969da"), Color.web("#bc4c00"));
    static final MapTheme DARK =
            new MapTheme(Color.web("#0d1117"), Color.web("#e6edf3"), Color.web("#8b949e"), Color.web("#30363d"), Color.web("#58a6ff"), Color.web("#f0883e"));

    MapPalette palette() {
        return MapPalette.on(argb(background));
    }

    /// Opaque ARGB.
    static int argb(Color colour) {
        return 0xFF000000
                | (int) Math.round(colour.getRed() * 255) << 16
                | (int) Math.round(colour.getGreen() * 255) << 8
                | (int) Math.round(colour.getBlue() * 255);
    }

    static Color colour(int argb) {
        return Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF);
    }
}
