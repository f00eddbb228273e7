package trailbench.ui.fx;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.util.Duration;

/// Samples something ten times a second on the window's thread: workers write as fast as they like, the window looks at its own pace.
///
/// A view owns the pulse and calls its view-model's `sample()`, so that view-models need no toolkit.
public final class Pulse {
    private static final Duration PERIOD = Duration.millis(100);
    private final Timeline timeline;

    public Pulse(Runnable sample) {
        this(PERIOD, sample);
    }

    public Pulse(Duration period, Runnable sample) {
        timeline = new Timeline(new KeyFrame(period, event -> sample.run()));
        timeline.setCycleCount(Animation.INDEFINITE);
    }

    public void start() {
        timeline.play();
    }

    public void stop() {
        timeline.stop();
    }

    /// Beats while `node` is part of a scene, and rests otherwise. Rooms that are not shown are in no scene.
    public Pulse whileInScene(Node node) {
        node.sceneProperty().addListener((scene, before, now) -> {
            if (now == null) {
                stop();
            } else {
                start();
            }
        });
        if (node.getScene() != null) {
            start();
        }
        return this;
    }
}
