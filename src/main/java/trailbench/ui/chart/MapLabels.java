package trailbench.ui.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineJoin;

/// Names beside points that avoid each other. Where they stand is looked for while the picture rests; while it moves, they go along with
/// their points, and those that would run into others step aside.
final class MapLabels {
    private static final int MOST_WIDTHS = 20_000;
    private static final int MOST_KEPT = 400;
    private static final double HALO = 4;

    private final Group node = new Group();
    private final Map<String, Name> kept = new HashMap<>();
    private final List<Name> names = new ArrayList<>();
    private final Map<String, Double> widths = new HashMap<>();
    private final Text ruler = new Text();
    private final Set<Integer> named = new HashSet<>();
    private Font font = Font.getDefault();
    private Font strong = Font.getDefault();
    private PointCloud cloud;
    private MapTheme theme = MapTheme.LIGHT;
    private LabelPlacer placer = new LabelPlacer(0, 0, 0, 0);
    private List<LabelPlacer.Box> covered = List.of();
    private Viewport view = new Viewport(0, 0, 1, 1, 1);
    private double lineHeight;

    MapLabels(PointCloud cloud) {
        this.cloud = cloud;
        node.setMouseTransparent(true);
    }

    Group node() {
        return node;
    }

    /// A name on screen, on a halo of the ground, kept as a picture as long as its words stay.
    private static final class Name extends Group {
        private final Text halo = new Text();
        private final Text front = new Text();
        private int point;
        private double besideX;
        private double besideY;
        private double wide;

        Name(String text, Font font, MapTheme theme) {
            halo.setStrokeWidth(HALO);
            halo.setStrokeLineJoin(StrokeLineJoin.ROUND);
            halo.setTextOrigin(VPos.CENTER);
            front.setTextOrigin(VPos.CENTER);
            setCache(true);
            setManaged(false);
            Color ground = theme.background().deriveColor(0, 1, 1, 0.85);
            halo.setText(text);
            halo.setFont(font);
            halo.setStroke(ground);
            halo.setFill(ground);
            front.setText(text);
            front.setFont(font);
            front.setFill(theme.foreground());
            getChildren().addAll(halo, front);
        }
    }

    /// Begins to look for places.
    ///
    /// @param taken parts of the picture that other things cover
    void begin(PointCloud shown, Viewport on, double fontSize, double spacing, List<LabelPlacer.Box> taken, MapTheme dressed) {
        if (!theme.equals(dressed) || kept.size() > MOST_KEPT) {
            kept.clear();
        }
        cloud = shown;
        view = on;
        theme = dressed;
        covered = taken;
        useFont(fontSize);
        lineHeight = fontSize * 1.45;
        placer = new LabelPlacer(view.width(), view.height(), lineHeight, spacing);
        taken.forEach(placer::keepFree);
        named.clear();
        names.clear();
    }

    /// @param radius of the point, in units of the scene
    /// @return true if the name found a place
    boolean name(int point, double radius, boolean bold) {
        if (point == PointMapModel.NONE || !named.add(point)) {
            return false;
        }
        String text = LabelPlacer.shortened(cloud.map().titles().get(point), bold ? 60 : 30);
        double x = view.screenX(cloud.x()[point]);
        double y = view.screenY(cloud.y()[point]);
        return placer.place(point, text, widthOf(text, bold), x, y, radius + (bold ? 6 : 0))
                .map(label -> write(label, x, y, bold))
                .orElse(false);
    }

    private boolean write(LabelPlacer.Label label, double x, double y, boolean bold) {
        Name name = kept.computeIfAbsent((bold ? "b" : "n") + label.text(), key -> new Name(label.text(), bold ? strong : font, theme));
        if (names.contains(name)) {
            name = new Name(label.text(), bold ? strong : font, theme); // two items of one title
        }
        names.add(name);
        name.point = label.point();
        name.besideX = label.x() - x;
        name.besideY = label.y() - y;
        name.wide = label.width();
        return true;
    }

    /// All names have been asked for.
    void end() {
        if (!node.getChildren().equals(names)) {
            node.getChildren().setAll(names);
        }
        follow(view);
    }

    /// The names where their points are now.
    void follow(Viewport now) {
        view = now;
        List<LabelPlacer.Box> taken = new ArrayList<>(covered);
        for (Name name : names) {
            double x = Math.round(now.screenX(cloud.x()[name.point]) + name.besideX);
            double y = Math.round(now.screenY(cloud.y()[name.point]) + name.besideY);
            LabelPlacer.Box box = new LabelPlacer.Box(x, y - lineHeight / 2, x + name.wide, y + lineHeight / 2);
            boolean free = x > -name.wide && x < now.width() && y > 0 && y < now.height() && taken.stream().noneMatch(box::touches);
            name.setVisible(free);
            if (free) {
                name.setTranslateX(x);
                name.setTranslateY(y);
                taken.add(box);
            }
        }
    }

    /// Where names stand, for a picture of another kind.
    List<LabelPlacer.Label> placed() {
        return placer.placed();
    }

    private void useFont(double size) {
        if (font.getSize() != size || strong == font) {
            font = Font.font(Font.getDefault().getFamily(), FontWeight.NORMAL, size);
            strong = Font.font(Font.getDefault().getFamily(), FontWeight.BOLD, size);
            widths.clear();
            kept.clear();
        }
    }

    private double widthOf(String text, boolean bold) {
        if (widths.size() > MOST_WIDTHS) {
            widths.clear();
        }
        return widths.computeIfAbsent(bold ? "b" + text : "n" + text, key -> {
            ruler.setFont(bold ? strong : font);
            ruler.setText(text);
            return ruler.getLayoutBounds().getWidth();
        });
    }
}
