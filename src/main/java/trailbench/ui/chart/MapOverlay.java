package trailbench.ui.chart;

import java.util.List;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Transform;

/// What is drawn over the points: lines to neighbours, rings round picked points, the shape that is being drawn round points, and names.
final class MapOverlay {
    private static final int CANDIDATES = 600;
    private static final int NAMED_NEIGHBOURS = 10;
    private static final int NAMED_MATCHES = 14;

    private final Canvas canvas = new Canvas();
    private final MapLabels labels = new MapLabels(PointCloud.of(PointMapModel.EMPTY));
    private final Group node = new Group(canvas, labels.node());

    MapOverlay() {
        node.setManaged(false);
        node.setMouseTransparent(true);
    }

    /// @param radius     of a point of middle weight, in units of the scene
    /// @param hovered    number of the point under the cursor, or [PointMapModel#NONE]
    /// @param outline    of the shape being drawn, in units of the scene: x and y by turns
    /// @param named      whether points have names, beside those that were picked
    /// @param mostLabels names of popular points at most
    /// @param spacing    pixels kept free round a name
    /// @param keepFree   parts of the picture that other things cover
    record Picture(
            PointCloud cloud,
            MapLook look,
            double radius,
            int selected,
            int hovered,
            List<PointMapModel.Near> neighbours,
            double[] outline,
            boolean named,
            int mostLabels,
            double spacing,
            double fontSize,
            List<LabelPlacer.Box> keepFree,
            MapTheme theme) {
        double radiusOf(int point) {
            return PointPainter.radiusOf(radius, look.weights()[point]);
        }
    }

    Node node() {
        return node;
    }

    /// Where names stand.
    List<LabelPlacer.Label> placed() {
        return labels.placed();
    }

    /// @param density pixels of the canvas a unit of the scene
    /// @param moving  true while the picture moves: names keep their places beside their points
    void paint(Viewport view, double density, Picture picture, boolean moving) {
        draw(view, density, picture);
        if (moving) {
            labels.follow(view);
        } else {
            name(view, picture);
        }
    }

    private void draw(Viewport view, double density, Picture picture) {
        boolean picked = picture.selected() != PointMapModel.NONE;
        boolean hovered = picture.hovered() != PointMapModel.NONE && picture.hovered() != picture.selected();
        boolean anything = picture.cloud().size() > 0 && (picked || hovered || picture.outline().length > 0);
        canvas.setVisible(anything);
        if (!anything) {
            return;
        }
        canvas.setWidth(view.width() * density);
        canvas.setHeight(view.height() * density);
        canvas.getTransforms().setAll(Transform.scale(1 / density, 1 / density));
        GraphicsContext context = canvas.getGraphicsContext2D();
        context.setTransform(density, 0, 0, density, 0, 0);
        context.clearRect(0, 0, view.width(), view.height());
        context.setLineCap(StrokeLineCap.ROUND);
        context.setLineJoin(StrokeLineJoin.ROUND);
        Drawing drawing = new Drawing(context, view, picture);
        if (picked) {
            drawing.lines();
            drawing.ring(picture.selected(), 5, 2.5, picture.theme().accent());
        }
        if (hovered) {
            drawing.ring(picture.hovered(), 3, 1.5, picture.theme().foreground());
        }
        drawing.outline();
    }

    private void name(Viewport view, Picture picture) {
        labels.begin(picture.cloud(), view, picture.fontSize(), picture.spacing(), picture.keepFree(), picture.theme());
        int picked = picture.selected();
        if (picked != PointMapModel.NONE) {
            labels.name(picked, picture.radiusOf(picked), true);
            picture.neighbours().stream()
                    .filter(near -> near.point() != PointMapModel.NONE)
                    .limit(NAMED_NEIGHBOURS)
                    .forEach(near -> labels.name(near.point(), picture.radiusOf(near.point()), false));
        }
        if (picture.named()) {
            first(view, picture, picture.look().matches(), NAMED_MATCHES);
            first(view, picture, picture.look().chosen(), picture.mostLabels());
            if (picture.look().matches().length == 0 && picture.look().chosen().length == 0 && picked == PointMapModel.NONE) {
                typical(view, picture);
                popular(view, picture);
            }
        }
        labels.end();
    }

