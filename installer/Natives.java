import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Lays out the libraries of an installed Trailbench: jars without native libraries, and this system's native libraries as files beside them, which are
/// loaded where they lie. In a jar they would be unpacked into each user's home at the first start, and be compressed worse.
///
/// `java installer/Natives.java FROM TO OS ARCH`: jars of FROM go to TO, natives of the system (`linux x86_64`) to TO/native.
/// Times of files and entries are those of SOURCE_DATE_EPOCH, so that two builds give the same bytes.
public final class Natives {
    /// What JavaCPP's jars bring for compiling against them.
    private static final List<String> NOT_NEEDED = List.of("/include/", "/lib/cmake/", "/lib/pkgconfig/");
    private static final List<String> ENDINGS = List.of(".so", ".dll", ".dylib", ".jnilib", ".a", ".lib");

    private Natives() {}

    void main(String[] arguments) throws IOException {
        Path from = Path.of(arguments[0]);
        Path to = Path.of(arguments[1]);
        Layout layout = new Layout(to, arguments[2] + "-" + arguments[3], duckDb(arguments[2], arguments[3]));
        Files.createDirectories(to.resolve("native"));
        try (Stream<Path> jars = Files.list(from)) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                layout.add(jar);
            }
        }
        System.out.println("Native libraries: " + String.join(", ", layout.natives.keySet()));
    }

    private static String duckDb(String os, String arch) {
        String system = os.equals("macosx") ? "osx" : os;
        return "libduckdb_java.so_" + system + "_" + (system.equals("osx") ? "universal" : arch.equals("x86_64") ? "amd64" : "arm64");
    }

    /// @param duckDb the name that this system's library has in DuckDB's jar, which brings those of four systems
    private record Layout(Path to, String platform, String duckDb, Map<String, Long> natives) {
        Layout(Path to, String platform, String duckDb) {
            this(to, platform, duckDb, new TreeMap<>());
        }

        void add(Path jar) throws IOException {
            Path copy = to.resolve(jar.getFileName());
            try (ZipFile source = new ZipFile(jar.toFile()); ZipOutputStream target = new ZipOutputStream(Files.newOutputStream(copy))) {
                for (ZipEntry entry : source.stream().map(ZipEntry.class::cast).toList()) {
                    try (InputStream bytes = source.getInputStream(entry)) {
                        if (isNative(entry.getName())) {
                            takeOut(entry, bytes);
                        } else if (NOT_NEEDED.stream().noneMatch(entry.getName()::contains)) {
                            ZipEntry kept = new ZipEntry(entry.getName());
                            kept.setLastModifiedTime(time());
                            target.putNextEntry(kept);
                            bytes.transferTo(target);
                            target.closeEntry();
                        }
                    }
                }
            }
            Files.setLastModifiedTime(copy, time());
        }

        private static boolean isNative(String name) {
            String file = name.substring(name.lastIndexOf('/') + 1);
            return ENDINGS.stream().anyMatch(ending -> file.endsWith(ending) || file.contains(ending + ".") || file.contains(ending + "_"));
        }

        /// Those of other systems, and what only a linker needs, are left out.
        private void takeOut(ZipEntry entry, InputStream bytes) throws IOException {
            String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
            boolean ours = entry.getName().contains("/" + platform + "/") && !file.endsWith(".a") && !file.endsWith(".lib");
            if (!ours && !file.equals(duckDb)) {
                return;
            }
            Path library = to.resolve("native").resolve(file.equals(duckDb) ? System.mapLibraryName("duckdb_java") : file);
            try (OutputStream out = Files.newOutputStream(library)) {
                natives.put(library.getFileName().toString(), bytes.transferTo(out));
            }
            Files.setLastModifiedTime(library, time());
        }

        private static FileTime time() {
            return FileTime.fromMillis(Long.parseLong(System.getenv("SOURCE_DATE_EPOCH")) * 1000);
        }
    }
}
