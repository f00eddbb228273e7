package trailbench.table;

import java.io.IOException;

/// A temporary file could not be written, unlike a source that could not be read.
final class TemporaryFull extends IOException {
    private static final long serialVersionUID = 1;

    TemporaryFull(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
