package trailbench.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import trailbench.bench.Work.Contender;
import trailbench.experiment.WorkerProcesses;
import trailbench.format.Json;
import trailbench.kernel.CpuKernel;
import trailbench.sequence.Batch;

/// The command: one contender after another, each in a process of its own, on two threads, on the same batches; then a table in Markdown.
///
/// A contender that cannot run here is said to be missing, with its own words, and the others go on.
final class SideBySide {
    private static final Path FOLDER = Path.of("target", "bench");
    private static final Path PEERS = Path.of("src", "bench", "peers");
    private static final String THREADS = "2";
    private static final int SMALL_BATCH = 8;
    /// What ended by signal n leaves this and n.
    private static final int SIGNAL = 128;
    /// glibc gives large blocks back to the system at once, and takes page faults for them again in the next step.
    private static final Map<String, String> KEEPING_MEMORY =
            Map.of("MALLOC_MMAP_MAX_", "0", "MALLOC_TRIM_THRESHOLD_", "100000000000", "MALLOC_TOP_PAD_", "67108864");

    private final Timing timing;
    private final int rounds;
    private final BenchLog log = BenchLog.read();

    private SideBySide(Timing timing, int rounds) {
        this.timing = timing;
        this.rounds = rounds;
    }

    /// @param arguments names of works (all without any), `--short`, `--rounds=N`, `--only=ours,libtorch,pytorch`
    static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(arguments);
        Timing timing = words.contains("--short") ? Timing.SHORT : Timing.LONG;
        int rounds = option(words, "--rounds=").map(Integer::parseInt).orElse(1);
        List<Contender> contenders = option(words, "--only=")
                .map(names -> Arrays.stream(names.split(",")).map(name -> Contender.valueOf(name.toUpperCase(Locale.ROOT))).toList())
                .orElse(List.of(Contender.values()));
        List<String> names = words.stream().filter(word -> !word.startsWith("--")).toList();
        List<Work> works = names.isEmpty() ? Work.all() : names.stream().map(Work::named).toList();
        if (timing.smallBatches()) {
            works = works.stream().map(work -> work.withBatch(SMALL_BATCH)).toList();
        }
        new SideBySide(timing, rounds).run(works, contenders);
    }

    private static Optional<String> option(List<String> words, String prefix) {
        return words.stream().filter(word -> word.startsWith(prefix)).map(word -> word.substring(prefix.length())).findFirst();
    }

    private void run(List<Work> works, List<Contender> contenders) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        double peak = Double.parseDouble(lastLine(ours(Peak.class)).orElseThrow(() -> new IllegalStateException("no sgemm peak")));
        List<Table.Row> rows = new ArrayList<>();
        for (Work work : works) {
            List<Batch> batches = log.windows(work).epoch(work.batch(), Work.SEED, 1);
            Path file = FOLDER.resolve(work.name() + ".batches");
            BatchFile.write(file, log.items(), batches);
            Map<Contender, Result> results = new EnumMap<>(Contender.class);
            for (int round = 0; round < rounds; round++) {
                for (Contender contender : contenders) {
                    if (contender == Contender.OURS || work.peers().contains(contender)) {
                        result(work, contender, file).ifPresent(result -> results.merge(contender, result, SideBySide::faster));
                    }
                }
            }
            rows.add(new Table.Row(work, operationsPerTarget(work, batches), results));
        }
        System.out.println(Table.of(rows, peak, log.name(), timing));
    }

    private static Result faster(Result one, Result other) {
        return one.targetsPerSecond() >= other.targetsPerSecond() ? one : other;
    }

    private double operationsPerTarget(Work work, List<Batch> batches) {
        double operations = batches.stream().mapToDouble(batch -> Flops.of(work, log.items(), batch)).sum();
        return operations / batches.stream().mapToLong(Batch::targetCount).sum();
    }

    private Optional<Result> result(Work work, Contender contender, Path file) throws IOException, InterruptedException {
        System.err.printf("%s: %s%n", work.name(), contender.title());
        ProcessBuilder process = switch (contender) {
            case OURS -> ours(Steps.class, work.name(), Integer.toString(work.batch()), seconds(timing.warmSeconds()), seconds(timing.timedSeconds()));
            case LIBTORCH -> libtorch(work, file);
            case PYTORCH -> pytorch(work, file);
        };
        return lastLine(process).map(line -> Json.parse(line, Result.class));
    }

    /// The JVM and the environment of a worker, as the program starts them.
    private static ProcessBuilder ours(Class<?> main, String... arguments) {
        return new WorkerProcesses(main.getName()).builder(List.of(arguments));
    }

    private ProcessBuilder libtorch(Work work, Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Xmx2g", "-cp", PEERS.resolve("target/classes") + ":" + classPath(), "peers.Main"));
        command.addAll(peerArguments(work, file));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().putAll(Map.of("THP_MEM_ALLOC_ENABLE", "1", "OMP_NUM_THREADS", THREADS));
        process.environment().putAll(KEEPING_MEMORY);
        return process;
    }

    private static String classPath() throws IOException {
        Path file = PEERS.resolve("target/classpath");
        return Files.isReadable(file) ? Files.readString(file).strip() : "";
    }

    private ProcessBuilder pytorch(Work work, Path file) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", PEERS.resolve("steps.py").toString()));
        command.addAll(peerArguments(work, file));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("OMP_NUM_THREADS", THREADS);
        process.environment().putAll(KEEPING_MEMORY);
        CpuKernel.openblasCoreType().ifPresent(kernel -> process.environment().put(CpuKernel.VARIABLE, kernel));
        return process;
    }

    private List<String> peerArguments(Work work, Path file) {
        List<String> arguments = new ArrayList<>(
                List.of(work.name(), file.toString(), seconds(timing.warmSeconds()), seconds(timing.timedSeconds()), THREADS));
        work.numbers().forEach((name, value) -> arguments.add(name + "=" + value));
        return arguments;
    }

    private static String seconds(double value) {
        return Double.toString(value);
    }

    /// Runs to the end; what it says on standard error is kept and shown only if it fails. What a signal ended is tried once more: libtorch dies at
    /// times while its libraries are loaded.
    private static Optional<String> lastLine(ProcessBuilder process) throws IOException, InterruptedException {
        Path words = FOLDER.resolve("words.log");
        process.redirectError(words.toFile());
        for (int left = 1; ; left--) {
            Process started = process.start();
            String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int code = started.waitFor();
            if (code == 0) {
                return said.lines().reduce((_, last) -> last);
            }
            if (code > SIGNAL && left > 0) {
                continue;
            }
            List<String> lines = Files.readAllLines(words);
            System.err.printf("  cannot run here:%n    %s%n", String.join("\n    ", lines.subList(Math.max(0, lines.size() - 8), lines.size())));
            return Optional.empty();
        }
    }
}
