package trailbench.project;

import java.nio.file.Path;
import trailbench.work.Progress;

/// Opens, creates and copies project folders.
public interface Projects {
    /// @throws trailbench.work.Fault.Request if the folder holds no `project.yaml`, or one of a newer format
    Project open(Path folder);

    /// @throws trailbench.work.Fault.Request if the folder exists and is not empty
    Project create(Path folder, String title);

    /// Copies everything but the cache; the copy is writable. Returns the opened copy.
    Project saveAs(Project project, Path folder, Progress progress);
}
