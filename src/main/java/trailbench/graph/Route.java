package trailbench.graph;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// The way of an edge from the lower side of one node to the upper side of another, past the nodes between them.
///
/// @param path   as SVG writes it: `M 10 20 C …`
/// @param labelX middle of its label, in pixels
/// @param labelY middle of its label, in pixels
public record Route(String path, double labelX, double labelY) {
    private static final int BEND = 26;
    private static final int BESIDE = 18;
    private static final double NEAR = 5;
    private static final int LOOKS = 24;

    /// @param from     where the node that it leaves stands
    /// @param to       where the node that it enters stands
    /// @param entersAt from the left edge of that node, in pixels
    /// @param others   where all other nodes stand
    public static Route of(Spot from, Spot to, double entersAt, Collection<Spot> others) {
        double x1 = from.x() + GraphLayout.WIDTH / 2.0;
        double y1 = from.y() + GraphLayout.HEIGHT;
        double x2 = to.x() + entersAt;
        double y2 = to.y();
        if (y2 >= y1 + BEND / 2.0) {
            List<Spot> inTheWay = others.stream().filter(other -> touches(other, x1, y1, x2, y2)).toList();
            return inTheWay.isEmpty() ? direct(x1, y1, x2, y2) : past(inTheWay, x1, y1, x2, y2);
        }
        return past(List.of(from, to), x1, y1, x2, y2);
    }

    /// To a point that is no node yet: an edge that is being drawn.
    public static String to(Spot from, double x, double y) {
        return direct(from.x() + GraphLayout.WIDTH / 2.0, from.y() + GraphLayout.HEIGHT, x, y).path();
    }

    private static Route direct(double x1, double y1, double x2, double y2) {
        double reach = reach(y1, y2);
        String path = text("M %.1f %.1f C %.1f %.1f %.1f %.1f %.1f %.1f", x1, y1, x1, y1 + reach, x2, y2 - reach, x2, y2);
        return new Route(path, (x1 + x2) / 2, (y1 + y2) / 2);
    }

    private static Route past(List<Spot> inTheWay, double x1, double y1, double x2, double y2) {
        double left = inTheWay.stream().mapToInt(Spot::x).min().orElse(0) - BESIDE;
        double right = inTheWay.stream().mapToInt(Spot::x).max().orElse(0) + GraphLayout.WIDTH + BESIDE;
        double lane = Math.abs(x1 - left) + Math.abs(x2 - left) < Math.abs(x1 - right) + Math.abs(x2 - right) ? left : right;
        double down = y1 + BEND;
        double up = y2 - BEND;
        String path = text(
                "M %.1f %.1f C %.1f %.1f %.1f %.1f %.1f %.1f L %.1f %.1f C %.1f %.1f %.1f %.1f %.1f %.1f",
                x1, y1, x1, y1 + BEND, lane, y1, lane, down, lane, up, lane, y2, x2, y2 - BEND, x2, y2);
        return new Route(path, lane, (down + up) / 2);
    }

    /// True if the direct way comes near a node: looked at in some points of the curve.
    private static boolean touches(Spot box, double x1, double y1, double x2, double y2) {
        double reach = reach(y1, y2);
        for (int i = 1; i < LOOKS; i++) {
            double t = i / (double) LOOKS;
            double back = 1 - t;
            double x = x1 * back * back * (back + 3 * t) + x2 * t * t * (t + 3 * back);
            double y = back * back * back * y1 + 3 * back * back * t * (y1 + reach) + 3 * back * t * t * (y2 - reach) + t * t * t * y2;
            boolean across = x > box.x() - NEAR && x < box.x() + GraphLayout.WIDTH + NEAR;
            if (across && y > box.y() - NEAR && y < box.y() + GraphLayout.HEIGHT + NEAR) {
                return true;
            }
        }
        return false;
    }

    private static double reach(double y1, double y2) {
        return Math.max(BEND, (y2 - y1) / 2);
    }

    private static String text(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
