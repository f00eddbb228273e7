import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Gathers the licences of all parts of an installed Trailbench.
///
/// `java installer/Licences.java JARS RUNTIME OUT`: writes OUT/LICENCES.txt, a table of every jar with the licence that its Maven description names,
/// and OUT/<jar>/ with the texts that the jar brings; texts of licences that jars only name lie in `installer/licences`. The runtime's own are in
/// RUNTIME/legal. Fails if a jar names no licence, or one whose text is nowhere: a new part has to be looked at.
public final class Licences {
    private static final Path REPOSITORY = Path.of(System.getProperty("user.home"), ".m2", "repository");
    private static final Path TEXTS = Path.of("installer", "licences");
    private static final Pattern TEXT_NAME = Pattern.compile("(?:META-INF/)?(?:LICEN[CS]E|NOTICE|COPYING)[^/]*", Pattern.CASE_INSENSITIVE);

    /// How the names of licences are spelled in the wild, and which text they mean.
    private enum Text {
        APACHE("Apache", "Apache-2.0.txt"),
        MIT("MIT", "MIT.txt"),
        BSD("BSD", "BSD-3-Clause.txt"),
        LGPL("LGPL|Lesser", "LGPL-2.1.txt"),
        GPL("GNU 3|GPL-3", "GPL-3.0.txt");

        private final Pattern names;
        private final String file;

        Text(String names, String file) {
            this.names = Pattern.compile(names);
            this.file = file;
        }

        static Optional<Text> of(String names) {
            return Stream.of(values()).filter(text -> text.names.matcher(names).find()).findFirst();
        }
    }

    private Licences() {}

    void main(String[] arguments) throws IOException {
        Path out = Path.of(arguments[2]);
        Files.createDirectories(out);
        List<String> lines = new ArrayList<>(List.of("Trailbench: GPL-3.0-or-later, GPL-3.0.txt", "", "Libraries, the licence each names, and its text:", ""));
        try (Stream<Path> jars = Files.list(Path.of(arguments[0]))) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar") && !file.getFileName().toString().startsWith("trailbench-")).sorted().toList()) {
                lines.add(line(jar, out));
            }
        }
        try (Stream<Path> texts = Files.list(TEXTS)) {
            for (Path text : texts.sorted().toList()) {
                Files.copy(text, out.resolve(text.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.copy(Path.of("LICENSE"), out.resolve("GPL-3.0.txt"), StandardCopyOption.REPLACE_EXISTING);
        lines.addAll(List.of(
                "", "Within native libraries: OpenBLAS (BSD-3-Clause), libgfortran, libquadmath, libgcc, libgomp (GPL-3.0 with the GCC Runtime Library Exception).",
                "Java and JavaFX: GPL-2.0 with the Classpath Exception; their texts, module by module, are in " + arguments[1] + "/legal."));
        Files.write(out.resolve("LICENCES.txt"), lines);
        System.out.println("Licences of " + (lines.size() - 6) + " libraries: " + out.resolve("LICENCES.txt"));
    }

    private static String line(Path jar, Path out) throws IOException {
        String name = jar.getFileName().toString();
        List<String> own = ownTexts(jar, out.resolve(name.replace(".jar", "")));
        String named = String.join("; ", pom(name).map(Licences::names).orElse(List.of()));
        Optional<Text> text = Text.of(named);
        if (named.isEmpty() || own.isEmpty() && text.isEmpty()) {
            throw new IOException(name + ": " + (named.isEmpty() ? "no licence is named" : "no text is known of \"" + named + "\"") + ". Look at it, and add its text.");
        }
        return name + ": " + named + ", " + (own.isEmpty() ? text.orElseThrow().file : name.replace(".jar", "") + "/");
    }

    private static List<String> ownTexts(Path jar, Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).filter(each -> TEXT_NAME.matcher(each.getName()).matches() && !each.isDirectory()).toList()) {
                Files.createDirectories(folder);
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                try (InputStream text = zip.getInputStream(entry)) {
                    Files.copy(text, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
                found.add(name);
            }
        }
        return found;
    }

    /// The description beside the jar in the local repository.
    private static Optional<Path> pom(String jar) throws IOException {
        try (Stream<Path> files = Files.find(REPOSITORY, 12, (path, attributes) -> path.getFileName().toString().equals(jar))) {
            Optional<Path> home = files.findFirst().map(Path::getParent);
            if (home.isEmpty()) {
                return Optional.empty();
            }
            try (Stream<Path> beside = Files.list(home.get())) {
                return beside.filter(file -> file.toString().endsWith(".pom")).findFirst();
            }
        }
    }

    /// Of a description, or of the nearest one above it that names any.
    private static List<String> names(Path pom) {
        try {
            String text = Files.readString(pom).replaceAll("(?s)<!--.*?-->", "");
            Matcher licences = Pattern.compile("(?s)<licenses>(.*?)</licenses>").matcher(text);
            if (licences.find()) {
                return Pattern.compile("(?s)<name>\\s*(.*?)\\s*</name>").matcher(licences.group(1)).results().map(name -> name.group(1)).toList();
            }
            Matcher parent = Pattern.compile("(?s)<parent>(.*?)</parent>").matcher(text);
            if (parent.find()) {
                String group = value(parent.group(1), "groupId");
                String artifact = value(parent.group(1), "artifactId");
                String version = value(parent.group(1), "version");
                Path above = REPOSITORY.resolve(group.replace('.', '/')).resolve(artifact).resolve(version).resolve(artifact + "-" + version + ".pom");
                return Files.exists(above) ? names(above) : List.of();
            }
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(String text, String tag) {
        Matcher found = Pattern.compile("(?s)<" + tag + ">\\s*(.*?)\\s*</" + tag + ">").matcher(text);
        return found.find() ? found.group(1) : "";
    }
}
