package trailbench.table;

/// Keeps the fields of its subclasses out of the cache lines of whatever lies before them in memory.
///
/// What one thread counts at every row must not lie beside what another reads at every row: each write would take the line away from
/// the other (false sharing), and reading a log takes half as long again. A superclass's fields come first in an object.
public abstract class OwnCacheLine {
    @SuppressWarnings("unused")
    private long a0, a1, a2, a3, a4, a5, a6, a7, b0, b1, b2, b3, b4, b5, b6, b7;
}
