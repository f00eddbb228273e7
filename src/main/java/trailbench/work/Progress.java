package trailbench.work;

/// Where long work says how far it is and asks whether it should go on.
///
/// Called from the working thread; implementations publish immutable values and return at once.
@FunctionalInterface
public interface Progress {

    /// Work that nobody watches.
    Progress SILENT = (phase, done, total) -> {};

    /// @param phase what is being done
    /// @param done  units done so far, 0 to total
    /// @param total units in all, or 0 if not known
    void report(Phase phase, long done, long total);

    /// True once the user asked to stop. Long loops ask [#checkpoint()] instead.
    default boolean cancelled() {
        return false;
    }

    /// @throws Cancelled if the user asked to stop
    default void checkpoint() {
        if (cancelled()) {
            throw new Cancelled();
        }
    }

    /// Thrown out of work that the user stopped. Not an error: nothing was lost and nothing is to be mended.
    final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Cancelled() {
            super("Cancelled", null, false, false);
        }
    }
}
