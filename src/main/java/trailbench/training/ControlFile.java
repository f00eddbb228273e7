package trailbench.training;

import java.nio.file.Path;

/// The contents of `control.json`: where a living worker listens.
///
/// @param port   on the loopback address
/// @param secret random; whoever can read the file may control the run
/// @param pid    the worker's process
record ControlFile(int port, String secret, long pid) {
    static Path in(Path runFolder) {
        return runFolder.resolve("control.json");
    }
}
