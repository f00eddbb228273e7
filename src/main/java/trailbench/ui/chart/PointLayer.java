package trailbench.ui.chart;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// The picture of the points: an image whose pixels we write ourselves. Scene graph nodes or canvas calls would be a hundred times slower.
///
/// Two images take turns, so that the one being shown is never written to.
final class PointLayer {
    private final ImageView node = new ImageView();
    private final PointPainter painter = new PointPainter();
    private List<Sheet> sheets = List.of();
    private int turn;

    /// What is drawn.
    ///
    /// @param zoom 1 where all points fit
    record Picture(PointCloud cloud, MapLook look, double zoom, MapTheme theme) {}

    private record Sheet(int[] pixels, PixelBuffer<IntBuffer> buffer, WritableImage image) {
        static Sheet of(int wide, int high) {
            int[] pixels = new int[wide * high];
            PixelBuffer<IntBuffer> buffer = new PixelBuffer<>(wide, high, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
            return new Sheet(pixels, buffer, new WritableImage(buffer));
        }
    }

    ImageView node() {
        return node;
    }

    /// @param view        in units of the scene
    /// @param renderScale pixels a unit of the scene: 2 on dense screens
    void paint(Viewport view, Picture picture, double renderScale) {
        int wide = (int) Math.max(Math.ceil(view.width() * renderScale), 1);
        int high = (int) Math.max(Math.ceil(view.height() * renderScale), 1);
        Sheet sheet = next(wide, high);
        int background = MapTheme.argb(picture.theme().background());
        int points = picture.cloud().size();
        if (points == 0) {
            Arrays.fill(sheet.pixels(), background);
        } else {
            Viewport pixels = view.magnified(renderScale);
            PointPainter.Frame frame = new PointPainter.Frame(
                    pixels, picture.look().drawn(), radius(points, view, picture.zoom()) * renderScale, PointPainter.alpha(points, picture.zoom()), background);
            CompletableFuture<Void> placing = CompletableFuture.runAsync(() -> painter.place(frame, wide, high));
            boolean dark = picture.theme().palette() == MapPalette.DARK;
            DensityGlow glow = new DensityGlow(wide, high, frame, (int) Math.round(7 * renderScale), dark ? 0.42 : 0.30);
            LinePainter lines = picture.look().contours().placed(pixels, MapTheme.argb(picture.theme().muted()), renderScale);
            placing.join();
            painter.paint(sheet.pixels(), wide, high, (from, to) -> {
                glow.rows(sheet.pixels(), from, to);
                lines.rows(sheet.pixels(), wide, from, to);
            });
        }
        node.setImage(sheet.image());
        node.setFitWidth(wide / renderScale);
        node.setFitHeight(high / renderScale);
        sheet.buffer().updateBuffer(changed -> new Rectangle2D(0, 0, wide, high));
    }

    /// In units of the scene.
    static double radius(int points, Viewport view, double zoom) {
        return PointPainter.radius(points, view.width(), view.height(), zoom);
    }

    private Sheet next(int wide, int high) {
        if (sheets.isEmpty() || sheets.getFirst().image().getWidth() != wide || sheets.getFirst().image().getHeight() != high) {
            sheets = List.of(Sheet.of(wide, high), Sheet.of(wide, high));
        }
        turn = 1 - turn;
        return sheets.get(turn);
    }
}
