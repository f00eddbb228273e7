import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds the modules of the program's own Java against what jdeps finds in the program and its libraries.
///
/// `java installer/Modules.java JARS JAVAFX POM REASONS`: `jlink.modules` of POM must be what jdeps names for the program's jar in JARS and all that it reaches
/// there, beside the modules of JAVAFX; and what REASONS adds, because it is found as a service, or leaves out, because what names it is never loaded.
/// Modules that others require for all their users (java.logging by java.sql) are not named twice. Fails if a module has no such reason, and if a reason
/// has gone.
public final class Modules {
    private static final Pattern REASON = Pattern.compile("([+-])(\\S+)\\s+\\S.*");

    private Modules() {}

    void main(String[] arguments) throws IOException {
        Set<String> needed = needed(Path.of(arguments[0]), Path.of(arguments[1]));
        Set<String> linked = linked(Path.of(arguments[2]));
        List<String> wrong = new ArrayList<>();
        Set<String> wanted = new TreeSet<>(needed);
        for (String line : Files.readAllLines(Path.of(arguments[3]))) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher reason = REASON.matcher(line);
            if (!reason.matches()) {
                wrong.add("\"" + line + "\" gives no reason: +MODULE why, or -MODULE why");
            } else if (reason.group(1).equals("+") && !wanted.add(reason.group(2))) {
                wrong.add(reason.group(2) + " needs no reason: jdeps names it");
            } else if (reason.group(1).equals("-") && !wanted.remove(reason.group(2))) {
                wrong.add(reason.group(2) + " needs no reason to be left out: jdeps does not name it");
            }
        }
        linked.stream().filter(module -> !wanted.contains(module)).forEach(module -> wrong.add(module + " is linked, and nothing needs it"));
        wanted.stream().filter(module -> !linked.contains(module)).forEach(module -> wrong.add(module + " is needed and not linked"));
        if (!wrong.isEmpty()) {
            throw new IOException("Modules of the runtime: " + String.join("; ", wrong) + ". jdeps names " + String.join(",", needed));
        }
        System.out.println("Modules: " + needed.size() + " named by jdeps; with reasons, " + linked.size() + " are linked");
    }

    /// What the program's jar names of Java, and all that it reaches in its libraries.
    private static Set<String> needed(Path jars, Path javafx) {
        Map<Boolean, List<String>> byProgram = all(jars).stream()
                .collect(Collectors.partitioningBy(jar -> jar.getFileName().toString().startsWith("trailbench-"), Collectors.mapping(Path::toString, Collectors.toList())));
        List<String> words = new ArrayList<>(List.of(
                "--multi-release", "25", "--ignore-missing-deps", "-q", "--print-module-deps", "--module-path", javafx.toString(), "--add-modules", "javafx.controls,javafx.fxml",
                "--class-path", String.join(File.pathSeparator, byProgram.get(false))));
        words.addAll(byProgram.get(true));
        StringWriter said = new StringWriter();
        int code = ToolProvider.findFirst("jdeps").orElseThrow().run(new PrintWriter(said), new PrintWriter(said), words.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException("jdeps: " + said);
        }
        return Arrays.stream(said.toString().strip().split("[,\\s]+")).filter(module -> !module.startsWith("javafx.")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> all(Path jars) {
        try (Stream<Path> files = Files.list(jars)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> linked(Path pom) throws IOException {
        Matcher list = Pattern.compile("<jlink.modules>([^<]*)</jlink.modules>").matcher(Files.readString(pom));
        if (!list.find()) {
            throw new IOException(pom + " has no jlink.modules");
        }
        return new TreeSet<>(List.of(list.group(1).strip().split("\\s*,\\s*")));
    }
}
