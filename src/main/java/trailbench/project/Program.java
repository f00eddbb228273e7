package trailbench.project;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import trailbench.work.Fault;
import trailbench.work.Trouble;

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
            Path home = home();
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files(home)) {
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHORT);
        } catch (IOException e) {
            throw new Fault.Work("The program's own files cannot be read: %s", Trouble.reason(e), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The jar, or the folder of class files. Asked by the way of a resource: a class out of a shared archive that was made elsewhere has no code source.
    private static Path home() {
        String self = Program.class.getName().replace('.', '/') + ".class";
        String address = String.valueOf(Program.class.getClassLoader().getResource(self));
        String home = address.substring(0, address.length() - self.length());
        return Path.of(URI.create(home.startsWith("jar:") ? home.substring("jar:".length(), home.length() - "!/".length()) : home));
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
