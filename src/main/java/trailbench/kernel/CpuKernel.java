package trailbench.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Chooses OpenBLAS's kernel for this processor. Pure Java: no native library is loaded.
///
/// OpenBLAS 0.3.19, which comes with ND4J, does not know processors newer than itself and falls back to a slow kernel: left to itself it
/// reached a third of the speed of the right one. The choice must stand in the environment, as `OPENBLAS_CORETYPE`, before the process
/// that computes is started.
public final class CpuKernel {
    /// Name of the environment variable that OpenBLAS reads when it is loaded.
    public static final String VARIABLE = "OPENBLAS_CORETYPE";

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private CpuKernel() {}

    /// The value for [#VARIABLE]; empty where OpenBLAS should choose: other processor families, systems that do not say.
    public static Optional<String> openblasCoreType() {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        if (!architecture.equals("amd64") && !architecture.equals("x86_64") || !Files.isReadable(CPU_INFO)) {
            return Optional.empty();
        }
        try {
            return coreType(Files.readString(CPU_INFO));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("%s cannot be read".formatted(CPU_INFO), unreadable);
        }
    }

    /// The kernel for a processor that describes itself in the words of `/proc/cpuinfo`.
    static Optional<String> coreType(String cpuInfo) {
        Set<String> flags = cpuInfo.lines()
                .filter(line -> line.startsWith("flags"))
                .limit(1)
                .flatMap(line -> Arrays.stream(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
                .collect(Collectors.toSet());
        if (flags.containsAll(Set.of("avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512cd"))) {
            return Optional.of("SkylakeX");
        }
        if (!flags.containsAll(Set.of("avx2", "fma"))) {
            return Optional.empty();
        }
        return Optional.of(cpuInfo.contains("AuthenticAMD") ? "Zen" : "Haswell");
    }
}
