package trailbench.ui.sequences;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import trailbench.experiment.Prepared;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.SplitParts;
import trailbench.sequence.WindowSet;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// Everything that the Sequences room shows of a prepared log.
///
/// @param tiles    figures
/// @param lengths  sequences by length
/// @param timeline events by time and part of the split
/// @param strips   a few users' sequences
record SequencePicture(List<Tile> tiles, Lengths lengths, Timeline timeline, List<Strip> strips) {
    private static final int STRIPS = 6;
    private static final int SHOWN_EVENTS = 14;
    private static final int[] EDGES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000};

    record Tile(String name, String value, String note) {}

    enum Part {
        TRAINING,
        VALIDATION,
        TEST,
        /// Read as history alone, or not used.
        OTHER;

        String styleClass() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param labels   "20–49"
    /// @param counts   sequences each
    /// @param longer   sequences longer than a window
    /// @param sentence what the histogram says
    record Lengths(List<String> labels, List<Integer> counts, int longer, String sentence) {}

    /// @param from   milliseconds of the first bin
    /// @param width  milliseconds of a bin
    /// @param timed  false if the log has no times: bins are rows then
    /// @param counts `[bins][parts]` events, in the order of [Part]
    /// @param other  events of [Part#OTHER], over all bins
    record Timeline(long from, long width, boolean timed, int[][] counts, long other, String sentence) {}

    /// One user: the window's padding, the events before those shown, and the last events in baskets.
    ///
    /// @param padding empty steps at the left of the window
    /// @param earlier events before the shown ones
    record Strip(String user, int padding, int earlier, List<Basket> baskets) {}

    /// @param time in milliseconds
    record Basket(Part part, long time, List<String> titles) {}

    /// @param reconstructs true if the experiment's model says its input again, so that every step is a target
    static SequencePicture of(Prepared prepared, SequenceOptions options, boolean reconstructs, Messages words) {
        Quantities quantities = new Quantities(words.locale());
        return new SequencePicture(tiles(prepared, options, reconstructs, words, quantities), lengths(prepared, options, words, quantities),
                timeline(prepared, words, quantities), strips(prepared, options));
    }

    private static List<Tile> tiles(Prepared prepared, SequenceOptions options, boolean reconstructs, Messages words, Quantities quantities) {
        WindowSet windows = WindowSet.training(prepared.store(), prepared.bounds(), options, reconstructs);
        return List.of(
                new Tile(words.text("tile.sequences"), quantities.count(prepared.store().users()),
                        words.text("tile.sequences.note", quantities.count(windows.usersWithout()))),
                new Tile(words.text("tile.windows"), quantities.count(windows.size()),
                        words.text("tile.windows.note", quantities.count(windows.targets()))),
                new Tile(words.text("tile.validation"), quantities.count(prepared.validation().size()), words.text("tile.cases")),
                new Tile(words.text("tile.test"), quantities.count(prepared.test().size()), words.text("tile.cases")));
    }

    private static Lengths lengths(Prepared prepared, SequenceOptions options, Messages words, Quantities quantities) {
        SequenceStore store = prepared.store();
        int[] counts = new int[EDGES.length];
        int longer = 0;
        int last = 0;
        for (int user = 0; user < store.users(); user++) {
            int length = store.end(user) - store.start(user);
            int bin = 0;
            while (bin + 1 < EDGES.length && length >= EDGES[bin + 1]) {
                bin++;
            }
            counts[bin]++;
            last = Math.max(last, bin);
            longer += length > options.maxLength() ? 1 : 0;
        }
        List<String> labels = new ArrayList<>();
        for (int bin = 0; bin <= last; bin++) {
            boolean single = bin + 1 < EDGES.length && EDGES[bin + 1] - 1 == EDGES[bin];
            labels.add(bin + 1 == EDGES.length ? EDGES[bin] + "+" : single ? String.valueOf(EDGES[bin]) : EDGES[bin] + "–" + (EDGES[bin + 1] - 1));
        }
        String sentence = words.text("lengths.sentence", quantities.count(longer),
                quantities.percent((double) longer / Math.max(1, store.users())), options.maxLength());
        return new Lengths(labels, IntStream.rangeClosed(0, last).mapToObj(bin -> counts[bin]).toList(), longer, sentence);
    }

    private static Timeline timeline(Prepared prepared, Messages words, Quantities quantities) {
        SequenceStore store = prepared.store();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (long time : store.times()) {
            first = Math.min(first, time);
            last = Math.max(last, time);
        }
        if (first > last) {
            return new Timeline(0, 1, false, new int[0][Part.values().length], 0, "");
        }
        TimeBins bins = TimeBins.of(first, last);
        int[][] counts = new int[bins.count()][Part.values().length];
        for (int user = 0; user < store.users(); user++) {
            for (int event = store.start(user); event < store.end(user); event++) {
                counts[bins.of(store.times()[event])][part(prepared, user, event).ordinal()]++;
            }
        }
        long[] sums = new long[Part.values().length];
        for (int[] bin : counts) {
            for (int part = 0; part < sums.length; part++) {
                sums[part] += bin[part];
            }
        }
        double all = Math.max(1, store.events());
        String sentence = words.text("timeline.sentence", quantities.percent(sums[0] / all), quantities.percent(sums[1] / all),
                quantities.percent(sums[2] / all), words.text(bins.words(), bins.width()));
        long other = sums[Part.OTHER.ordinal()];
        String rest = other == 0 ? "" : words.text("timeline.other", quantities.percent(other / all));
        return new Timeline(bins.from(), bins.width(), bins.timed(), counts, other, sentence + rest);
    }

    private static Part part(Prepared prepared, int user, int event) {
        SplitParts parts = prepared.bounds().parts();
        if (event < parts.trainingEnd()[user]) {
            return Part.TRAINING;
        }
        if (event < parts.validationStart()[user] || event >= parts.testEnd()[user]) {
            return Part.OTHER;
        }
        return event < parts.testStart()[user] ? Part.VALIDATION : Part.TEST;
    }

    /// Users at even steps from the shortest to the longest history, those with a test part first.
    private static List<Strip> strips(Prepared prepared, SequenceOptions options) {
        SequenceStore store = prepared.store();
        List<Integer> tested = IntStream.range(0, store.users())
                .filter(user -> prepared.testStart()[user] < prepared.bounds().testEnd()[user] && prepared.validationStart()[user] > store.start(user))
                .boxed().sorted((a, b) -> Integer.compare(store.end(a) - store.start(a), store.end(b) - store.start(b))).toList();
        int count = Math.min(STRIPS, tested.size());
        return IntStream.range(0, count)
                .mapToObj(index -> tested.get((int) ((index + 0.5) * tested.size() / count)))
                .map(user -> strip(prepared, options, user)).toList();
    }

    private static Strip strip(Prepared prepared, SequenceOptions options, int user) {
        SequenceStore store = prepared.store();
        int from = store.basketStart(Math.max(store.start(user), store.end(user) - SHOWN_EVENTS), store.start(user));
        List<Basket> baskets = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        for (int event = from; event < store.end(user); event++) {
            titles.add(prepared.vocabulary().title(store.items()[event]));
            boolean ends = event + 1 == store.end(user) || store.baskets()[event + 1] != store.baskets()[event];
            if (ends) {
                baskets.add(new Basket(part(prepared, user, event), store.times()[event], List.copyOf(titles)));
                titles.clear();
            }
        }
        int training = prepared.validationStart()[user] - store.start(user);
        return new Strip(store.userIds().get(user), Math.max(0, options.maxLength() - training), from - store.start(user), List.copyOf(baskets));
    }
}
