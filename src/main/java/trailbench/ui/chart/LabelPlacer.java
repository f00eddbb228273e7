package trailbench.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds room for names beside points: first come, first served; a name that would touch another, or leave the picture, stays away.
final class LabelPlacer {
    private final double width;
    private final double height;
    private final double lineHeight;
    private final double spacing;
    private final List<Label> placed = new ArrayList<>();
    private final List<Box> taken = new ArrayList<>();

    /// @param spacing pixels kept free round every name, so that few names say much
    LabelPlacer(double width, double height, double lineHeight, double spacing) {
        this.width = width;
        this.height = height;
        this.lineHeight = lineHeight;
        this.spacing = spacing;
    }

    /// A name and where it stands.
    ///
    /// @param x left end
    /// @param y middle of the line
    record Label(int point, String text, double x, double y, double width) {}

    record Box(double left, double top, double right, double bottom) {
        boolean touches(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        Box grown(double horizontal, double vertical) {
            return new Box(left - horizontal, top - vertical, right + horizontal, bottom + vertical);
        }
    }

    /// Keeps names out of this part.
    void keepFree(Box box) {
        taken.add(box);
    }

    /// Tries right, left, above and below a point.
    ///
    /// @param wide   pixels that the text takes
    /// @param radius of the point
    Optional<Label> place(int point, String text, double wide, double x, double y, double radius) {
        double gap = radius + 4;
        double[][] tries = {
            {x + gap, y},
            {x - gap - wide, y},
            {x - wide / 2, y - gap - lineHeight / 2},
            {x - wide / 2, y + gap + lineHeight / 2},
        };
        for (double[] at : tries) {
            Box box = new Box(at[0], at[1] - lineHeight / 2, at[0] + wide, at[1] + lineHeight / 2);
            boolean inside = box.left >= 4 && box.right <= width - 4 && box.top >= 4 && box.bottom <= height - 4;
            if (inside && taken.stream().noneMatch(box::touches)) {
                Label label = new Label(point, text, at[0], at[1], wide);
                placed.add(label);
                taken.add(box.grown(spacing, spacing * 0.6));
                taken.add(new Box(x - radius, y - radius, x + radius, y + radius));
                return Optional.of(label);
            }
        }
        return Optional.empty();
    }

    List<Label> placed() {
        return List.copyOf(placed);
    }

    /// At most so many characters, cut at a word where one ends nearby.
    static String shortened(String title, int most) {
        String text = title.strip();
        if (text.length() <= most) {
            return text;
        }
        int space = text.lastIndexOf(' ', most - 1);
        int end = space > most * 2 / 3 ? space : most - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }
}
