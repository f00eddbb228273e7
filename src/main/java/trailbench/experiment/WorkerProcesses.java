package trailbench.experiment;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import trailbench.kernel.Compilation;
import trailbench.kernel.CpuKernel;
import trailbench.project.UserFolders;
import trailbench.training.FaultLine;
import trailbench.training.ProgressLine;
import trailbench.work.Fault;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Starts this program again, in a JVM made for computing.
///
/// A worker is told its verb by the command line that a person would type; only its JVM differs: heap, native memory, threads and
/// BLAS kernel are set here, before it starts, whatever the caller's shell holds.
public final class WorkerProcesses {
    /// Set in a worker's JVM.
    public static final String WORKER_PROPERTY = "trailbench.worker";

    /// Set in a worker that must not outlive its starter.
    private static final String ATTACHED_PROPERTY = "trailbench.attached";

    /// How a worker ends whose starter is gone, as shells report what was interrupted.
    static final int ABANDONED = 130;

    /// How a JVM with `-XX:+ExitOnOutOfMemoryError` ends.
    private static final int OUT_OF_MEMORY = 3;
    private static final long CANCEL_POLL_MILLIS = 100;
    private static final String SHARED_CLASSES = "worker.jsa";
    private static final String NATIVES = "native";
    /// What a server's JVM is told beyond a worker's: to begin small, since it goes on for long. [OldGarbage] keeps it so.
    static final List<String> SERVER = List.of("-Xmn96m", "-Xms128m");

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final int GIVING_WAY = 10;
    private static final int SESSION = 3;
    private static final int NICENESS = 16;

    private static final Logger LOG = System.getLogger(WorkerProcesses.class.getName());

    private final String mainClass;
    private final int niceness;

    /// @param mainClass the program's entry
    public WorkerProcesses(String mainClass) {
        this(mainClass, 0);
    }

    private WorkerProcesses(String mainClass, int niceness) {
        this.mainClass = mainClass;
        this.niceness = niceness;
    }

    /// The same, but what computes takes the processors that others leave, where the system has `nice`: so a window stays smooth. What answers a
    /// question of the moment ([#talking]) or others ([#server]) does not wait.
    public WorkerProcesses givingWay() {
        return new WorkerProcesses(mainClass, GIVING_WAY);
    }

    /// Starts a worker that outlives its starter; what it prints goes to `log`.
    Process startDetached(List<String> arguments, Path log) {
        return startDetached(builder(arguments), log);
    }

    /// Starts this program as a terminal would, without a terminal: it computes nothing itself, and outlives its starter.
    Process startServing(List<String> arguments, Path log) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.addAll(List.of(
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8", "-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        return startDetached(new ProcessBuilder(command), log);
    }

    private Process startDetached(ProcessBuilder builder, Path log) {
        giveWay(builder);
        if (Files.isExecutable(SETSID)) {
            // Out of the terminal's reach: neither Ctrl+C nor a closed terminal ends it.
            builder.command().addFirst(SETSID.toString());
        }
        builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return start(builder);
    }

    private void giveWay(ProcessBuilder builder) {
        if (niceness > 0 && Files.isExecutable(NICE)) {
            builder.command().addAll(0, List.of(NICE.toString(), "-n", Integer.toString(niceness)));
        }
    }

    /// In a worker that leads a session of its own: makes its niceness hold against other sessions too. Linux may share the processors out among
    /// sessions first, so that niceness counts inside one alone (sched(7), autogroup).
    public static void giveWayAsSession() {
        Path autogroup = Path.of("/proc/self/autogroup");
        if (!Files.isWritable(autogroup)) {
            return;
        }
        try {
            // behind the name, which may hold anything: state, parent, group, session … niceness
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] facts = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (facts[SESSION].equals(Long.toString(ProcessHandle.current().pid())) && !facts[NICENESS].equals("0")) {
                Files.writeString(autogroup, facts[NICENESS]);
            }
        } catch (IOException refused) {
            LOG.log(Level.DEBUG, "The session's niceness cannot be set", refused);
        }
    }

    /// Runs a worker to its end, passing its progress on; cancelling ends it, and so does the end of this process, however it comes.
    ///
    /// @return what it printed on standard output
    String run(List<String> arguments, Progress progress) {
        return run(arguments, List.of(), Map.of(), progress);
    }

