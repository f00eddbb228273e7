package trailbench.ui.chart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/// What only a window can show: the drawn lines, the theme's colours, the words on screen. Leaves pictures in `target/screenshots`.
class CurveChartWindowTest {

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void chartDrawsLightAndDarkInBothLanguages() throws Exception {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            for (boolean dark : List.of(false, true)) {
                WritableImage picture = Snapshots.onWindow(() -> {
                    Application.setUserAgentStylesheet((dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
                    VBox box = new VBox(24, steps(locale, 20_000), metrics(locale));
                    box.getChildren().forEach(chart -> VBox.setVgrow(chart, Priority.ALWAYS));
                    box.setStyle("-fx-padding: 24; -fx-background-color: -color-bg-default");
                    Scene scene = new Scene(box, 900, 700);
                    box.applyCss();
                    box.layout();
                    return scene.snapshot(null);
                });
                Snapshots.save(picture, "chart-" + locale.getLanguage() + (dark ? "-dark" : "-light"));
                assertTrue(Snapshots.colours(picture) > 20, "a picture with lines in it");
            }
        }
    }

    private static CurveChart steps(Locale locale, int points) {
        Curve loss = new Curve(locale == Locale.ENGLISH ? "Training loss" : "训练损失", 0);
        Random random = new Random(7);
        for (int step = 1; step <= points; step++) {
            loss.append(step, 3.1 + 5 * Math.exp(-step / 4_000.0) + 0.25 * random.nextGaussian());
        }
        return new CurveChart(
                new CurveFrame(locale == Locale.ENGLISH ? "Training loss by step" : "逐步训练损失", CurveFrame.Axis.STEP, Better.LOWER, List.of(loss), Optional.of(loss)),
                locale);
    }

    private static CurveChart metrics(Locale locale) {
        Curve ndcg = new Curve("NDCG@10", 1);
        Curve recall = new Curve("Recall@10", 2);
        for (int epoch = 1; epoch <= 20; epoch++) {
            ndcg.append(epoch, 0.131 - 0.0006 * (epoch - 14) * (epoch - 14));
            recall.append(epoch, 0.22 - 0.0007 * (epoch - 15) * (epoch - 15));
        }
        CurveChart chart = new CurveChart(
                new CurveFrame("Validation", CurveFrame.Axis.EPOCH, Better.HIGHER, List.of(ndcg, recall), Optional.of(ndcg)), locale);
        chart.setBest(OptionalDouble.of(14));
        return chart;
    }
}
