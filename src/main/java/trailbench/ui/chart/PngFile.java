package trailbench.ui.chart;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javax.imageio.ImageIO;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Writes a picture as PNG, and other pictures: aside first, then into place.
public final class PngFile {
    private PngFile() {}

    /// @throws Fault.Work if the file cannot be written
    public static void write(Image image, Path file) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) copy.getRaster().getDataBuffer()).getData();
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        aside(file, aside -> {
            if (!ImageIO.write(copy, "png", aside.toFile())) {
                throw new Fault.Work("%s was not written: this Java has no PNG writer", file);
            }
        });
    }

    @FunctionalInterface
    interface Writing {
        void write(Path aside) throws IOException;
    }

    /// Writes a file aside and moves it into place.
    static void aside(Path file, Writing writing) {
        Path target = file.toAbsolutePath();
        Path aside = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.createDirectories(target.getParent());
            writing.write(aside);
            Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new Fault.Work("%s was not written: %s. Choose a folder that you may write to.", file, Trouble.reason(failed), failed);
        }
    }
}
