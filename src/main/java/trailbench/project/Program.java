package trailbench.project;

import java.util.Optional;

/// What this program calls itself.
public final class Program {
    private Program() {}

    /// The version of the jar this class came from; "development" where it runs from class files.
    public static String version() {
        return Optional.ofNullable(Program.class.getPackage().getImplementationVersion()).orElse("development");
    }
}
