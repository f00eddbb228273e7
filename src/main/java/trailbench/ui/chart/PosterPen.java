package trailbench.ui.chart;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/// Draws the frame of a poster: on a canvas, or as SVG. Lengths are pixels; `y` of a text is its baseline.
interface PosterPen {
    void disc(double x, double y, double radius, Color colour);

    void line(double fromX, double fromY, double toX, double toY, double width, Color colour);

    void text(String text, double x, double y, Type type, Color colour);

    /// @param right true if the text ends at its place
    record Type(double size, boolean bold, boolean right) {
        Font font() {
            return Font.font(Font.getDefault().getFamily(), bold ? FontWeight.BOLD : FontWeight.NORMAL, size);
        }
    }

    /// On a canvas.
    record OnCanvas(GraphicsContext context) implements PosterPen {
        @Override
        public void disc(double x, double y, double radius, Color colour) {
            context.setFill(colour);
            context.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
        }

        @Override
        public void line(double fromX, double fromY, double toX, double toY, double width, Color colour) {
            context.setStroke(colour);
            context.setLineWidth(width);
            context.strokeLine(fromX, fromY, toX, toY);
        }

        @Override
        public void text(String text, double x, double y, Type type, Color colour) {
            context.setTextBaseline(VPos.BASELINE);
            context.setTextAlign(type.right() ? TextAlignment.RIGHT : TextAlignment.LEFT);
            context.setFont(type.font());
            context.setFill(colour);
            context.fillText(text, x, y);
        }
    }
}
