package trailbench.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import trailbench.ui.chart.PointMapModel;
import trailbench.ui.chart.PointMapView;
import trailbench.ui.chart.SyntheticMap;
import trailbench.ui.fx.Theme;

/// Drags a map of many points to and fro and turns the wheel over it in a real window without a display, by the software pipeline, and
/// prints how long a frame took: from one pulse of the window to the next, with nothing to wait for but the drawing. On a machine that has other
/// work, the processor time of the drawing says more.
///
/// `src/bench/run.sh --main=trailbench.bench.MapFrames [points=100000] [size=1040x720] [frames=300]`
public final class MapFrames {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int WARM_UP = 120;
    private static final double MILLION = 1e6;

    private MapFrames() {}

    public static void main(String[] arguments) throws InterruptedException {
        int points = Integer.parseInt(value(arguments, "points", "100000"));
        int frames = Integer.parseInt(value(arguments, "frames", "300"));
        String[] size = value(arguments, "size", "1040x720").split("x");
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("javafx.animation.fullspeed", "true");
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(() -> new Walk(points, frames, Integer.parseInt(size[0]), Integer.parseInt(size[1]), done).start());
        done.await();
        Platform.exit();
    }

    private static String value(String[] arguments, String name, String standard) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(name + "="))
                .map(argument -> argument.substring(name.length() + 1))
                .findFirst()
                .orElse(standard);
    }

    /// One way of moving, and the frames that it took.
    private static final class Walk {
        private final int points;
        private final int frames;
        private final int width;
        private final int height;
        private final CountDownLatch done;
        private final PointMapModel model = new PointMapModel();
        private final PointMapView view = new PointMapView(model, Locale.ENGLISH);
        private final double[] took;
        private final double[] drew;
        /// Processor time of all threads, and milliseconds of collecting garbage.
        private final double[] all;
        private final long[] collecting;
        private long workedBefore;
        private long collectedBefore;
        private int frame = -WARM_UP;
        private boolean zooming;
        private long last;

        Walk(int points, int frames, int width, int height, CountDownLatch done) {
            this.points = points;
            this.frames = frames;
            this.width = width;
            this.height = height;
            this.done = done;
            this.took = new double[frames];
            this.drew = new double[frames];
            this.all = new double[frames];
            this.collecting = new long[frames];
        }

        void start() {
            model.show(SyntheticMap.of(points, 4));
            Theme.LIGHT.apply();
            Stage stage = new Stage();
            Scene scene = new Scene(view, width, height);
            Theme.dress(scene, Locale.ENGLISH);
            stage.setScene(scene);
            stage.show();
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    beat();
                    if (frame == frames) {
                        report();
                        if (zooming) {
                            stop();
                            done.countDown();
                        }
                        zooming = true;
                        frame = -WARM_UP;
                    }
                }
            }.start();
        }

        private void beat() {
            long now = System.nanoTime();
            long worked = SYSTEM.getProcessCpuTime();
            long collected = ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
            if (frame >= 0) {
                took[frame] = (now - last) / MILLION;
                all[frame] = (worked - workedBefore) / MILLION;
                collecting[frame] = collected - collectedBefore;
            }
            workedBefore = worked;
            collectedBefore = collected;
            last = now;
            frame++;
            if (zooming) {
                wheel();
            } else {
                drag();
            }
            long begun = THREADS.getCurrentThreadCpuTime();
            view.layout();
            if (frame >= 0 && frame < frames) {
                drew[frame] = (THREADS.getCurrentThreadCpuTime() - begun) / MILLION;
            }
        }

        /// Round and round, with the button held.
        private void drag() {
            double angle = frame * 0.05;
            double x = width / 2.0 + 150 * Math.cos(angle);
            double y = height / 2.0 + 150 * Math.sin(angle);
            if (frame == 1 - WARM_UP) {
                mouse(MouseEvent.MOUSE_PRESSED, x, y);
            }
            mouse(MouseEvent.MOUSE_DRAGGED, x, y);
            if (frame == frames) {
                mouse(MouseEvent.MOUSE_RELEASED, x, y);
            }
        }

        private void mouse(EventType<MouseEvent> type, double x, double y) {
            Event.fireEvent(view, new MouseEvent(type, x, y, x, y, MouseButton.PRIMARY, 1, false, false, false, false,
                    type != MouseEvent.MOUSE_RELEASED, false, false, true, false, true, new PickResult(view, x, y)));
        }

        /// Forty notches in, forty out.
        private void wheel() {
            double notch = Math.floorMod(frame, 80) < 40 ? 10 : -10;
            double x = width * 0.4;
            double y = height * 0.45;
            Event.fireEvent(view, new ScrollEvent(ScrollEvent.SCROLL, x, y, x, y, false, false, false, false, false, false, 0, notch, 0, notch,
                    ScrollEvent.HorizontalTextScrollUnits.NONE, 0, ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, new PickResult(view, x, y)));
        }

        private void report() {
            double[] sorted = took.clone();
            Arrays.sort(sorted);
            double[] drawn = drew.clone();
            Arrays.sort(drawn);
            System.out.printf(
                    Locale.ROOT, "%s %,d points on %d x %d: median %.1f ms a frame (%.1f of processor time for our drawing, on the window's thread), 95 %% within %.1f, worst %.1f (%d frames)%n",
                    zooming ? "zoom" : "pan", points, width, height, sorted[frames / 2], drawn[frames / 2], sorted[(int) (frames * 0.95)], sorted[frames - 1], frames);
            Integer[] slowest = IntStream.range(0, frames).boxed().sorted(Comparator.comparingDouble(i -> -took[i])).limit(8).toArray(Integer[]::new);
            for (int i : slowest) {
                System.out.printf(
                        Locale.ROOT, "    frame %3d: %.1f ms, %.1f of our drawing on the window's thread, %.1f of all threads, %d of collecting%n",
                        i, took[i], drew[i], all[i], collecting[i]);
            }
        }
    }
}
