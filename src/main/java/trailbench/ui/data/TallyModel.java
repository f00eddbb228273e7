package trailbench.ui.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import trailbench.experiment.Prepared;
import trailbench.log.EventLog.Tally;
import trailbench.sequence.SequenceStore;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// What became of the rows of a log, as figures and bars.
///
/// @param tiles the figures at the top
/// @param bars  read, each reason of rejection, each cleaning rule, kept: a waterfall from all rows down to the kept ones
record TallyModel(List<Tile> tiles, List<Bar> bars) {
    /// Milliseconds of a calendar day in UTC.
    private static final long DAY = 86_400_000;


    /// @param note a second line, empty for none
    record Tile(String name, String value, String note) {}

    enum Kind {
        READ,
        REJECTED,
        REMOVED,
        KEPT;

        String styleClass() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param from  share of all rows at which the bar begins
    /// @param to    share of all rows at which it ends
    /// @param count in words ("135,080 · 24.9 %")
    record Bar(Kind kind, String name, double from, double to, String count) {}

    static TallyModel of(Prepared prepared, Messages words) {
        Quantities quantities = new Quantities(words.locale());
        return new TallyModel(tiles(prepared, words, quantities), bars(prepared.tally(), words, quantities));
    }

    private static List<Tile> tiles(Prepared prepared, Messages words, Quantities quantities) {
        SequenceStore store = prepared.store();
        List<Tile> tiles = new ArrayList<>(List.of(
                new Tile(words.text("tile.users"), quantities.count(store.people()),
                        words.text("tile.users.note", quantities.decimal((double) store.events() / Math.max(1, store.people()), 1))),
                new Tile(words.text("tile.items"), quantities.count(prepared.vocabulary().size()),
                        words.text("tile.items.note", quantities.decimal((double) store.events() / Math.max(1, prepared.vocabulary().size()), 1))),
                new Tile(words.text("tile.events"), quantities.count(store.events()),
                        words.text("tile.events.note", quantities.percent((double) store.events() / Math.max(1, prepared.tally().read()))))));
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (long time : store.times()) {
            first = Math.min(first, time);
            last = Math.max(last, time);
        }
        if (first <= last && isTimed(store)) {
            tiles.add(new Tile(words.text("tile.span"), words.text("tile.days", quantities.count(Math.floorDiv(last, DAY) - Math.floorDiv(first, DAY) + 1)),
                    quantities.day(first) + " – " + quantities.day(last)));
        }
        return List.copyOf(tiles);
    }

    /// A log without a time column carries row numbers for times; those stay far below a day of 1970.
    private static boolean isTimed(SequenceStore store) {
        for (long time : store.times()) {
            if (time > 86_400_000_000L) {
                return true;
            }
        }
        return false;
    }

    private static List<Bar> bars(Tally tally, Messages words, Quantities quantities) {
        List<Bar> bars = new ArrayList<>();
        double all = Math.max(1, tally.read());
        bars.add(new Bar(Kind.READ, words.text("bar.read"), 0, 1, quantities.count(tally.read())));
        double left = tally.read();
        for (Map.Entry<String, Long> entry : tally.rejected().entrySet()) {
            left = step(bars, Kind.REJECTED, named(words, entry.getKey()), left, entry.getValue(), all, quantities);
        }
        for (Map.Entry<String, Long> entry : tally.removed().entrySet()) {
            left = step(bars, Kind.REMOVED, named(words, entry.getKey()), left, entry.getValue(), all, quantities);
        }
        bars.add(new Bar(Kind.KEPT, words.text("bar.kept"), 0, tally.kept() / all,
                quantities.count(tally.kept()) + " · " + quantities.percent(tally.kept() / all)));
        return List.copyOf(bars);
    }

    private static double step(List<Bar> bars, Kind kind, String name, double left, long count, double all, Quantities quantities) {
        double after = left - count;
        if (count > 0) {
            bars.add(new Bar(kind, name, after / all, left / all, "−" + quantities.count(count) + " · " + quantities.percent(count / all)));
        }
        return after;
    }

    /// The bundle's words for a reason or rule, or its own name.
    private static String named(Messages words, String reason) {
        String key = "reason." + reason.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return words.knows(key) ? words.text(key) : reason;
    }
}
