package trailbench.project;

import java.nio.file.Path;
import java.util.Optional;

/// The only folders outside a project that the program writes to.
///
/// @param documents where projects are saved unless the user says otherwise
/// @param cache     derived data of read-only projects; always safe to delete
/// @param logs      stack traces of faults
public record UserFolders(Path documents, Path cache, Path logs) {

    /// By the customs of this system: XDG on Linux, `Library` on macOS, `AppData` on Windows.
    public static UserFolders ofThisSystem() {
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name");
        Path cache;
        if (system.startsWith("Windows")) {
            cache = environment("LOCALAPPDATA").orElse(home.resolve("AppData").resolve("Local")).resolve("Trailbench");
        } else if (system.startsWith("Mac")) {
            cache = home.resolve("Library").resolve("Caches").resolve("Trailbench");
        } else {
            cache = environment("XDG_CACHE_HOME").orElse(home.resolve(".cache")).resolve("trailbench");
        }
        return new UserFolders(home.resolve("Trailbench"), cache, cache.resolve("logs"));
    }

    /// Where the window's settings are kept on Linux; other systems have a place of their own for what programs remember.
    public static Optional<Path> settings() {
        return System.getProperty("os.name").equals("Linux")
                ? Optional.of(environment("XDG_CONFIG_HOME").orElse(Path.of(System.getProperty("user.home"), ".config")).resolve("trailbench"))
                : Optional.empty();
    }

    private static Optional<Path> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank()).map(Path::of);
    }
}
