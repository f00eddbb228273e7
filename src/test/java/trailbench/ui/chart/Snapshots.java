package trailbench.ui.chart;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of windows under test, kept in `target/screenshots` for people to look at.
public final class Snapshots {
    private Snapshots() {}

    /// Does the work on the window's thread and waits for it.
    public static <T> T onWindow(Callable<T> work) throws Exception {
        return WaitForAsyncUtils.asyncFx(work).get(60, TimeUnit.SECONDS);
    }

    public static void save(WritableImage picture, String name) throws IOException {
        Path file = Path.of("target", "screenshots", name + ".png");
        Files.createDirectories(file.getParent());
        int width = (int) picture.getWidth();
        BufferedImage copy = new BufferedImage(width, (int) picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
        copy.setRGB(0, 0, width, copy.getHeight(), pixels(picture), 0, width);
        ImageIO.write(copy, "png", file.toFile());
    }

    /// How many different colours the picture has: a picture of nothing has few.
    public static long colours(WritableImage picture) {
        return java.util.Arrays.stream(pixels(picture)).distinct().count();
    }

    private static int[] pixels(WritableImage picture) {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return pixels;
    }
}
