package trailbench.ui.chart;

import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import trailbench.embedding.PointMap;
import trailbench.ui.fx.Messages;

/// A poster of a map: points, names of popular items, what the colours mean, how the map was made and what it leaves out.
///
/// Needs the FX thread, but no window and no display (`-Dglass.platform=Headless -Dprism.order=sw`).
public final class MapPicture {
    private static final double MARGIN = 40;
    private static final double HEAD = 104;
    private static final double FOOT = 58;
    private static final double LEGEND = 230;

    private final PointMapModel model = new PointMapModel();
    private final Messages words;
    private final MapTheme theme;
    private final double width;
    private final double height;
    private final double unit;

    private MapPicture(PointMap map, double width, double height, boolean dark, Messages words) {
        this.words = words;
        this.theme = dark ? MapTheme.DARK : MapTheme.LIGHT;
        this.width = width;
        this.height = height;
        this.unit = Math.clamp(Math.min(width / 1_440, height / 900), 0.5, 6);
        model.show(map);
        model.colourByProperty().set(bestColumn(map));
    }

    /// Writes a poster; to be called on the FX thread.
    ///
    /// @param width  pixels
    /// @param height pixels
    /// @param dark   light points on dark ground
    /// @throws trailbench.work.Fault.Work if the file cannot be written
    public static void write(PointMap map, Path png, int width, int height, boolean dark) {
        write(map, png, width, height, dark, Locale.ENGLISH);
    }

    /// As [#write(PointMap, Path, int, int, boolean)], in a language.
    public static void write(PointMap map, Path png, int width, int height, boolean dark, Locale locale) {
        PngFile.write(draw(map, width, height, dark, Messages.of(MapPicture.class, locale)), png);
    }

    static WritableImage draw(PointMap map, int width, int height, boolean dark, Messages words) {
        return new MapPicture(map, width, height, dark, words).picture();
    }

    /// The column that says most: categories that tell the points apart, else popularity.
    static String bestColumn(PointMap map) {
        return map.columns().entrySet().stream()
                .filter(column -> !column.getKey().equals(PointCloud.POPULARITY))
                .filter(column -> {
                    Colouring colouring = Colouring.of(column.getKey(), column.getValue());
                    return colouring.kind() == Colouring.Kind.CATEGORIES && colouring.tellsApart();
                })
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(PointCloud.POPULARITY);
    }

    private WritableImage picture() {
        Viewport view = Viewport.fitting(
                model.cloud(), width, height, MARGIN * unit * 1.4, HEAD * unit, (LEGEND + MARGIN) * unit, (FOOT + 30) * unit);
        byte[] styles = model.styles();
        PointLayer points = new PointLayer();
        points.paint(view, new PointLayer.Picture(model.cloud(), colours(), styles, 1.15 * unit, theme), 1);
        MapOverlay names = new MapOverlay();
        names.paint(view, 1, names(styles, view));
        Canvas frame = new Canvas(width, height);
        writeFrame(frame.getGraphicsContext2D());
        Group poster = new Group(points.node(), names.node(), frame);
        SnapshotParameters all = new SnapshotParameters();
        all.setViewport(new Rectangle2D(0, 0, width, height));
        all.setFill(theme.background());
        return poster.snapshot(all, null);
    }

    private int[] colours() {
        return theme.palette().colours(model.colouringProperty().get());
    }

    private MapOverlay.Picture names(byte[] styles, Viewport view) {
        double legendLeft = width - (LEGEND + MARGIN * 1.4) * unit;
        List<LabelPlacer.Box> covered = List.of(
                new LabelPlacer.Box(0, 0, width, HEAD * unit * 0.92),
                new LabelPlacer.Box(0, height - FOOT * unit, width, height),
                new LabelPlacer.Box(legendLeft, 0, width, (HEAD + 60 + 26 * model.colouringProperty().get().entries().size()) * unit));
        return new MapOverlay.Picture(
                model.cloud(),
                styles,
                PointLayer.radius(model.cloud().size(), view, 1.15 * unit),
                PointMapModel.NONE,
                PointMapModel.NONE,
                List.of(),
                new int[0],
                44,
                15 * unit,
                12.5 * unit,
                covered,
                theme);
    }

    private void writeFrame(GraphicsContext context) {
        context.setTextBaseline(VPos.BASELINE);
        double left = MARGIN * unit;
        MapWords about = new MapWords(words);
        write(context, about.caption(model.mapProperty().get()), left, 56 * unit, 27, FontWeight.BOLD, theme.foreground(), width - 2 * left);
        write(context, about.methodAndFaithfulness(model.mapProperty().get()), left, 84 * unit, 14.5, FontWeight.NORMAL, theme.muted(), width - 2 * left);
        double foot = height - 24 * unit;
        context.setStroke(theme.border());
        context.setLineWidth(Math.max(unit, 0.6));
        context.strokeLine(left, height - FOOT * unit, width - left, height - FOOT * unit);
        write(context, about.honestNote(model.mapProperty().get()), left, foot, 13, FontWeight.NORMAL, theme.muted(), width - 2 * left - 120 * unit);
        context.setTextAlign(TextAlignment.RIGHT);
        write(context, "Trailbench", width - left, foot, 13, FontWeight.BOLD, theme.muted(), 120 * unit);
        context.setTextAlign(TextAlignment.LEFT);
        writeLegend(context);
    }

    private void writeLegend(GraphicsContext context) {
        Colouring colouring = model.colouringProperty().get();
        double left = width - (LEGEND + MARGIN) * unit;
        double right = width - MARGIN * unit;
        double y = (HEAD + 26) * unit;
        write(context, MapWords.column(colouring.column(), words), left, y, 14, FontWeight.BOLD, theme.foreground(), LEGEND * unit);
        NumberFormat counts = NumberFormat.getIntegerInstance(words.locale());
        for (Colouring.Entry entry : colouring.entries()) {
            y += 26 * unit;
            double radius = 6 * unit;
            context.setFill(MapTheme.colour(theme.palette().colour(entry, colouring.kind())));
            context.fillOval(left, y - 11 * unit, 2 * radius, 2 * radius);
            write(context, MapLegend.text(entry, words), left + 22 * unit, y, 13, FontWeight.NORMAL, theme.foreground(), (LEGEND - 80) * unit);
            context.setTextAlign(TextAlignment.RIGHT);
            write(context, counts.format(entry.count()), right, y, 12, FontWeight.NORMAL, theme.muted(), 60 * unit);
            context.setTextAlign(TextAlignment.LEFT);
        }
        write(context, words.text("map.size.hint"), left, y + 34 * unit, 12, FontWeight.NORMAL, theme.muted(), LEGEND * unit);
    }

    /// Writes one line, cut short with an ellipsis where it would be wider than `most` pixels.
    private void write(GraphicsContext context, String text, double x, double y, double size, FontWeight weight, Color colour, double most) {
        Font font = Font.font(Font.getDefault().getFamily(), weight, size * unit);
        context.setFont(font);
        context.setFill(colour);
        context.fillText(cut(text, font, most), x, y);
    }

    private static String cut(String text, Font font, double most) {
        Text ruler = new Text(text);
        ruler.setFont(font);
        String cut = text;
        while (cut.length() > 1 && ruler.getLayoutBounds().getWidth() > most) {
            cut = LabelPlacer.shortened(cut, cut.length() - 1 - (cut.endsWith("…") ? 1 : 0));
            ruler.setText(cut);
        }
        return cut;
    }
}
