package trailbench.experiment;

import java.nio.file.Path;
import trailbench.embedding.PointMap;

/// Draws a map into a PNG file, or SVG if it ends so, with or without a display.
@FunctionalInterface
public interface MapPicture {
    void write(PointMap map, Path file, int width, int height, boolean dark);
}
