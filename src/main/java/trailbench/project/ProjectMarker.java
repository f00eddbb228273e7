package trailbench.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// The file that stands for a project in a file browser: `<name>.trailbench` within the project's folder. Opening it opens the folder it lies in,
/// so it may be renamed, and moved with its folder.
public final class ProjectMarker {
    /// How the names of such files end.
    public static final String ENDING = ".trailbench";

    private static final String TEXT = "This file opens the Trailbench project in whose folder it lies.\n";

    private ProjectMarker() {}

    static void write(Path folder) {
        Path marker = folder.resolve(folder.toAbsolutePath().normalize().getFileName() + ENDING);
        try {
            Files.writeString(marker, TEXT);
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be written: %s. Choose a folder you may write to.", marker, Trouble.reason(e), e);
        }
    }

    static boolean is(Path file) {
        return String.valueOf(file.getFileName()).endsWith(ENDING);
    }

    /// The folder of the project that a word of the command line stands for, if it names a marker.
    ///
    /// @throws Fault.Request if no project is there
    public static Optional<Path> project(String word) {
        if (!word.endsWith(ENDING)) {
            return Optional.empty();
        }
        Path marker = Path.of(word).toAbsolutePath().normalize();
        Fault.require(Files.isRegularFile(marker), "%s is not there. Name the .trailbench file in a project's folder.", marker);
        Fault.require(
                Files.isRegularFile(marker.resolveSibling(FolderProjects.PROJECT_FILE)),
                "%s does not lie in a project's folder: there is no %s beside it. Move it back into its project.",
                marker, FolderProjects.PROJECT_FILE);
        return Optional.ofNullable(marker.getParent());
    }
}
