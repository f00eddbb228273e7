package trailbench.experiment;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import trailbench.kernel.Lanes;

/// What a run computes on, as its provenance tells it.
final class Machine {
    /// Threads that train: with the same number, the same bits.
    static final String THREADS = "threads";

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final List<String> NATIVE = List.of("nd4j-native-", "openblas-", "javacpp-");
    /// Names of environment variables that can change a number, or the way it is written.
    private static final String TELLING = "OPENBLAS_.*|OMP_.*|MKL_.*|LD_PRELOAD|LANG|LC_.*|TZ";

    private Machine() {}

    static Map<String, String> described() {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        machine.put("jvm_options", ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X"))
                .collect(Collectors.joining(" ")));
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
        machine.put("processor", processor());
        machine.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        machine.put(THREADS, Integer.toString(Lanes.countOfProcessors()));
        machine.put("heap", Runtime.getRuntime().maxMemory() / (1 << 20) + " MB");
        machine.put("native", nativeLibraries());
        WorkerProcesses.blasKernel().forEach(machine::put);
        return machine;
    }

    static Map<String, String> environment() {
        Map<String, String> telling = new TreeMap<>(System.getenv());
        telling.keySet().removeIf(name -> !name.matches(TELLING));
        return telling;
    }

    private static String processor() {
        try {
            return Files.isReadable(CPU_INFO)
                    ? Files.readString(CPU_INFO).lines()
                            .filter(line -> line.startsWith("model name"))
                            .findFirst()
                            .map(line -> line.substring(line.indexOf(':') + 1).strip())
                            .orElse("unknown")
                    : System.getProperty("os.arch");
        } catch (IOException unreadable) {
            return "unknown";
        }
    }

    /// Names of the jars that hold them, with their versions.
    private static String nativeLibraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(jar -> Path.of(jar).getFileName().toString())
                .filter(jar -> NATIVE.stream().anyMatch(jar::startsWith) && jar.endsWith(".jar") && jar.contains(system()))
                .map(jar -> jar.substring(0, jar.length() - ".jar".length()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String system() {
        String name = System.getProperty("os.name");
        return name.startsWith("Windows") ? "windows" : name.startsWith("Mac") ? "macosx" : "linux";
    }
}
