package trailbench.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Native memory of our own that grows when more is asked for and is never given back before its owner goes.
///
/// Work buffers are allocated once and reused: fresh memory costs a page fault for every 4 KiB.
public final class FloatBuffer {
    private static final long ALIGNMENT = 64;

    private MemorySegment segment = MemorySegment.NULL;

    /// The first `length` floats. Their content is kept while the buffer does not grow, and undefined after.
    public Floats ensure(long length) {
        if (segment.byteSize() < 4 * length) {
            segment = Arena.ofAuto().allocate(4 * (length + length / 4), ALIGNMENT);
        }
        return length == 0 ? Floats.NONE : new Floats(segment.address(), length);
    }

    /// Exactly `length` zeros, in memory of their own.
    public Floats zeros(long length) {
        segment = Arena.ofAuto().allocate(4 * length, ALIGNMENT);
        return length == 0 ? Floats.NONE : new Floats(segment.address(), length);
    }
}
