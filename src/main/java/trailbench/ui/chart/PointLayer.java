package trailbench.ui.chart;

import java.nio.IntBuffer;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// The picture of the points: an image whose pixels we write ourselves. Scene graph nodes or canvas calls would be a hundred times slower.
final class PointLayer {
    private final ImageView node = new ImageView();
    private final PointPainter painter = new PointPainter();
    private int[] pixels = new int[0];
    private int width;
    private int height;

    /// What is drawn.
    ///
    /// @param styles `[N]` as [PointPainter] names them
    /// @param zoom   1 where all points fit
    record Picture(PointCloud cloud, int[] colours, byte[] styles, double zoom, MapTheme theme) {}

    ImageView node() {
        return node;
    }

    /// @param view        in units of the scene
    /// @param renderScale pixels a unit of the scene: 2 on dense screens
    void paint(Viewport view, Picture picture, double renderScale) {
        int wide = (int) Math.max(Math.ceil(view.width() * renderScale), 1);
        int high = (int) Math.max(Math.ceil(view.height() * renderScale), 1);
        int background = MapTheme.argb(picture.theme().background());
        resize(wide, high);
        PointPainter.fill(pixels, background);
        int points = picture.cloud().size();
        if (points > 0) {
            double radius = radius(points, view, picture.zoom()) * renderScale;
            PointPainter.Frame frame = new PointPainter.Frame(
                    view.magnified(renderScale),
                    picture.cloud(),
                    picture.colours(),
                    picture.styles(),
                    radius,
                    PointPainter.alpha(points, picture.zoom()),
                    background);
            DensityGlow.paint(pixels, wide, high, frame, (int) Math.round(7 * renderScale), picture.theme().palette() == MapPalette.DARK ? 0.42 : 0.30);
            painter.paint(pixels, wide, high, frame);
        }
        show(view);
    }

    /// In units of the scene.
    static double radius(int points, Viewport view, double zoom) {
        return PointPainter.radius(points, view.width(), view.height(), zoom);
    }

    private void resize(int wide, int high) {
        if (wide != width || high != height) {
            width = wide;
            height = high;
            pixels = new int[wide * high];
            buffer = new PixelBuffer<>(wide, high, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
            node.setImage(new WritableImage(buffer));
        }
    }

    private PixelBuffer<IntBuffer> buffer = new PixelBuffer<>(1, 1, IntBuffer.allocate(1), PixelFormat.getIntArgbPreInstance());

    private void show(Viewport view) {
        node.setFitWidth(view.width());
        node.setFitHeight(view.height());
        buffer.updateBuffer(changed -> new Rectangle2D(0, 0, width, height));
    }
}
