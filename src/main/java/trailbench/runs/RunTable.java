package trailbench.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import trailbench.work.Fault;

/// Runs filtered, sorted, grouped and laid out as a tree of forks: the lines of a table from top to bottom.
///
/// @param columns   what each line shows
/// @param lines     groups and runs; what is closed is left out
/// @param runs      how many runs pass the filter
/// @param all       how many there are
/// @param protocols of the figures of all runs that pass the filter
public record RunTable(List<RunColumn> columns, List<Line> lines, int runs, int all, Protocols protocols) {

    /// @param key    names the line from one table to the next: `run ID` or `group VALUE`
    /// @param depth  how far it is indented
    /// @param parent true if other lines hang on it
    /// @param open   true if those are shown
    /// @param run    empty for the head of a group
    /// @param title  of a group: the value that its runs have in common; empty for a run
    /// @param count  of a group: its runs; of a run: the forks that hang on it, near and far
    public record Line(String key, int depth, boolean parent, boolean open, Optional<RunSummary> run, String title, int count) {}

    /// @param filter  as [RunQuery] reads it
    /// @param orders  the first one first; newest first where they leave two runs equal
    /// @param group   a column; empty for no groups
    /// @param columns names, as [RunColumns#resolve] takes them
    /// @param closed  keys of lines that hide what hangs on them
    public record Request(String filter, List<Order> orders, Optional<String> group, List<String> columns, Set<String> closed) {
        public static final Request ALL = new Request("", List.of(), Optional.empty(), RunColumns.DEFAULT, Set.of());
    }

    /// @param column a name
    public record Order(String column, boolean descending) {
        /// `epochs`, or `-best.ndcg@10` for the greatest first.
        public static Order parse(String text) {
            return text.startsWith("-") ? new Order(text.substring(1), true) : new Order(text, false);
        }
    }

    /// @throws Fault.Request if the filter, an order, the group or a column is not understood
    public static RunTable of(List<RunSummary> runs, Request request) {
        RunColumns columns = RunColumns.of(runs);
        Predicate<RunSummary> filter = RunQuery.parse(request.filter(), columns);
        List<RunSummary> passing = runs.stream().filter(filter).sorted(order(columns, request.orders())).toList();
        List<RunColumn> shown = request.columns().equals(RunColumns.DEFAULT)
                ? columns.known(request.columns())
                : request.columns().stream().map(columns::resolve).toList();
        List<Line> lines = new ArrayList<>();
        if (request.group().isPresent()) {
            addGroups(passing, columns.resolve(request.group().get()), request.closed(), lines);
        } else {
            new Tree(passing, request.closed(), lines).add(0);
        }
        return new RunTable(shown, lines, passing.size(), runs.size(), Protocols.of(passing, shown));
    }

    private static Comparator<RunSummary> order(RunColumns columns, List<Order> orders) {
        Comparator<RunSummary> newest = Comparator.comparing(RunSummary::id).reversed();
        Comparator<RunSummary> all = (a, b) -> 0;
        for (Order order : orders) {
            RunColumn column = columns.resolve(order.column());
            all = all.thenComparing(column::value, order.descending() ? falling() : rising());
        }
        return all.thenComparing(newest);
    }

    private static Comparator<RunValue> rising() {
        return Comparator.comparing(RunValue::isAbsent).thenComparing(RunValue.RISING);
    }

    private static Comparator<RunValue> falling() {
        return Comparator.comparing(RunValue::isAbsent).thenComparing(RunValue.RISING.reversed());
    }

    private static void addGroups(List<RunSummary> runs, RunColumn by, Set<String> closed, List<Line> lines) {
        Map<String, List<RunSummary>> groups = new LinkedHashMap<>();
        Map<String, RunValue> values = new HashMap<>();
        for (RunSummary run : runs) {
            RunValue value = by.value(run);
            groups.computeIfAbsent(value.shown(), fresh -> new ArrayList<>()).add(run);
            values.putIfAbsent(value.shown(), value);
        }
        groups.entrySet().stream().sorted(Comparator.comparing((Map.Entry<String, List<RunSummary>> group) -> values.get(group.getKey()), rising())).forEach(group -> {
            String key = "group " + group.getKey();
            boolean open = !closed.contains(key);
            lines.add(new Line(key, 0, true, open, Optional.empty(), group.getKey(), group.getValue().size()));
            if (open) {
                new Tree(group.getValue(), closed, lines).add(1);
            }
        });
    }

    /// Runs with their forks below them. A fork whose parent is not among the runs stands alone.
    private static final class Tree {
        private final List<RunSummary> top = new ArrayList<>();
        private final Map<String, List<RunSummary>> forks = new HashMap<>();
        private final Set<String> closed;
        private final List<Line> lines;

        Tree(List<RunSummary> runs, Set<String> closed, List<Line> lines) {
            this.closed = closed;
            this.lines = lines;
            Set<String> here = new HashSet<>();
            runs.forEach(run -> here.add(run.id()));
            for (RunSummary run : runs) {
                // the parent's name is earlier, so that a file that somebody wrote by hand makes no circle
                Optional<String> parent = run.fork().map(trailbench.project.Fork::parent).filter(here::contains).filter(id -> id.compareTo(run.id()) < 0);
                parent.ifPresentOrElse(id -> forks.computeIfAbsent(id, fresh -> new ArrayList<>()).add(run), () -> top.add(run));
            }
        }

        void add(int depth) {
            top.forEach(run -> add(run, depth));
        }

        private void add(RunSummary run, int depth) {
            String key = "run " + run.id();
            List<RunSummary> children = forks.getOrDefault(run.id(), List.of());
            boolean open = !closed.contains(key);
            lines.add(new Line(key, depth, !children.isEmpty(), open, Optional.of(run), "", descendants(run)));
            if (open) {
                children.forEach(child -> add(child, depth + 1));
            }
        }

        private int descendants(RunSummary run) {
            return forks.getOrDefault(run.id(), List.of()).stream().mapToInt(child -> 1 + descendants(child)).sum();
        }
    }
}
