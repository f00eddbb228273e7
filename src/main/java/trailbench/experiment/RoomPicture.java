package trailbench.experiment;

import java.nio.file.Path;
import java.util.Optional;

/// Draws a room of the window, as it opens on a project, into a PNG file; needs no display.
@FunctionalInterface
public interface RoomPicture {

    void write(Request request);

    /// @param project  project folder
    /// @param room     data, sequences, graph, train, evaluate, embeddings, runs or welcome
    /// @param png      the file to write
    /// @param width    of the window, in logical pixels
    /// @param height   of the window, in logical pixels
    /// @param scale    1 or 2: pixels of the picture for each logical pixel
    /// @param dark     true for the dark theme
    /// @param language `en` or `zh-CN`
    /// @param at       id of what is pressed, if it is a button, or else brought into view
    record Request(
            Path project, String room, Path png, int width, int height, double scale, boolean dark, String language, Optional<String> at) {}
}