    /// As [#run(List, Progress)], with further options for the worker's JVM and variables of its environment.
    String run(List<String> arguments, List<String> jvmOptions, Map<String, String> environment, Progress progress) {
        ProcessBuilder builder = attached(arguments);
        builder.environment().putAll(environment);
        builder.command().addAll(1, jvmOptions);
        giveWay(builder);
        Process process = start(builder);
        Thread.ofVirtual().name("cancel-worker").start(() -> endWhenCancelled(process, progress));
        // a thread of its own: a server says nothing until it ends, and the pool that all share may have one thread alone
        CompletableFuture<String> output = CompletableFuture.supplyAsync(
                () -> readAll(process.getInputStream()), reading -> Thread.ofPlatform().daemon().name("worker-output").start(reading));
        StringBuilder fault = new StringBuilder();
        Optional<Trouble> trouble = Optional.empty();
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<ProgressLine> said = ProgressLine.parse(line);
                said.ifPresent(report -> progress.report(report.phase(), report.done(), report.total()));
                Optional<FaultLine> why = FaultLine.parse(line);
                if (why.isPresent()) {
                    trouble = why.map(FaultLine::fault);
                }
                if (said.isEmpty() && why.isEmpty() && !isJvmChatter(line)) {
                    fault.append(line).append('\n');
                }
            }
            int code = process.waitFor();
            progress.checkpoint();
            if (code == OUT_OF_MEMORY) {
                throw new Fault.Work(Trouble.of(Trouble.Kind.WORKER_FULL));
            }
            if (code == 2) {
                throw trouble.map(Fault.Request::new).orElseGet(() -> new Fault.Request("%s", fault.toString().strip()));
            }
            if (code != 0) {
                throw trouble.or(() -> fault.isEmpty() ? Optional.of(Trouble.of(Trouble.Kind.WORKER_ENDED, code)) : Optional.empty())
                        .map(Fault.Work::new)
                        .orElseGet(() -> new Fault.Work("%s", fault.toString().strip()));
            }
            return output.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Progress.Cancelled();
        } finally {
            process.destroy();
        }
    }

    private static void endWhenCancelled(Process process, Progress progress) {
        try {
            while (!process.waitFor(CANCEL_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (progress.cancelled()) {
                    process.destroy();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// In a worker that [#run] started: ends it when nobody holds the other end of its standard input any more.
    public static void endWithStarter() {
        if (Boolean.getBoolean(ATTACHED_PROPERTY)) {
            Thread.ofPlatform().daemon().name("starter-watch").start(() -> {
                try {
                    System.in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException gone) {
                    LOG.log(Level.DEBUG, "The starter is gone", gone);
                }
                System.exit(ABANDONED);
            });
        }
    }

    /// Starts a worker that is asked on its standard input, and ends when that does.
    Process talking(List<String> arguments) {
        return start(builder(arguments));
    }

    ProcessBuilder attached(List<String> arguments) {
        ProcessBuilder builder = builder(arguments);
        builder.command().add(1, "-D" + ATTACHED_PROPERTY + "=true");
        return builder;
    }

    /// A worker that answers for long, and is not started yet.
    public ProcessBuilder server(List<String> arguments) {
        ProcessBuilder builder = builder(arguments);
        builder.command().addAll(1, SERVER);
        return builder;
    }

    /// A worker that is not started yet.
    public ProcessBuilder builder(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions());
        // A program that was moved or copied does without, and without a word about it.
        sharedClasses().ifPresent(archive -> command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off")));
        command.add(mainClass);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove(CpuKernel.VARIABLE);
        builder.environment().putAll(blasKernel());
        return builder;
    }

    /// The environment that makes OpenBLAS take the right kernel for this processor; empty where it should choose itself.
    static Map<String, String> blasKernel() {
        return CpuKernel.openblasCoreType().map(kernel -> Map.of(CpuKernel.VARIABLE, kernel)).orElse(Map.of());
    }

    private static List<String> jvmOptions() {
        long heapMegabytes = Math.clamp(physicalMemoryBytes() / 4 / (1 << 20), 512, 8_192);
        long nativeMegabytes = heapMegabytes * 2;
        List<String> options = new ArrayList<>(List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC", // little garbage: the parallel collector keeps it for hours, and the native buffers that wait for it
                "-XX:+ExitOnOutOfMemoryError",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-Dorg.deeplearning4j.crash.reporting.enabled=false", // it would write into whatever folder is the current one
                "-Dorg.bytedeco.javacpp.maxbytes=" + nativeMegabytes + "m",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=" + (heapMegabytes + nativeMegabytes) + "m",
                "-Dfile.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-D" + WORKER_PROPERTY + "=true"));
        options.addAll(Compilation.jvmOptions());
        natives().ifPresent(folder -> options.add("-Djava.library.path=" + folder));
        options.add("-Dorg.bytedeco.javacpp.cachedir=" + UserFolders.ofThisSystem().cache().resolve(NATIVES));
        options.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return options;
    }

    /// What a worker loads, parsed and linked when the program was packaged; empty where it runs from its class files.
    private static Optional<Path> sharedClasses() {
        Path program = Path.of(System.getProperty("java.class.path").split(File.pathSeparator)[0]);
        return Optional.of(program.resolveSibling(SHARED_CLASSES)).filter(Files::isReadable);
    }

    /// The native libraries of an installed program; empty where they are in jars, out of which they go into the user's cache at the first start.
    private static Optional<Path> natives() {
        Path program = Path.of(System.getProperty("java.class.path").split(File.pathSeparator)[0]).toAbsolutePath();
        return Optional.of(program.resolveSibling(NATIVES)).filter(Files::isDirectory);
    }

    private static long physicalMemoryBytes() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory() * 4;
    }

    private static boolean isJvmChatter(String line) {
        return line.startsWith("WARNING: ");
    }

    private static File nothing() {
        return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new Fault.Work("The worker process cannot be started: %s", Trouble.reason(e), e);
        }
    }

    private static String readAll(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
