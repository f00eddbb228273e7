package trailbench.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A run of floats in native memory that somebody else owns.
///
/// Methods check their range once; the loops behind them do not.
///
/// @param address of the first float
/// @param length  in floats
public record Floats(long address, long length) {
    /// All of native memory; addresses are offsets into it.
    @SuppressWarnings("restricted")
    static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    public static final Floats NONE = new Floats(0, 0);

    public Floats {
        if (length < 0 || (length > 0 && address == 0)) {
            throw new IllegalArgumentException("no floats at address %s, length %s".formatted(address, length));
        }
    }

    /// The part that starts at `from`.
    public Floats slice(long from, long count) {
        check(from, count);
        return new Floats(address + 4 * from, count);
    }

    public float get(long index) {
        check(index, 1);
        return MEMORY.get(ValueLayout.JAVA_FLOAT, address + 4 * index);
    }

    public void set(long index, float value) {
        check(index, 1);
        MEMORY.set(ValueLayout.JAVA_FLOAT, address + 4 * index, value);
    }

    public void zero() {
        MEMORY.asSlice(address, 4 * length).fill((byte) 0);
    }

    /// Copies `count` floats of `source` to index `to` of this.
    public void copyFrom(Floats source, long from, long to, long count) {
        source.check(from, count);
        check(to, count);
        MemorySegment.copy(MEMORY, source.address + 4 * from, MEMORY, address + 4 * to, 4 * count);
    }

    /// Copies floats of this into a Java array.
    public void toArray(long from, float[] target, int to, int count) {
        check(from, count);
        MemorySegment.copy(MEMORY, ValueLayout.JAVA_FLOAT, address + 4 * from, target, to, count);
    }

    public void fromArray(float[] source, int from, long to, int count) {
        check(to, count);
        MemorySegment.copy(source, from, MEMORY, ValueLayout.JAVA_FLOAT, address + 4 * to, count);
    }

    void check(long from, long count) {
        if (from < 0 || count < 0 || from + count > length) {
            throw new IndexOutOfBoundsException("%s floats from %s in a run of %s".formatted(count, from, length));
        }
    }
}
