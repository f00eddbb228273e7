package trailbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import trailbench.app.KilledWindows;
import trailbench.experiment.KilledRuns;

/// Kills workers (SIGKILL) at drawn moments, resumes their runs, and compares each with a run that nobody disturbed:
/// `src/bench/run.sh --main=trailbench.bench.Kills [kills=200] [seed=1]`. With `windows` before the numbers it kills windows that are worked in, and
/// holds the project against what was done.
final class Kills {
    private static final Path FOLDER = Path.of("target", "bench", "kills");
    private static final int TELL = 20;

    private Kills() {}

    static void main(String[] arguments) throws IOException {
        boolean windows = arguments.length > 0 && arguments[0].equals("windows");
        String[] numbers = windows ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        int kills = numbers.length > 0 && !numbers[0].isBlank() ? Integer.parseInt(numbers[0]) : 200;
        long seed = numbers.length > 1 ? Long.parseLong(numbers[1]) : 1;
        delete(FOLDER);
        Files.createDirectories(FOLDER);
        if (windows) {
            killWindows(kills, seed);
        } else {
            killWorkers(kills, seed);
        }
    }

    private static void killWorkers(int kills, long seed) throws IOException {
        long start = System.nanoTime();
        try (KilledRuns runs = new KilledRuns(FOLDER.toAbsolutePath(), seed)) {
            KilledRuns.Outcome outcome = runs.kill(kills, telling(start));
            System.out.printf(
                    Locale.ROOT, "%,d kills survived of %,d kills made, in %,d runs%nresume difference %s; %,d of %,d bytes of parameters and optimiser states differ%n%.0f s%n",
                    outcome.survived(), outcome.made(), outcome.runs(), outcome.difference() == 0 ? "0" : Double.toString(outcome.difference()),
                    outcome.differentBytes(), outcome.bytes(), seconds(start));
        }
    }

    private static void killWindows(int kills, long seed) throws IOException {
        long start = System.nanoTime();
        KilledWindows.Outcome outcome = new KilledWindows(FOLDER.toAbsolutePath(), seed).kill(kills, telling(start));
        System.out.printf(
                Locale.ROOT, "%,d windows killed, %,d of them before the project was open and %,d within a deed; %,d deeds were done, none was lost or torn%n"
                        + "%,d kills left half an experiment aside, which was gone once the project was opened again%n"
                        + "%,d runs came to their ends, %,d of them by being resumed%n%.0f s%n",
                outcome.made(), outcome.starting(), outcome.cut(), outcome.deeds(), outcome.leftAside(), outcome.finished(), outcome.resumed(), seconds(start));
    }

    private static IntConsumer telling(long start) {
        return made -> {
            if (made % TELL == 0) {
                System.out.printf(Locale.ROOT, "%,d kills, %.0f s%n", made, seconds(start));
            }
        };
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
