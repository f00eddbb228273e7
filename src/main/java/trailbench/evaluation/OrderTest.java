package trailbench.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import trailbench.sequence.Leaks;

/// Whether the order of a log's events says anything about what comes next: counting models with the true order, and with orders drawn by
/// a seed, on the same test cases. [OrderTester] says how it is done.
///
/// @param passport what was asked; its cases are those of the users who were drawn
/// @param users    whose cases they are
/// @param allUsers who have a test case at all
/// @param options  as asked
/// @param rows     one a scorer; the first reads no order and is there to compare with
/// @param verdict  what the rows say together
public record OrderTest(Passport passport, int users, int allUsers, OrderTestOptions options, List<Row> rows, Verdict verdict) {
    /// A signal that is surely below this share of the figure with the true order is called little. It is a word, not a test: the figures stand
    /// beside it.
    public static final double LITTLE = 0.1;
    /// K of all figures.
    public static final int CUT_OFF = 10;
    /// Of one scorer's interval. Two scorers are judged, so both intervals hold together with 95 % (Bonferroni).
    public static final double CONFIDENCE = 0.975;

    /// @param name       as in evaluations
    /// @param readsOrder false for a scorer whose figures cannot change
    /// @param recall     recall at 10 with the true order, and with drawn orders, their mean
    /// @param ndcg       NDCG at 10 with the true order, and with drawn orders, their mean
    /// @param low        the lower end of the interval of the difference in NDCG at 10, true less drawn
    /// @param high       its upper end
    public record Row(String name, boolean readsOrder, Pair recall, Pair ndcg, double low, double high) {}

    /// @param ordered  with the true order
    /// @param shuffled with drawn orders
    public record Pair(double ordered, double shuffled) {
        public double difference() {
            return ordered - shuffled;
        }
    }

    /// What the intervals of the scorers that read order say together.
    public enum Verdict {
        /// At least one lies above 0: order says what comes next.
        SIGNAL,
        /// So it does, but the whole interval lies below a tenth of the figure with the true order.
        LITTLE_SIGNAL,
        /// None lies above 0, one lies below: a model that trusts this order is led astray by it.
        MISLEADS,
        /// All hold 0: no effect was found, which is not the same as that there is none.
        UNDECIDED
    }

    static OrderTest of(Passport passport, int users, int allUsers, OrderTestOptions options, List<Row> rows) {
        return new OrderTest(passport, users, allUsers, options, rows, verdict(rows));
    }

    /// The same test, whose passport says what leaks were found.
    public OrderTest with(Leaks found) {
        return new OrderTest(passport.with(found), users, allUsers, options, rows, verdict);
    }

    private static Verdict verdict(List<Row> rows) {
        if (judged(rows).anyMatch(row -> row.low > 0 && row.high >= LITTLE * row.ndcg.ordered)) {
            return Verdict.SIGNAL;
        }
        if (judged(rows).anyMatch(row -> row.low > 0)) {
            return Verdict.LITTLE_SIGNAL;
        }
        return judged(rows).anyMatch(row -> row.high < 0) ? Verdict.MISLEADS : Verdict.UNDECIDED;
    }

    /// The row that the verdict speaks of: the one whose interval is farthest from 0; if both hold 0, the better one with the true order.
    public Row telling() {
        Comparator<Row> bySignal = Comparator.comparingDouble(row -> row.low);
        Comparator<Row> byHarm = Comparator.comparingDouble(row -> -row.high);
        Comparator<Row> byFigure = Comparator.comparingDouble(row -> row.ndcg.ordered);
        return judged(rows).max(switch (verdict) {
            case SIGNAL, LITTLE_SIGNAL -> bySignal;
            case MISLEADS -> byHarm;
            case UNDECIDED -> byFigure;
        }).orElseThrow();
    }

    private static Stream<Row> judged(List<Row> rows) {
        return rows.stream().filter(Row::readsOrder);
    }

    /// The verdict in one English sentence.
    public String sentence() {
        Row row = telling();
        double share = row.ndcg.ordered > 0 ? Math.abs(row.ndcg.difference()) / row.ndcg.ordered : 0;
        return switch (verdict) {
            case SIGNAL -> String.format(
                    Locale.ROOT,
                    "Order carries signal: without it, the NDCG@%d of %s falls from %.4f to %.4f, by %.0f %% (interval of the difference %.4f to %.4f).",
                    CUT_OFF, row.name, row.ndcg.ordered, row.ndcg.shuffled, share * 100, row.low, row.high);
            case LITTLE_SIGNAL -> String.format(
                    Locale.ROOT,
                    "Order carries little signal: without it, the NDCG@%d of %s falls from %.4f to %.4f, by %.0f %% (interval of the difference %.4f to %.4f).",
                    CUT_OFF, row.name, row.ndcg.ordered, row.ndcg.shuffled, share * 100, row.low, row.high);
            case MISLEADS -> String.format(
                    Locale.ROOT,
                    "Order misleads: without it, the NDCG@%d of %s rises from %.4f to %.4f (interval of the difference %.4f to %.4f)."
                            + " Look at how ties in time are ordered.",
                    CUT_OFF, row.name, row.ndcg.ordered, row.ndcg.shuffled, row.low, row.high);
            case UNDECIDED -> String.format(
                    Locale.ROOT,
                    "No signal of order was found: for %s the interval of the difference in NDCG@%d, %.4f to %.4f, holds 0."
                            + " That does not show that order means nothing: a gain of up to %.4f would not have been noticed with %,d users.",
                    row.name, CUT_OFF, row.low, row.high, Math.max(0, row.high), users);
        };
    }
}