    private void first(Viewport view, Picture picture, int[] points, int most) {
        int found = 0;
        int seen = 0;
        for (int i = 0; i < points.length && found < most && seen < CANDIDATES; i++) {
            if (picture.look().styles()[points[i]] != PointPainter.HIDDEN && onScreen(view, picture, points[i])) {
                seen++;
                found += labels.name(points[i], picture.radiusOf(points[i]), false) ? 1 : 0;
            }
        }
    }

    /// Those after which groups are called come before the popular ones, and stand out.
    private void typical(Viewport view, Picture picture) {
        for (int point : picture.look().typical()) {
            if (picture.look().styles()[point] == PointPainter.SHOWN && onScreen(view, picture, point)) {
                labels.name(point, picture.radiusOf(point), true);
            }
        }
    }

    private void popular(Viewport view, Picture picture) {
        int[] order = picture.cloud().order();
        int found = 0;
        int seen = 0;
        for (int i = order.length - 1; i >= 0 && found < picture.mostLabels() && seen < CANDIDATES; i--) {
            if (picture.look().styles()[order[i]] == PointPainter.SHOWN && onScreen(view, picture, order[i])) {
                seen++;
                found += labels.name(order[i], picture.radiusOf(order[i]), false) ? 1 : 0;
            }
        }
    }

    private static boolean onScreen(Viewport view, Picture picture, int point) {
        double x = view.screenX(picture.cloud().x()[point]);
        double y = view.screenY(picture.cloud().y()[point]);
        return x >= 0 && y >= 0 && x <= view.width() && y <= view.height();
    }

    /// Strokes on the canvas.
    private record Drawing(GraphicsContext context, Viewport view, Picture picture) {

        /// From the selected point to its neighbours: the nearer in the original space, the stronger; broken where the map tore them apart.
        void lines() {
            double x = screenX(picture.selected());
            double y = screenY(picture.selected());
            List<PointMapModel.Near> onMap =
                    picture.neighbours().stream().filter(near -> near.point() != PointMapModel.NONE).toList();
            for (PointMapModel.Near near : onMap) {
                double strength = Math.clamp(near.cosine(), 0.15, 1);
                context.setStroke(near.torn() ? picture.theme().warning() : picture.theme().accent().deriveColor(0, 1, 1, 0.25 + 0.65 * strength));
                context.setLineWidth(0.8 + 1.4 * strength);
                context.setLineDashes(near.torn() ? new double[] {5, 5} : new double[0]);
                context.strokeLine(x, y, screenX(near.point()), screenY(near.point()));
            }
            context.setLineDashes();
            onMap.forEach(near -> ring(near.point(), 2.5, 1.5, near.torn() ? picture.theme().warning() : picture.theme().accent()));
        }

        void ring(int point, double distance, double width, Color colour) {
            double radius = picture.radiusOf(point) + distance;
            double x = screenX(point);
            double y = screenY(point);
            context.setStroke(picture.theme().background());
            context.setLineWidth(width + 2.5);
            context.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
            context.setStroke(colour);
            context.setLineWidth(width);
            context.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
        }

        void outline() {
            double[] corners = picture.outline();
            if (corners.length < 4) {
                return;
            }
            context.beginPath();
            context.moveTo(corners[0], corners[1]);
            for (int i = 2; i < corners.length; i += 2) {
                context.lineTo(corners[i], corners[i + 1]);
            }
            context.closePath();
            context.setFill(picture.theme().accent().deriveColor(0, 1, 1, 0.10));
            context.fill();
            context.setStroke(picture.theme().accent());
            context.setLineWidth(1.5);
            context.stroke();
        }

        private double screenX(int point) {
            return view.screenX(picture.cloud().x()[point]);
        }

        private double screenY(int point) {
            return view.screenY(picture.cloud().y()[point]);
        }
    }
}
