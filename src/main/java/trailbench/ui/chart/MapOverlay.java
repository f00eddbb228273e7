package trailbench.ui.chart;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import javafx.scene.transform.Transform;

/// What is drawn over the points: lines to neighbours, rings round picked points, names that avoid each other.
final class MapOverlay {
    private static final int CANDIDATES = 600;
    private static final int NAMED_NEIGHBOURS = 10;
    private static final int NAMED_MATCHES = 14;

    private final Canvas canvas = new Canvas();
    private final Map<String, Double> widths = new HashMap<>();
    private final Text ruler = new Text();
    private Font font = Font.getDefault();
    private Font strong = Font.getDefault();

    /// @param hovered    number of the point under the cursor, or [PointMapModel#NONE]
    /// @param matches    found by the search, the most popular first
    /// @param mostLabels names of popular points at most
    /// @param spacing    pixels kept free round a name
    /// @param keepFree   parts of the picture that other things cover
    record Picture(
            PointCloud cloud,
            byte[] styles,
            double radius,
            int selected,
            int hovered,
            List<PointMapModel.Near> neighbours,
            int[] matches,
            int mostLabels,
            double spacing,
            double fontSize,
            List<LabelPlacer.Box> keepFree,
            MapTheme theme) {}

    Canvas node() {
        return canvas;
    }

    /// @param density pixels of the canvas a unit of the scene
    void paint(Viewport view, double density, Picture picture) {
        canvas.setWidth(view.width() * density);
        canvas.setHeight(view.height() * density);
        canvas.getTransforms().setAll(Transform.scale(1 / density, 1 / density));
        useFont(picture.fontSize());
        GraphicsContext context = canvas.getGraphicsContext2D();
        context.setTransform(density, 0, 0, density, 0, 0);
        context.clearRect(0, 0, view.width(), view.height());
        if (picture.cloud().size() == 0) {
            return;
        }
        new Drawing(context, view, picture).draw();
    }

    private void useFont(double size) {
        if (font.getSize() != size || strong == font) {
            font = Font.font(Font.getDefault().getFamily(), FontWeight.NORMAL, size);
            strong = Font.font(Font.getDefault().getFamily(), FontWeight.BOLD, size);
            widths.clear();
        }
    }

    private double widthOf(String text, boolean bold) {
        if (widths.size() > 20_000) {
            widths.clear();
        }
        return widths.computeIfAbsent(bold ? "b" + text : "n" + text, key -> {
            ruler.setFont(bold ? strong : font);
            ruler.setText(text);
            return ruler.getLayoutBounds().getWidth();
        });
    }

    /// One painting.
    private final class Drawing {
        private final GraphicsContext context;
        private final Viewport view;
        private final Picture picture;
        private final LabelPlacer placer;
        private final Set<Integer> named = new HashSet<>();

        Drawing(GraphicsContext context, Viewport view, Picture picture) {
            this.context = context;
            this.view = view;
            this.picture = picture;
            this.placer = new LabelPlacer(view.width(), view.height(), picture.fontSize() * 1.45, picture.spacing());
            picture.keepFree().forEach(placer::keepFree);
        }

        void draw() {
            context.setLineCap(StrokeLineCap.ROUND);
            context.setLineJoin(StrokeLineJoin.ROUND);
            boolean picked = picture.selected() != PointMapModel.NONE;
            if (picked) {
                lines();
                ring(picture.selected(), 5, 2.5, picture.theme().accent());
                name(picture.selected(), true);
                picture.neighbours().stream().limit(NAMED_NEIGHBOURS).forEach(near -> name(near.point(), false));
            }
            if (picture.hovered() != PointMapModel.NONE && picture.hovered() != picture.selected()) {
                ring(picture.hovered(), 3, 1.5, picture.theme().foreground());
            }
            int matches = 0;
            for (int point : picture.matches()) {
                if (matches < NAMED_MATCHES && onScreen(point) && name(point, false)) {
                    matches++;
                }
            }
            if (picture.matches().length == 0 && !picked) {
                popular();
            }
        }

        /// From the selected point to its neighbours: the nearer in the original space, the stronger.
        private void lines() {
            double x = screenX(picture.selected());
            double y = screenY(picture.selected());
            for (PointMapModel.Near near : picture.neighbours()) {
                if (near.point() != PointMapModel.NONE) {
                    double strength = Math.clamp(near.cosine(), 0.15, 1);
                    context.setStroke(picture.theme().accent().deriveColor(0, 1, 1, 0.25 + 0.65 * strength));
                    context.setLineWidth(0.8 + 1.4 * strength);
                    context.strokeLine(x, y, screenX(near.point()), screenY(near.point()));
                }
            }
            for (PointMapModel.Near near : picture.neighbours()) {
                if (near.point() != PointMapModel.NONE) {
                    ring(near.point(), 2.5, 1.5, picture.theme().accent());
                }
            }
        }

        private void popular() {
            int[] order = picture.cloud().order();
            int labels = 0;
            int seen = 0;
            for (int i = order.length - 1; i >= 0 && labels < picture.mostLabels() && seen < CANDIDATES; i--) {
                int point = order[i];
                if (picture.styles()[point] == PointPainter.SHOWN && onScreen(point)) {
                    seen++;
                    labels += name(point, false) ? 1 : 0;
                }
            }
        }

        private void ring(int point, double distance, double width, Color colour) {
            double radius = radiusOf(point) + distance;
            double x = screenX(point);
            double y = screenY(point);
            context.setStroke(picture.theme().background());
            context.setLineWidth(width + 2.5);
            context.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
            context.setStroke(colour);
            context.setLineWidth(width);
            context.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
        }

        private boolean name(int point, boolean bold) {
            if (point == PointMapModel.NONE || !named.add(point)) {
                return false;
            }
            String text = LabelPlacer.shortened(picture.cloud().map().titles().get(point), bold ? 60 : 30);
            return placer.place(point, text, widthOf(text, bold), screenX(point), screenY(point), radiusOf(point) + (bold ? 6 : 0))
                    .map(label -> write(label, bold))
                    .orElse(false);
        }

        private boolean write(LabelPlacer.Label label, boolean bold) {
            context.setFont(bold ? strong : font);
            context.setTextAlign(TextAlignment.LEFT);
            context.setTextBaseline(VPos.CENTER);
            context.setStroke(picture.theme().background().deriveColor(0, 1, 1, 0.85));
            context.setLineWidth(4);
            context.strokeText(label.text(), label.x(), label.y());
            context.setFill(picture.theme().foreground());
            context.fillText(label.text(), label.x(), label.y());
            return true;
        }

        private boolean onScreen(int point) {
            double x = screenX(point);
            double y = screenY(point);
            return x >= 0 && y >= 0 && x <= view.width() && y <= view.height();
        }

        private double radiusOf(int point) {
            return PointPainter.radiusOf(picture.radius(), picture.cloud().weight()[point]);
        }

        private double screenX(int point) {
            return view.screenX(picture.cloud().x()[point]);
        }

        private double screenY(int point) {
            return view.screenY(picture.cloud().y()[point]);
        }
    }
}
