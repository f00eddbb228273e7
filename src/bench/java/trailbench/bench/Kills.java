package trailbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import trailbench.experiment.KilledRuns;

/// Kills workers (SIGKILL) at drawn moments, resumes their runs, and compares each with a run that nobody disturbed:
/// `src/bench/run.sh --main=trailbench.bench.Kills [kills=200] [seed=1]`.
final class Kills {
    private static final Path FOLDER = Path.of("target", "bench", "kills");
    private static final int TELL = 20;

    private Kills() {}

    static void main(String[] arguments) throws IOException {
        int kills = arguments.length > 0 && !arguments[0].isBlank() ? Integer.parseInt(arguments[0]) : 200;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        delete(FOLDER);
        Files.createDirectories(FOLDER);
        long start = System.nanoTime();
        try (KilledRuns runs = new KilledRuns(FOLDER.toAbsolutePath(), seed)) {
            KilledRuns.Outcome outcome = runs.kill(kills, made -> {
                if (made % TELL == 0) {
                    System.out.printf(Locale.ROOT, "%,d kills, %.0f s%n", made, seconds(start));
                }
            });
            System.out.printf(
                    Locale.ROOT, "%,d kills survived of %,d kills made, in %,d runs%nresume difference %s; %,d of %,d bytes of parameters and optimiser states differ%n%.0f s%n",
                    outcome.survived(), outcome.made(), outcome.runs(), outcome.difference() == 0 ? "0" : Double.toString(outcome.difference()),
                    outcome.differentBytes(), outcome.bytes(), seconds(start));
        }
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
