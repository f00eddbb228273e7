package trailbench.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import trailbench.ui.chart.Better;
import trailbench.ui.chart.Curve;
import trailbench.ui.chart.CurveChart;
import trailbench.ui.chart.CurveFrame;
import trailbench.ui.fx.Pulse;

/// Replays two hours of training at 50 points a second into a real chart, faster than they came, without a display, and prints the longest
/// time that the window's thread was away from its pulse.
///
/// `src/bench/run.sh --main=trailbench.bench.LiveView [points=360000] [a-beat=600]`: each beat of the room's pulse, ten a second, brings
/// `a-beat` points; the live view brings 5.
public final class LiveView {
    private static final double MILLION = 1e6;

    private LiveView() {}

    public static void main(String[] arguments) throws InterruptedException {
        int points = number(arguments, "points", 360_000);
        int aBeat = number(arguments, "a-beat", 600);
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(() -> new Replay(points, aBeat, done).start());
        done.await();
        Platform.exit();
    }

    private static int number(String[] arguments, String name, int standard) {
        for (String argument : arguments) {
            if (argument.startsWith(name + "=")) {
                return Integer.parseInt(argument.substring(name.length() + 1));
            }
        }
        return standard;
    }

    private static final class Replay {
        private final int points;
        private final int aBeat;
        private final CountDownLatch done;
        private final Curve loss = new Curve("Training loss", 0);
        private final CurveChart chart = new CurveChart(
                new CurveFrame("Training loss by step", CurveFrame.Axis.STEP, Better.LOWER, List.of(loss), Optional.of(loss)), Locale.ENGLISH);
        private final AtomicLong longest = new AtomicLong();
        private long last;
        private long over;
        private long pulses;
        private Pulse pulse = new Pulse(() -> {});

        Replay(int points, int aBeat, CountDownLatch done) {
            this.points = points;
            this.aBeat = aBeat;
            this.done = done;
        }

        void start() {
            Stage stage = new Stage();
            stage.setScene(new Scene(new VBox(chart), 1_040, 420));
            stage.show();
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    beat(System.nanoTime());
                }
            }.start();
            pulse = new Pulse(this::append);
            pulse.start();
        }

        private void append() {
            int end = Math.min(points, loss.size() + aBeat);
            for (int step = loss.size() + 1; step <= end; step++) {
                loss.append(step, 3.1 + 5 * Math.exp(-step / 40_000.0) + 0.25 * Math.sin(step * 12.9898) * Math.cos(step * 0.7));
            }
            chart.redraw();
            if (loss.size() == points) {
                pulse.stop();
                report();
                done.countDown();
            }
        }

        /// The platform's pulse comes 60 times a second: what is longer is a pause.
        private void beat(long now) {
            pulses++;
            if (last > 0 && pulses > 60) { // the first second loads classes
                longest.accumulateAndGet(now - last, Math::max);
                over += now - last > 50 * MILLION ? 1 : 0;
            }
            last = now;
        }

        private void report() {
            System.out.printf(
                    Locale.ROOT, "%,d points, %,d a beat: longest pause of the window's thread %.1f ms; %d of %,d pulses above 50 ms%n",
                    points, aBeat, longest.get() / MILLION, over, pulses);
        }
    }
}
