package trailbench.ui.fx;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// JavaFX on the headless platform, for tests of views: runs on its thread and takes pictures into `target/screenshots`.
public final class Toolkit {
    private static boolean started;

    private Toolkit() {}

    /// Starts JavaFX unless it runs.
    public static synchronized void start() {
        if (started) {
            return;
        }
        CompletableFuture<Boolean> up = new CompletableFuture<>();
        try {
            Platform.startup(() -> up.complete(true));
        } catch (IllegalStateException runsAlready) {
            up.complete(true);
        }
        Platform.setImplicitExit(false);
        started = wait(up);
    }

    /// Runs on the window's thread and waits for the result; faults come back as they are.
    public static <T> T onWindowThread(Supplier<T> work) {
        start();
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error fault) {
                result.completeExceptionally(fault);
            }
        });
        return wait(result);
    }

    public static void onWindowThread(Runnable work) {
        onWindowThread(() -> {
            work.run();
            return true;
        });
    }

    /// Lets `pulses` frames pass, so that layout, styles and queued actions are done.
    public static void settle(int pulses) {
        for (int pulse = 0; pulse < pulses; pulse++) {
            CompletableFuture<Boolean> passed = new CompletableFuture<>();
            Platform.runLater(() -> {
                AnimationTimer timer = new AnimationTimer() {
                    @Override
                    public void handle(long now) {
                        stop();
                        passed.complete(true);
                    }
                };
                timer.start();
            });
            wait(passed);
        }
    }

    /// Writes what `scene` shows to `target/screenshots/<name>.png`.
    public static Path picture(Scene scene, String name) {
        settle(4);
        WritableImage image = onWindowThread(() -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            return scene.snapshot(null);
        });
        return write(image, name);
    }

    /// A view alone in a scene of its own, dressed as in the window.
    public static Scene scene(Parent view, Theme theme, Locale locale, double width, double height) {
        theme.apply();
        Scene scene = new Scene(view, width, height);
        Theme.dress(scene, locale);
        return scene;
    }

    private static Path write(WritableImage image, String name) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        Path file = Path.of("target", "screenshots", name + ".png");
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(copy, "png", file.toFile());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return file;
    }

    private static <T> T wait(CompletableFuture<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException fault) {
            if (fault.getCause() instanceof RuntimeException plain) {
                throw plain;
            }
            throw new AssertionError(fault.getCause());
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError("The window's thread does not answer", late);
        }
    }
}
