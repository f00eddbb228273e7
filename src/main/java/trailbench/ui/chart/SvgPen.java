package trailbench.ui.chart;

import java.util.Locale;
import javafx.scene.paint.Color;

/// Writes a poster as SVG 1.1: text stays text, a point is a circle that names its item.
final class SvgPen implements PosterPen {
    private final StringBuilder svg = new StringBuilder(1 << 16);

    /// @param title       what it is
    /// @param description how it was made
    SvgPen(double width, double height, Color background, String title, String description) {
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" role=\"img\""
                + " font-family=\"Inter, 'Noto Sans', 'Noto Sans CJK SC', 'DejaVu Sans', sans-serif\">%n", width, height, width, height);
        add("<title>%s</title>%n<desc>%s</desc>%n", escaped(title), escaped(description));
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>%n", hex(background));
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    /// Begins a group with attributes in common.
    void begin(String attributes) {
        add("<g %s>%n", attributes);
    }

    void end() {
        add("</g>%n");
    }

    /// Lines from corner to corner.
    void contours(ContourLines lines, Viewport view, Color colour) {
        for (int level = 0; level < ContourLines.INSIDE.length; level++) {
            add("<path fill=\"none\" stroke=\"%s\" stroke-opacity=\"%.2f\" stroke-width=\"1\" d=\"", hex(colour), 0.3 + 0.15 * level);
            for (int line = 0; line < lines.size(); line++) {
                if (lines.level()[line] == level) {
                    float[] ends = lines.ends();
                    add("M%.1f %.1fL%.1f %.1f",
                            view.screenX(ends[4 * line]), view.screenY(ends[4 * line + 1]),
                            view.screenX(ends[4 * line + 2]), view.screenY(ends[4 * line + 3]));
                }
            }
            add("\"/>%n");
        }
    }

    /// A point of the map.
    void point(double x, double y, double radius, int argb, double alpha, String title) {
        add("<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\" fill=\"#%06x\"", x, y, radius, argb & 0xFFFFFF);
        if (alpha < 1) {
            add(" fill-opacity=\"%.2f\"", alpha);
        }
        svg.append("><title>").append(escaped(title)).append("</title></circle>\n");
    }

    /// A name on a halo of the ground; `y` is the middle of the line.
    void name(String text, double x, double y, double size, Color colour, Color halo) {
        add("<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" dominant-baseline=\"central\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%.1f\""
                + " stroke-opacity=\"0.85\" stroke-linejoin=\"round\" paint-order=\"stroke\">", x, y, size, hex(colour), hex(halo), size * 0.34);
        svg.append(escaped(text)).append("</text>\n");
    }

    @Override
    public void disc(double x, double y, double radius, Color colour) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/>%n", x, y, radius, hex(colour));
    }

    @Override
    public void line(double fromX, double fromY, double toX, double toY, double width, Color colour) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>%n", fromX, fromY, toX, toY, hex(colour), width);
    }

    @Override
    public void text(String text, double x, double y, Type type, Color colour) {
        add("<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\"%s%s fill=\"%s\">", x, y, type.size(),
                type.bold() ? " font-weight=\"bold\"" : "", type.right() ? " text-anchor=\"end\"" : "", hex(colour));
        svg.append(escaped(text)).append("</text>\n");
    }

    String finished() {
        return svg + "</svg>\n";
    }

    private static String hex(Color colour) {
        return String.format(Locale.ROOT, "#%06x", MapTheme.argb(colour) & 0xFFFFFF);
    }

    /// As text of XML 1.0, which knows no control characters.
    static String escaped(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\t\\n\\r]]", " ")
                .replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
