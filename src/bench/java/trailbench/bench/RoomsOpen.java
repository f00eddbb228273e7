package trailbench.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import trailbench.app.MeasuredWindow;
import trailbench.ui.shell.Place;

/// Seconds from the click on a room's button until the room is drawn, and until it shows what it reads: each room of the sample twice.
///
/// The window is that of the packaged program in `target/trailbench` (headless platform). It waits in the Data room until all rooms are rehearsed;
/// `cold` goes to them at once, without a rehearsal.
final class RoomsOpen {
    private static final Path SAMPLE = Path.of("projects", "online-retail");
    private static final Path USER = Path.of("target", "bench", "rooms-user");
    private static final List<Place> ROOMS = List.of(Place.TRAIN, Place.GRAPH, Place.EVALUATE, Place.EMBEDDINGS, Place.RUNS, Place.DEPLOY);

    private RoomsOpen() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        boolean cold = List.of(arguments).contains("cold");
        if (!List.of(arguments).contains("here")) {
            System.exit(Packaged.run(RoomsOpen.class, cold ? new String[] {"here", "cold"} : new String[] {"here"}));
        }
        Path user = USER.toAbsolutePath();
        try (MeasuredWindow window = cold ? MeasuredWindow.open(user) : MeasuredWindow.openRehearsing(user)) {
            window.ask(() -> {
                window.model().desk().open(SAMPLE.toAbsolutePath());
                return true;
            });
            rests(window);
            if (!cold) {
                window.watch();
                double work = window.work();
                System.out.printf(Locale.ROOT, "rehearsed within %.2f s", window.until(window::rehearsed));
                System.out.printf(Locale.ROOT, ", %.2f s of work; %s%n", window.work() - work, window.pauses());
            }
            sayMemory();
            System.out.printf(Locale.ROOT, "%-12s %-7s %8s %8s %8s%n", "room", "time", "drawn", "read", "work");
            for (String time : List.of("first", "second")) {
                for (Place room : ROOMS) {
                    open(window, room, time);
                }
            }
            sayMemory();
        }
        System.exit(0);
    }

    private static void open(MeasuredWindow window, Place room, String time) {
        double work = window.work();
        long start = System.nanoTime();
        window.ask(() -> {
            window.model().placeProperty().set(room);
            return true;
        });
        window.untilDrawn();
        double drawn = seconds(start);
        rests(window);
        System.out.printf(Locale.ROOT, "%-12s %-7s %6.2f s %6.2f s %6.2f s%n", room.id(), time, drawn, seconds(start), window.work() - work);
    }

    private static void sayMemory() throws IOException {
        System.out.printf(Locale.ROOT, "resident memory %d MB%n", Proc.residentBytes(ProcessHandle.current()) >> 20);
    }

    private static void rests(MeasuredWindow window) {
        window.until(() -> window.model().project() != null && window.model().executor().isResting());
        window.untilDrawn();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
