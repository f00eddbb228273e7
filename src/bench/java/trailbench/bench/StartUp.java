package trailbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Seconds from the start of `trailbench train` to the first loss in the run's journal: two JVMs, the log, the engine and one step.
///
/// Times the packaged program in `target/trailbench`. The first run reads and cuts the log; the others find it prepared.
final class StartUp {
    private static final Path PROGRAM = Path.of("target", "trailbench", "bin", "trailbench");
    private static final Path PROJECT = Path.of("target", "bench", "start-up");
    private static final int RUNS = 6;
    private static final long POLL_MILLIS = 2;
    private static final long LIMIT_SECONDS = 120;

    private StartUp() {}

    /// @param arguments further words for `trailbench train`; the sample's recommender without any
    static void main(String[] arguments) throws IOException, InterruptedException {
        Path sample = Path.of("projects", "online-retail").toAbsolutePath();
        List<String> words = arguments.length > 0
                ? Arrays.asList(arguments)
                : List.of(sample.resolve("experiments/gru-next.yaml").toString(), "--set", "log.files=[" + sample.resolve("online-retail.csv.gz") + "]");
        delete(PROJECT);
        List<Start> starts = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            starts.add(toFirstLoss(words));
            System.out.printf(Locale.ROOT, "%s: %s%n", run == 0 ? "log never seen" : "log seen before", starts.getLast());
        }
        List<Start> seen = starts.subList(1, RUNS);
        System.out.printf(
                Locale.ROOT, "medians of those that find the log prepared: %s%n",
                new Start(median(seen, Start::seconds), median(seen, Start::terminal), median(seen, Start::worker)));
        System.exit(0);
    }

    /// @param seconds  by the clock on the wall
    /// @param terminal seconds of processor time, in Java and in the system, of the JVM that was called
    /// @param worker   the same of the JVM that trains: the figure to compare where other work goes on
    private record Start(double seconds, double terminal, double worker) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f s; processor time: terminal %.2f s, worker %.2f s", seconds, terminal, worker);
        }
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> figure) {
        return starts.stream().mapToDouble(figure).sorted().skip(starts.size() / 2).findFirst().orElseThrow();
    }

    private static Start toFirstLoss(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toAbsolutePath().toString(), "train"));
        command.addAll(words);
        command.addAll(List.of("--project", PROJECT.toAbsolutePath().toString()));
        List<Path> before = runs();
        long start = System.nanoTime();
        Process terminal = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(PROJECT.resolveSibling("words.log").toFile()).start();
        Optional<Path> journal = Optional.empty();
        while (journal.isEmpty() || !Files.exists(journal.get()) || !Files.readString(journal.get()).contains("{\"kind\":\"step\"")) {
            if (!terminal.isAlive() || System.nanoTime() - start > LIMIT_SECONDS * 1_000_000_000L) {
                throw new IllegalStateException("no loss: " + Files.readString(PROJECT.resolveSibling("words.log")));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            journal = runs().stream().filter(run -> !before.contains(run)).findFirst().map(run -> run.resolve("events.jsonl"));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        ProcessHandle worker = terminal.children().findFirst().orElseThrow();
        Start measured = new Start(seconds, processorSeconds(terminal.toHandle()), processorSeconds(worker));
        terminal.destroy(); // as Ctrl+C: the worker writes a checkpoint and ends
        worker.destroy();
        terminal.waitFor();
        worker.onExit().join();
        return measured;
    }

    private static double processorSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    private static List<Path> runs() throws IOException {
        Path folder = PROJECT.resolve("runs");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
