package trailbench.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;
import trailbench.embedding.PointMap;
import trailbench.experiment.Prepared;
import trailbench.project.Experiment;
import trailbench.ui.chart.MapPicture;
import trailbench.ui.graph.GraphPng;
import trailbench.work.Fault;

/// Draws what the window would show, on JavaFX's headless platform: no display is needed.
final class HeadlessPictures {
    private HeadlessPictures() {}

    /// @param file SVG if it ends in `.svg`, else PNG
    static void writeMap(PointMap map, Path file, int width, int height, boolean dark) {
        boolean svg = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".svg");
        onFxThread(() -> {
            if (svg) {
                MapPicture.writeSvg(map, file, width, height, dark);
            } else {
                MapPicture.write(map, file, width, height, dark);
            }
        });
    }

    static void writeGraph(Experiment experiment, Optional<Prepared> prepared, Path png, boolean dark, String language) {
        onFxThread(() -> GraphPng.write(experiment, prepared, png, dark, Locale.forLanguageTag(language)));
    }

    /// Runs on the FX thread and waits.
    static void onFxThread(Runnable drawing) {
        start();
        CompletableFuture<Void> drawn = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                drawing.run();
                drawn.complete(null);
            } catch (RuntimeException | Error failed) {
                drawn.completeExceptionally(failed);
            }
        });
        try {
            drawn.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Fault fault) {
                throw fault;
            }
            throw failed;
        }
    }

    private static void start() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        try {
            Platform.startup(() -> {});
        } catch (IllegalStateException alreadyStarted) {
            return;
        }
        Platform.setImplicitExit(false);
    }
}
