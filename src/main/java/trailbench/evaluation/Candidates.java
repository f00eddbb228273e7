package trailbench.evaluation;

import static trailbench.work.Fault.require;

import java.util.Locale;

/// Which items a target is ranked among.
///
/// Among all of them, unless somebody must have figures to lay beside an old paper's: over drawn candidates every figure is higher, scorers may
/// change places, and nothing compares with a full ranking (W. Krichene, S. Rendle, "On sampled metrics for item recommendation", KDD 2020).
public sealed interface Candidates {

    /// Every item; without those of the history if seen items are excluded.
    record All() implements Candidates {
        @Override
        public String text(int items) {
            return String.format(Locale.ROOT, "all %,d items", items);
        }
    }

    /// Each history's targets and `count` other items, every item as likely as any other.
    ///
    /// @param count negatives of a history
    /// @param seed  of the draw, which is the same for every scorer
    record Uniform(int count, long seed) implements Sampled {
        public Uniform {
            requireCount(count);
        }

        public static Uniform defaults() {
            return new Uniform(100, 42);
        }
    }

    /// As [Uniform], an item as likely as it has events in training; one without any is never drawn.
    ///
    /// @param count negatives of a history
    /// @param seed  of the draw
    record Popularity(int count, long seed) implements Sampled {
        public Popularity {
            requireCount(count);
        }

        public static Popularity defaults() {
            return new Popularity(100, 42);
        }
    }

    /// Drawn without replacement: none is in the history if seen items are excluded, and none is a target of the history.
    sealed interface Sampled extends Candidates {
        int count();

        long seed();

        @Override
        default String text(int items) {
            return String.format(
                    Locale.ROOT, "SAMPLED: the target among %,d drawn of %,d items (%s, seed %d; not comparable with a full ranking)", count(), items,
                    this instanceof Popularity ? "by popularity" : "uniform", seed());
        }
    }

    static Candidates defaults() {
        return new All();
    }

    /// As it stands in a passport.
    ///
    /// @param items V
    String text(int items);

    private static void requireCount(int count) {
        require(count >= 1, "count %s is not at least 1", count);
    }
}
