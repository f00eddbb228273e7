package trailbench.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs a benchmark in the JVM of the packaged program: the runtime, the options and the shared classes that its launcher names.
final class Packaged {
    private static final Path HOME = Path.of("target", "trailbench");

    private Packaged() {}

    /// @return the code with which it ended
    static int run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Path home = HOME.toAbsolutePath();
        String launcher = Files.readString(home.resolve("bin").resolve("trailbench"));
        String java = launcher.substring(launcher.indexOf("exec ") + "exec ".length(), launcher.indexOf(" trailbench.app.Main"))
                .replace("\\\n", " ").replace("$home", home.toString()).replace("\"", "");
        List<String> command = new ArrayList<>(List.of(java.strip().split("\\s+")));
        int classPath = command.indexOf("-cp") + 1;
        Path here = Path.of("target", "test-classes").toAbsolutePath(); // after the program's own: an archive holds for the start of a class path
        command.set(classPath, command.get(classPath) + File.pathSeparator + here);
        command.add(main.getName());
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
