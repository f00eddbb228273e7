package trailbench.ui.chart;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/// Numbers of points, as a value: never changes.
public final class PointSet {
    public static final PointSet NONE = new PointSet(new BitSet());

    private final BitSet bits;
    private final int size;

    private PointSet(BitSet bits) {
        this.bits = bits;
        this.size = bits.cardinality();
    }

    public static PointSet of(int... points) {
        BitSet bits = new BitSet();
        Arrays.stream(points).forEach(bits::set);
        return new PointSet(bits);
    }

    public boolean contains(int point) {
        return point >= 0 && bits.get(point);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public PointSet with(PointSet more) {
        BitSet both = (BitSet) bits.clone();
        both.or(more.bits);
        return new PointSet(both);
    }

    public PointSet without(PointSet less) {
        BitSet left = (BitSet) bits.clone();
        left.andNot(less.bits);
        return new PointSet(left);
    }

    PointSet where(IntPredicate wanted) {
        return of(bits.stream().filter(wanted).toArray());
    }

    /// By rising number.
    public int[] points() {
        return bits.stream().toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PointSet set && set.bits.equals(bits);
    }

    @Override
    public int hashCode() {
        return bits.hashCode();
    }

    @Override
    public String toString() {
        return bits.toString();
    }
}
