package trailbench.ui.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import trailbench.log.Funnel;
import trailbench.log.LogRecipe;
import trailbench.sequence.CountHistogram;
import trailbench.sequence.LogProfile;
import trailbench.sequence.LogProfile.Gaps;
import trailbench.sequence.LogProfile.Step;
import trailbench.sequence.LogProfile.Timeline;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// Everything that the report shows, in words.
///
/// @param rows     where every row went
/// @param tiles    figures
/// @param findings the gravest first
/// @param events   events over time, one part a behaviour; empty without times
/// @param cold     share of events on items first seen that day, over time; empty without times
/// @param users    users by number of events
/// @param items    items by number of events
/// @param gaps     time between a user's events; empty without times
/// @param tail     events on the most frequent items
record ReportPicture(
        String rows, List<Tile> tiles, List<FindingRow> findings, Optional<Bars> events, Optional<Bars> cold, Bars users, Bars items, Optional<Bars> gaps,
        Tail tail) {
    /// Behaviours that have a part of their own; with more than these, the last of the funnel share one.
    static final int PARTS = 12;
    private static final String OTHERS = "#999999";
    private static final int TIME_LABELS = 8;

    record Tile(String name, String value, String note) {}

    /// @param parts    from the bottom up; one without a name or colour for bars of one part
    /// @param sentence what the bars say
    /// @param most     the height of the highest bar
    record Bars(List<Part> parts, String sentence, String most, List<Bar> bars) {}

    /// @param colour `#rrggbb`
    record Part(String name, String colour) {
        private static final Part WHOLE = new Part("", "");
    }

    /// @param label below the bar; empty for none
    record Bar(String label, List<Double> heights, String tip) {}

    /// @param shares 0 to 1 each, with their words
    record Tail(String sentence, List<Share> shares) {}

    record Share(String name, double share, String words) {}

    /// @param recipe what the log was prepared by
    static ReportPicture of(LogProfile profile, LogRecipe recipe, Messages words) {
        Funnel funnel = Funnel.of(recipe, profile.counts().behaviours().keySet());
        return new Drawing(profile.in(funnel), funnel, words).picture(new FindingWords(words, recipe).rows(profile.findings()));
    }

    private record Drawing(LogProfile profile, Funnel funnel, Messages words, Quantities quantities) {
        Drawing(LogProfile profile, Funnel funnel, Messages words) {
            this(profile, funnel, words, new Quantities(words.locale()));
        }

        ReportPicture picture(List<FindingRow> findings) {
            return new ReportPicture(
                    rows(), tiles(), findings, profile.timeline().map(this::events), profile.timeline().map(this::cold),
                    histogram("users", profile.userEvents()), histogram("items", profile.itemEvents()), profile.gaps().map(this::gaps), tail());
        }

        private String rows() {
            long rejected = profile.tally().rejected().values().stream().mapToLong(Long::longValue).sum();
            long removed = profile.tally().removed().values().stream().mapToLong(Long::longValue).sum();
            return words.text("rows", quantities.count(profile.tally().read()), quantities.count(profile.tally().kept()), quantities.count(rejected),
                    quantities.count(removed));
        }

        private List<Tile> tiles() {
            LogProfile.Counts counts = profile.counts();
            List<Tile> tiles = new ArrayList<>();
            tiles.add(new Tile(words.text("tile.events"), quantities.count(counts.events()), words.text("tile.events.note", counts.behaviours().size())));
            tiles.add(new Tile(words.text("tile.users"), quantities.count(counts.users()), words.text("tile.median", profile.userEvents().median())));
            tiles.add(new Tile(words.text("tile.items"), quantities.count(counts.items()), words.text("tile.median", profile.itemEvents().median())));
            profile.span().ifPresent(span -> tiles.add(new Tile(words.text("tile.span"), words.text("tile.days", span.days()),
                    words.text("tile.span.note", day(span.bulkFirst()), day(span.bulkLast())))));
            tiles.add(new Tile(words.text("tile.repeats"), share(profile.repeats().events()), words.text("tile.repeats.note")));
            if (profile.span().isPresent()) {
                tiles.add(new Tile(words.text("tile.ties"), share(profile.ties().events()),
                        words.text("tile.ties.note", share(profile.ties().unordered()))));
            }
            return List.copyOf(tiles);
        }

        private String share(long events) {
            return quantities.percent((double) events / Math.max(1, profile.counts().events()));
        }

        private String day(Instant time) {
            return quantities.day(time.toEpochMilli());
        }

        private Bars events(Timeline timeline) {
            boolean more = timeline.behaviours().size() > PARTS;
            List<Part> parts = Stream.concat(
                            timeline.behaviours().stream().limit(more ? PARTS - 1 : PARTS).map(name -> new Part(name, funnel.colour(name))),
                            more ? Stream.of(new Part(words.text("behaviour.others"), OTHERS)) : Stream.<Part>of())
                    .toList();
            List<Bar> bars = new ArrayList<>();
            for (int index = 0; index < timeline.bins().size(); index++) {
                Timeline.Bin bin = timeline.bins().get(index);
                List<Double> heights = new ArrayList<>();
                for (int part = 0; part < parts.size(); part++) {
                    boolean rest = part == PARTS - 1;
                    heights.add((double) bin.events().subList(part, rest ? bin.events().size() : part + 1).stream().mapToLong(Long::longValue).sum());
                }
                StringBuilder tip = new StringBuilder(words.text("events.tip", name(timeline.step(), bin.start()), quantities.count(bin.total())));
                for (int part = 0; part < parts.size() && parts.size() > 1; part++) {
                    tip.append('\n').append(words.text("events.part", parts.get(part).name(), quantities.count(Math.round(heights.get(part)))));
                }
                bars.add(new Bar(label(timeline, index), List.copyOf(heights), tip.toString()));
            }
            long most = timeline.bins().stream().mapToLong(Timeline.Bin::total).max().orElse(0);
            long outside = profile.counts().events() - timeline.bins().stream().mapToLong(Timeline.Bin::total).sum();
            String sentence = words.text("events." + key(timeline.step()));
            return new Bars(parts.size() > 1 ? parts : List.of(Part.WHOLE), outside == 0 ? sentence : words.text("events.outside", sentence, quantities.count(outside)),
                    words.text("most.events", quantities.count(most)), List.copyOf(bars));
        }

        private Bars cold(Timeline timeline) {
            List<Bar> bars = new ArrayList<>();
            double most = 0;
            for (int index = 0; index < timeline.bins().size(); index++) {
                Timeline.Bin bin = timeline.bins().get(index);
                double share = (double) bin.cold() / Math.max(1, bin.total());
                most = Math.max(most, share);
                bars.add(new Bar(label(timeline, index), List.of(share), words.text("cold.tip", name(timeline.step(), bin.start()),
                        quantities.percent(share), quantities.count(bin.cold()), quantities.count(bin.total()))));
            }
            return new Bars(List.of(Part.WHOLE),
                    words.text("cold.sentence", quantities.percent((double) timeline.lateNew() / Math.max(1, timeline.late()))),
                    words.text("most.share", quantities.percent(most)), List.copyOf(bars));
        }

        /// Words below every so many bars, so that they do not crowd.
        private String label(Timeline timeline, int index) {
            int every = Math.ceilDiv(timeline.bins().size(), TIME_LABELS);
            return index % every == 0 ? name(timeline.step(), timeline.bins().get(index).start()) : "";
        }

        private String name(Step step, Instant start) {
            return switch (step) {
                case HOUR -> format("MM-dd HH:mm", start);
                case DAY, WEEK -> day(start);
                case MONTH -> format("yyyy-MM", start);
                case YEAR -> format("yyyy", start);
            };
        }

        private String format(String pattern, Instant start) {
            return DateTimeFormatter.ofPattern(pattern, words.locale()).withZone(ZoneOffset.UTC).format(start);
        }

        private static String key(Step step) {
            return step.name().toLowerCase(Locale.ROOT);
        }

        private Bars histogram(String what, CountHistogram histogram) {
            List<Bar> bars = new ArrayList<>();
            int first = (int) histogram.bins().stream().takeWhile(bin -> bin.count() == 0).count();
            for (CountHistogram.Bin bin : histogram.bins().subList(first, histogram.bins().size())) {
                bars.add(new Bar(quantities.count(bin.from()), List.of((double) bin.count()), words.text(what + ".tip", quantities.count(bin.count()),
                        quantities.count(bin.from()), quantities.count(bin.to()))));
            }
            int most = histogram.bins().stream().mapToInt(CountHistogram.Bin::count).max().orElse(0);
            return new Bars(List.of(Part.WHOLE), words.text("histogram.sentence", histogram.median(), histogram.p90(), histogram.p99(), histogram.most()),
                    words.text("most." + what, quantities.count(most)), List.copyOf(bars));
        }

        private Bars gaps(Gaps gaps) {
            List<Bar> bars = new ArrayList<>();
            int[] filled = IntStream.range(0, gaps.bins().size()).filter(bin -> gaps.bins().get(bin).count() > 0).toArray();
            for (int bin = filled.length == 0 ? 0 : filled[0]; filled.length > 0 && bin <= filled[filled.length - 1]; bin++) {
                long from = gaps.bins().get(bin).fromSeconds();
                String count = quantities.count(gaps.bins().get(bin).count());
                boolean last = bin + 1 == gaps.bins().size();
                String tip = last ? words.text("gaps.tip.last", count, words.text("gap." + from))
                        : words.text("gaps.tip", count, words.text("gap." + from), words.text("gap." + gaps.bins().get(bin + 1).fromSeconds()));
                bars.add(new Bar(words.text("gap." + from), List.of((double) gaps.bins().get(bin).count()), tip));
            }
            long most = gaps.bins().stream().mapToLong(Gaps.Bin::count).max().orElse(0);
            String sentence = words.text("gaps.sentence", quantities.duration(gaps.medianSeconds()), quantities.duration(gaps.p90Seconds()),
                    quantities.duration(gaps.p99Seconds()));
            return new Bars(List.of(Part.WHOLE), sentence, words.text("most.gaps", quantities.count(most)), List.copyOf(bars));
        }

        private Tail tail() {
            LogProfile.LongTail tail = profile.longTail();
            return new Tail(words.text("tail.sentence", quantities.decimal(tail.gini(), 2)), List.of(
                    share("1", tail.top1()), share("10", tail.top10()), share("20", tail.top20())));
        }

        private Share share(String percent, double share) {
            return new Share(words.text("tail.top", percent), share, quantities.percent(share));
        }
    }
}
