package trailbench.ui.runs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import trailbench.project.Search;
import trailbench.runs.RunColumn;
import trailbench.runs.RunColumns;
import trailbench.runs.RunSummary;
import trailbench.runs.RunTable;
import trailbench.runs.RunValue;
import trailbench.ui.chart.Better;
import trailbench.ui.chart.Figures;
import trailbench.ui.chart.ParallelFrame;
import trailbench.ui.chart.ParallelModel;
import trailbench.ui.chart.RoundMarks;
import trailbench.ui.fx.Messages;

/// The runs of a search as parallel coordinates: an axis for each searched field, and the figure that it is judged by as the last.
final class SearchPicture {
    private static final int MOST_MARKS = 6;
    /// Values whose greatest is so many times the least are shown on a logarithmic axis.
    private static final double WIDE = 20;

    private final Search search;
    private final List<RunSummary> runs;
    private final Messages words;
    private final ColumnWords heads;
    private final List<Scale> scales = new ArrayList<>();

    /// @param column of the table of runs; empty for a figure that no run has yet
    /// @param names  of an axis of words, from foot to head; empty for numbers
    private record Scale(String name, Optional<RunColumn> column, List<String> names, double least, double most, boolean log) {

        double place(RunSummary run) {
            Optional<RunValue> value = column.map(found -> found.value(run)).filter(found -> !found.isAbsent());
            return value.isEmpty() ? Double.NaN : names.isEmpty() ? place(value.get().number()) : names.size() == 1 ? 0.5 : names.indexOf(value.get().text()) / (names.size() - 1.0);
        }

        double place(double number) {
            return most <= least ? 0.5 : log ? Math.log(number / least) / Math.log(most / least) : (number - least) / (most - least);
        }

        /// The ends of the axis are its least and most to the last bit.
        double number(double place) {
            if (place <= 0 || place >= 1) {
                return place <= 0 ? least : most;
            }
            return log ? least * Math.pow(most / least, place) : least + place * (most - least);
        }
    }

    /// @param all  summaries of the project's runs
    SearchPicture(Search search, Collection<RunSummary> all, Messages words) {
        this.search = search;
        this.runs = all.stream().filter(run -> run.marks().tags().contains(search.search())).toList();
        this.words = words;
        this.heads = new ColumnWords(words);
        RunColumns columns = RunColumns.of(runs);
        for (Search.Axis axis : search.axes()) {
            scales.add(scale(column(columns, axis.field()), axis));
        }
        scales.add(figureScale(columns));
    }

    /// Runs that carry the search's name as a tag.
    List<RunSummary> runs() {
        return runs;
    }

    /// A field whose records have fields of their own stands under its kind.
    private static Optional<RunColumn> column(RunColumns columns, String field) {
        return Stream.of(field, field + ".kind").flatMap(path -> columns.known(List.of(path)).stream()).findFirst();
    }

    private Scale scale(Optional<RunColumn> column, Search.Axis axis) {
        List<String> listed = axis.range() instanceof Search.Range.Values(List<String> values) ? values : List.of();
        List<String> there = Stream.concat(listed.stream(), column.stream().flatMap(found -> runs.stream().map(run -> found.value(run).text())))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        List<Double> numbers = there.stream().map(SearchPicture::number).toList();
        if (numbers.stream().anyMatch(each -> each.isNaN())) {
            return new Scale(axis.field(), column, column.isPresent() ? onlyValues(column.get(), there) : there, 0, 0, false);
        }
        List<Double> ends = new ArrayList<>(numbers);
        boolean log = false;
        switch (axis.range()) {
            case Search.Range.Linear(double from, double to, Optional<Integer> _) -> ends.addAll(List.of(from, to));
            case Search.Range.Log(double from, double to, Optional<Integer> _) -> {
                ends.addAll(List.of(from, to));
                log = true;
            }
            case Search.Range.Values _ -> log = ends.stream().allMatch(each -> each > 0) && most(ends) >= WIDE * least(ends);
        }
        return new Scale(axis.field(), column, List.of(), least(ends), most(ends), log);
    }

    /// As runs write them, in the order of the search: a kind may be written with fields there.
    private List<String> onlyValues(RunColumn column, List<String> there) {
        List<String> written = runs.stream().map(run -> column.value(run).text()).toList();
        return there.stream().filter(text -> written.isEmpty() || written.contains(text)).toList();
    }

