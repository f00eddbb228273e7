package trailbench.experiment;

import java.nio.file.Path;
import java.util.Optional;
import trailbench.project.Experiment;

/// Draws an experiment's graph into a PNG file, with or without a display.
@FunctionalInterface
public interface GraphPicture {
    /// @param prepared its log; empty to count for an assumed number of items
    /// @param dark     light lines on dark ground
    /// @param language `en` or `zh-CN`
    void write(Experiment experiment, Optional<Prepared> prepared, Path png, boolean dark, String language);
}
