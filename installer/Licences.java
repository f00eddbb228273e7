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

    /// Whose the native libraries are, by their files' names.
    private enum Origin {
        ND4J("nd4j", "Apache-2.0, Apache-2.0.txt; with FlatBuffers: Apache-2.0"),
        OPENBLAS("^(lib)?openblas", "BSD-3-Clause, BSD-3-Clause.txt"),
        JAVACPP("jni", "Apache-2.0, Apache-2.0.txt"),
        DUCKDB("duckdb", "MIT, MIT.txt; what its authors have built in stands in third_party of its source"),
        GCC("^lib(gcc|gfortran|quadmath|gomp|stdc|ssp)", "GPL-3.0 with the GCC Runtime Library Exception, GPL-3.0.txt and GCC-exception-3.1.txt"),
        WINPTHREAD("winpthread", "MIT, MIT.txt"),
        MICROSOFT("^(msvcp|vcruntime|concrt|vcomp|api-ms|ucrt)", "Microsoft Visual C++ redistributable, by its own terms");

        private final Pattern names;
        private final String licence;

        Origin(String names, String licence) {
            this.names = Pattern.compile(names);
            this.licence = licence;
        }

        static String line(String file) {
            return file + ": " + Stream.of(values()).filter(origin -> origin.names.matcher(file).find()).findFirst()
                    .orElseThrow(() -> new IllegalStateException(file + ": nothing is known of where this library is from. Look at it, and add it.")).licence;
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
        lines.addAll(List.of("", "Native libraries:", ""));
        try (Stream<Path> natives = Files.list(Path.of(arguments[0], "native"))) {
            natives.map(file -> Origin.line(file.getFileName().toString())).sorted().forEach(lines::add);
        }
        lines.addAll(List.of("", "Java and JavaFX: GPL-2.0 with the Classpath Exception; Java's texts, module by module, are in " + arguments[1] + "/legal."));
        Files.write(out.resolve("LICENCES.txt"), lines);
        System.out.println("Licences of " + lines.stream().filter(line -> line.contains(": ")).count() + " parts: " + out.resolve("LICENCES.txt"));
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