    private Scale figureScale(RunColumns columns) {
        String name = "best." + search.metricName();
        Optional<RunColumn> column = columns.known(List.of(name)).stream().findFirst();
        List<Double> figures = column.stream().flatMap(found -> runs.stream().map(run -> found.value(run).number())).filter(each -> !each.isNaN()).toList();
        return new Scale(name, column, List.of(), least(figures), most(figures), false);
    }

    private static double least(List<Double> of) {
        return of.stream().mapToDouble(each -> each).min().orElse(0);
    }

    private static double most(List<Double> of) {
        return of.stream().mapToDouble(each -> each).max().orElse(0);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException word) {
            return Double.NaN;
        }
    }

    /// What stands in the way of comparing the figures; empty if nothing.
    String warning() {
        List<String> judged = scales.getLast().column().stream().map(RunColumn::name).toList();
        return heads.warning(RunTable.of(runs, new RunTable.Request("", List.of(), Optional.empty(), judged, Set.of()))).orElse("");
    }

    ParallelFrame frame() {
        return new ParallelFrame(
                scales.stream().map(this::axis).toList(), runs.stream().map(this::line).toList(), search.metricName().equals("loss") ? Better.LOWER : Better.HIGHER);
    }

    private ParallelFrame.Axis axis(Scale scale) {
        List<ParallelFrame.Mark> marks = new ArrayList<>();
        for (int i = 0; i < scale.names().size(); i++) {
            marks.add(new ParallelFrame.Mark(scale.names().size() == 1 ? 0.5 : i / (scale.names().size() - 1.0), scale.names().get(i)));
        }
        if (scale.names().isEmpty() && (scale.column().isPresent() || !scale.name().startsWith("best."))) {
            marks(scale).forEach(number -> marks.add(new ParallelFrame.Mark(scale.place(number), plain(number, RoundingMode.HALF_EVEN))));
        }
        return new ParallelFrame.Axis(heads.head(scale.name()), marks);
    }

    /// The values themselves where they are few; round numbers between the ends otherwise.
    private List<Double> marks(Scale scale) {
        List<Double> values = runs.stream()
                .flatMap(run -> scale.column().map(found -> found.value(run).number()).stream())
                .filter(each -> !each.isNaN())
                .distinct()
                .sorted()
                .toList();
        boolean figure = scale.name().startsWith("best.");
        return !figure && !values.isEmpty() && values.size() <= MOST_MARKS ? values : RoundMarks.between(scale.least(), scale.most(), MOST_MARKS - 1, scale.log());
    }

    private ParallelFrame.Line line(RunSummary run) {
        List<String> texts = scales.stream()
                .map(scale -> scale.column().map(found -> found.value(run)).filter(value -> !value.isAbsent())
                        .map(value -> value.kind() == RunValue.Kind.FIGURE ? Figures.of(value.number(), words.locale()) : value.text())
                        .orElse(""))
                .toList();
        return new ParallelFrame.Line(
                run.id(), run.id() + " · " + words.text("state." + run.state().name().toLowerCase(java.util.Locale.ROOT)),
                scales.stream().map(scale -> scale.place(run)).toList(), texts, run.state().isFinal());
    }

    /// The question that the table answers with the runs inside all brushes.
    String question(Map<Integer, ParallelModel.Brush> brushes) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("", "tag = " + search.search());
        brushes.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(each -> {
            Scale scale = scales.get(each.getKey());
            scale.column().ifPresent(column -> parts.put(column.name(), question(scale, column.name(), each.getValue())));
        });
        return parts.values().stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" and "));
    }

    private static String question(Scale scale, String column, ParallelModel.Brush brush) {
        if (scale.names().isEmpty()) {
            return column + " >= " + plain(scale.number(brush.from()), RoundingMode.FLOOR) + " and " + column + " <= " + plain(scale.number(brush.to()), RoundingMode.CEILING);
        }
        List<String> inside = scale.names().stream()
                .filter(name -> holds(brush, scale.names().size() == 1 ? 0.5 : scale.names().indexOf(name) / (scale.names().size() - 1.0)))
                .map(name -> column + " = " + name)
                .toList();
        return inside.isEmpty() ? "" : "(" + String.join(" or ", inside) + ")";
    }

    /// Six digits, of a brush rounded outwards: a run on the edge is inside.
    private static String plain(double number, RoundingMode rounding) {
        return new BigDecimal(number).round(new MathContext(6, rounding)).stripTrailingZeros().toPlainString();
    }

    private static boolean holds(ParallelModel.Brush brush, double place) {
        return place >= brush.from() && place <= brush.to();
    }
}
