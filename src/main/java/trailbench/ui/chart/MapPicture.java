package trailbench.ui.chart;

import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import trailbench.embedding.PointMap;
import trailbench.ui.fx.Messages;

/// A poster of a map: points, names of popular items, what the colours mean, how the map was made and what it leaves out; as PNG or SVG.
///
/// Needs the FX thread, but no window and no display (`-Dglass.platform=Headless -Dprism.order=sw`).
public final class MapPicture {
    private static final double MARGIN = 40;
    private static final double HEAD = 104;
    private static final double FOOT = 58;
    private static final double LEGEND = 230;
    private static final double WIDTH_IN_SIGHT = 2_400;
    private static final double HEIGHT_IN_SIGHT = 1_500;
    private static final double CLOSER = 1.15;

    private final PointMapModel model;
    private final Messages words;
    private final MapTheme theme;
    private final double width;
    private final double height;
    private final double unit;
    private final Viewport view;
    private final double zoom;
    private final MapLook look;

    private MapPicture(PointMapModel model, Optional<Sight> sight, double width, double height, MapTheme theme, Messages words) {
        this.model = model;
        this.words = words;
        this.theme = theme;
        this.width = width;
        this.height = height;
        this.unit = Math.clamp(Math.min(width / 1_440, height / 900), 0.5, 6);
        this.view = sight.map(this::looking).orElseGet(this::all);
        this.zoom = sight.map(Sight::zoom).orElse(CLOSER) * unit;
        this.look = MapLook.of(model, theme);
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

    /// As [#write(PointMap, Path, int, int, boolean)], in lines and circles.
    public static void writeSvg(PointMap map, Path svg, int width, int height, boolean dark) {
        of(map, width, height, dark, Messages.of(MapPicture.class, Locale.ENGLISH)).writeSvg(svg);
    }

    static WritableImage draw(PointMap map, int width, int height, boolean dark, Messages words) {
        return of(map, width, height, dark, words).picture();
    }

    static MapPicture of(PointMap map, int width, int height, boolean dark, Messages words) {
        PointMapModel model = new PointMapModel();
        model.show(map);
        model.colourByProperty().set(bestColumn(map));
        return new MapPicture(model, Optional.empty(), width, height, dark ? MapTheme.DARK : MapTheme.LIGHT, words);
    }

    /// What a window shows of its map, coloured and filtered as there.
    static MapPicture inSight(PointMapModel model, Sight sight, MapTheme theme, Messages words) {
        return new MapPicture(model, Optional.of(sight), WIDTH_IN_SIGHT, HEIGHT_IN_SIGHT, theme, words);
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

    private Viewport all() {
        return Viewport.fitting(
                model.cloud(), width, height, MARGIN * unit * 1.4, HEAD * unit, (LEGEND + MARGIN) * unit, (FOOT + 30) * unit);
    }

    /// What is in sight, between head, foot and legend.
    private Viewport looking(Sight sight) {
        double left = MARGIN * unit;
        double right = (LEGEND + 1.5 * MARGIN) * unit;
        double top = HEAD * unit;
        double bottom = (FOOT + 10) * unit;
        double scale = Math.min((width - left - right) / sight.across(), (height - top - bottom) / sight.down());
        return new Viewport(sight.x() + (right - left) / 2 / scale, sight.y() - (bottom - top) / 2 / scale, scale, width, height);
    }

    WritableImage picture() {
        PointLayer points = new PointLayer();
        points.paint(view, new PointLayer.Picture(model.cloud(), look, zoom, theme), 1);
        MapOverlay names = new MapOverlay();
        names.paint(view, 1, names(), false);
        Canvas frame = new Canvas(width, height);
        writeFrame(new PosterPen.OnCanvas(frame.getGraphicsContext2D()));
        Group poster = new Group(points.node(), names.node(), frame);
        SnapshotParameters all = new SnapshotParameters();
        all.setViewport(new Rectangle2D(0, 0, width, height));
        all.setFill(theme.background());
        return poster.snapshot(all, null);
    }

    /// @throws trailbench.work.Fault.Work if the file cannot be written
    void writeSvg(Path file) {
        MapWords about = new MapWords(words);
        PointMap map = model.mapProperty().get();
        SvgPen pen = new SvgPen(width, height, theme.background(), about.caption(map), about.methodAndFaithfulness(map) + ". " + about.honestNote(map));
        pen.contours(look.contours(), view, theme.muted());
        writePoints(pen);
        MapOverlay names = new MapOverlay();
        names.paint(view, 1, names(), false);
        for (LabelPlacer.Label label : names.placed()) {
            pen.name(label.text(), label.x(), label.y(), 12.5 * unit, theme.foreground(), theme.background());
        }
        writeFrame(pen);
        PngFile.aside(file, aside -> java.nio.file.Files.writeString(aside, pen.finished()));
    }

    private void writePoints(SvgPen pen) {
        PointCloud cloud = model.cloud();
        double radius = PointLayer.radius(cloud.size(), view, zoom);
        double alpha = PointPainter.alpha(cloud.size(), zoom);
        pen.begin(cloud.size() <= 20_000 ? "stroke=\"#%06x\" stroke-width=\"%s\"".formatted(MapTheme.argb(theme.background()) & 0xFFFFFF, 0.7 * unit) : "stroke=\"none\"");
        for (byte wanted : new byte[] {PointPainter.FAINT, PointPainter.SHOWN, PointPainter.MATCH}) {
            for (int point : cloud.order()) {
                double x = view.screenX(cloud.x()[point]);
                double y = view.screenY(cloud.y()[point]);
                if (look.styles()[point] == wanted && x > 0 && y > 0 && x < width && y < height) {
                    double seen = wanted == PointPainter.MATCH ? 1 : wanted == PointPainter.SHOWN ? alpha : 0.16 * alpha;
                    PointMap map = model.mapProperty().get();
                    pen.point(x, y, PointPainter.radiusOf(radius, look.weights()[point]), look.colours()[point], seen, map.titles().get(point) + " · " + map.ids().get(point));
                }
            }
        }
        pen.end();
    }

    private MapOverlay.Picture names() {
        double legendLeft = width - (LEGEND + MARGIN * 1.4) * unit;
        List<LabelPlacer.Box> covered = List.of(
                new LabelPlacer.Box(0, 0, width, HEAD * unit * 0.92),
                new LabelPlacer.Box(0, height - FOOT * unit, width, height),
                new LabelPlacer.Box(legendLeft, 0, width, (HEAD + 60 + 26 * model.colouringProperty().get().entries().size()) * unit));
        return new MapOverlay.Picture(
                model.cloud(),
                look,
                PointLayer.radius(model.cloud().size(), view, zoom),
                model.selectedProperty().get(),
                PointMapModel.NONE,
                model.neighboursProperty().get(),
                new double[0],
                model.namesProperty().get(),
                44,
                15 * unit,
                12.5 * unit,
                covered,
                theme);
    }

    private void writeFrame(PosterPen pen) {
        double left = MARGIN * unit;
        MapWords about = new MapWords(words);
        PointMap map = model.mapProperty().get();
        write(pen, captionAndShown(about, map), left, 56 * unit, new PosterPen.Type(27 * unit, true, false), theme.foreground(), width - 2 * left);
        write(pen, about.methodAndFaithfulness(map), left, 84 * unit, plain(14.5), theme.muted(), width - 2 * left);
        double foot = height - 24 * unit;
        pen.line(left, height - FOOT * unit, width - left, height - FOOT * unit, Math.max(unit, 0.6), theme.border());
        write(pen, about.honestNote(map), left, foot, plain(13), theme.muted(), width - 2 * left - 120 * unit);
        write(pen, "Trailbench", width - left, foot, new PosterPen.Type(13 * unit, true, true), theme.muted(), 120 * unit);
        writeLegend(pen);
    }

    /// `The 2,000 items with the most training events, of 3,184 · 120 shown`.
    private String captionAndShown(MapWords about, PointMap map) {
        long shown = IntStream.range(0, map.size()).filter(model::shown).count();
        return shown == map.size() ? about.caption(map) : about.caption(map) + " · " + words.text("map.poster.shown", shown);
    }

    private PosterPen.Type plain(double size) {
        return new PosterPen.Type(size * unit, false, false);
    }

    private void writeLegend(PosterPen pen) {
        Colouring colouring = model.colouringProperty().get();
        double left = width - (LEGEND + MARGIN) * unit;
        double right = width - MARGIN * unit;
        double y = (HEAD + 26) * unit;
        write(pen, MapWords.column(colouring.column(), words), left, y, new PosterPen.Type(14 * unit, true, false), theme.foreground(), LEGEND * unit);
        NumberFormat counts = NumberFormat.getIntegerInstance(words.locale());
        for (int number = 0; number < colouring.entries().size(); number++) {
            Colouring.Entry entry = colouring.entries().get(number);
            y += 26 * unit;
            Color colour = MapTheme.colour(theme.palette().colour(entry, colouring.kind()));
            boolean hidden = model.hiddenEntries().contains(number);
            pen.disc(left + 6 * unit, y - 5 * unit, 6 * unit, hidden ? colour.interpolate(theme.background(), 0.75) : colour);
            write(pen, MapLegend.text(colouring, entry, words), left + 22 * unit, y, plain(13), hidden ? theme.border() : theme.foreground(), (LEGEND - 80) * unit);
            write(pen, counts.format(entry.count()), right, y, new PosterPen.Type(12 * unit, false, true), hidden ? theme.border() : theme.muted(), 60 * unit);
        }
        writeSize(pen, left, y + 34 * unit);
    }

    private void writeSize(PosterPen pen, double left, double y) {
        String column = model.sizeByProperty().get();
        if (!column.equals(PointSizes.ALIKE)) {
            write(pen, words.text("map.size.hint", MapWords.column(column, words)), left, y, plain(12), theme.muted(), LEGEND * unit);
        }
    }

    /// Writes one line, cut short with an ellipsis where it would be wider than `most` pixels.
    private static void write(PosterPen pen, String text, double x, double y, PosterPen.Type type, Color colour, double most) {
        pen.text(cut(text, type.font(), most), x, y, type, colour);
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
