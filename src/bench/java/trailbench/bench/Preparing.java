package trailbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Seconds and largest resident memory of `trailbench prepare` on a log in Taobao's layout, from the start of the process to its end:
/// import, duplicates out, 5-core over and over, sort, vocabulary, sequences, split. Then the same work in pandas, where it is installed.
///
/// Arguments: rows (10,000,000), rounds (3), `--ours` to leave pandas out. Prepares with the packaged program in `target/trailbench`.
/// Linux only: memory is `VmHWM` of `/proc`.
final class Preparing {
    private static final Path PROGRAM = Path.of("target", "trailbench", "bin", "trailbench");
    private static final Path FOLDER = Path.of("target", "bench", "preparing");
    private static final Path PANDAS = Path.of("src", "bench", "peers", "prepare.py");
    private static final long POLL_MILLIS = 20;

    private Preparing() {}

    private record Run(double seconds, long megabytes) {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(arguments));
        boolean ours = words.remove("--ours");
        long rows = words.isEmpty() ? 10_000_000 : Long.parseLong(words.get(0).replace(",", "").replace("_", ""));
        int rounds = words.size() < 2 ? 3 : Integer.parseInt(words.get(1));
        Path log = FOLDER.resolve("taobao-" + rows + ".csv").toAbsolutePath();
        TaobaoLog.write(log, rows);
        System.out.printf(Locale.ROOT, "%,d rows, %,d MB%n", rows, Files.size(log) >> 20);
        Path experiment = FOLDER.resolve("experiment.yaml").toAbsolutePath();
        Files.writeString(experiment, """
                experiment: taobao-layout
                log:
                  files: [%s]
                  format: {delimiter: comma, header: false}
                  columns: {user: 0, item: 1, time: 4, behaviour: 3, time_format: seconds}
                  clean: {min_user_events: 5, min_item_events: 5}
                sequences: {max_length: 50}
                split: {kind: temporal}
                graph: {kind: gru-next}
                """.formatted(log));
        Path project = FOLDER.resolve("project");
        for (int round = 0; round < rounds; round++) {
            delete(project);
            print("Trailbench", run(List.of(
                    PROGRAM.toAbsolutePath().toString(), "prepare", experiment.toString(), "--project", project.toAbsolutePath().toString())));
            if (!ours) {
                print("pandas", run(List.of("/usr/bin/python3", PANDAS.toString(), log.toString())));
            }
        }
        System.exit(0);
    }

    private static void print(String name, Run run) {
        System.out.printf(Locale.ROOT, "%-12s %6.2f s  %,6d MB%n", name, run.seconds, run.megabytes);
    }

    private static Run run(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
        long kilobytes = 0;
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            long all = Proc.peakKilobytes(process.toHandle());
            for (ProcessHandle child : process.descendants().toList()) {
                all += Proc.peakKilobytes(child);
            }
            kilobytes = Math.max(kilobytes, all);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + process.exitValue());
        }
        return new Run(seconds, kilobytes / 1024);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
