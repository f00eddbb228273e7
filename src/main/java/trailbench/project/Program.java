package trailbench.project;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import trailbench.work.Fault;

/// What this program calls itself.
public final class Program {
    private static final int SHORT = 12;

    private Program() {}

    /// The version of the jar this class came from; "development" where it runs from class files.
    public static String version() {
        return Optional.ofNullable(Program.class.getPackage().getImplementationVersion()).orElse("development");
    }

    /// Twelve hexadecimal digits of a SHA-256 over the program's jar, or over its class files in the order of their names: two programs of
    /// one version that compute differently are told apart by it.
    public static String code() {
        try {
            Path home = Path.of(Program.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files(home)) {
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHORT);
        } catch (IOException | URISyntaxException e) {
            throw new Fault.Work("The program's own files cannot be read: %s", e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static List<Path> files(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            return List.of(home);
        }
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(file -> file.toString().endsWith(".class")).sorted().toList();
        }
    }
}
