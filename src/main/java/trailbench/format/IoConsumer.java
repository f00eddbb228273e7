package trailbench.format;

import java.io.IOException;

/// Work on a file or stream that may fail with an [IOException].
@FunctionalInterface
public interface IoConsumer<T> {
    void accept(T target) throws IOException;
}
