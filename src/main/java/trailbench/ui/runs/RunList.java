package trailbench.ui.runs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import trailbench.runs.RunColumn;
import trailbench.runs.RunColumns;
import trailbench.runs.RunSummary;
import trailbench.runs.RunTable;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.work.Fault;

/// Which runs the table lists, in which order, groups and columns.
final class RunList {
    private static final String COLUMNS = "runs.columns";

    private final Supplier<List<RunSummary>> runs;
    private final Settings settings;
    private final Runnable ended;
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ObjectProperty<Optional<String>> group = new SimpleObjectProperty<>(Optional.empty());
    private final Set<String> closed = new HashSet<>();
    private List<RunTable.Order> orders = List.of();
    private List<String> columns;
    private final Messages words;
    private String lastUnderstood = "";
    private final ObservableList<RunRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<RunTable> table = new ReadOnlyObjectWrapper<>(RunTable.of(List.of(), RunTable.Request.ALL));

    /// @param runs     there are now
    /// @param settings remember the columns
    /// @param words    say what is wrong with the filter
    /// @param ended    told when a run that went on is over
    RunList(Supplier<List<RunSummary>> runs, Settings settings, Messages words, Runnable ended) {
        this.runs = runs;
        this.words = words;
        this.settings = settings;
        this.ended = ended;
        this.columns = settings.remembered(COLUMNS).filter(text -> !text.isBlank()).map(text -> List.of(text.split(" "))).orElse(RunColumns.DEFAULT);
        filter.addListener((observed, before, now) -> show());
        group.addListener((observed, before, now) -> show());
    }

    /// From top to bottom.
    ObservableList<RunRow> rows() {
        return rows;
    }

    ReadOnlyObjectProperty<RunTable> tableProperty() {
        return table.getReadOnlyProperty();
    }

    StringProperty filterProperty() {
        return filter;
    }

    /// What is wrong with the filter; the table stays as it was then. Empty if nothing is.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Name of the column that runs are grouped by.
    ObjectProperty<Optional<String>> groupProperty() {
        return group;
    }

    void order(List<RunTable.Order> wished) {
        if (!wished.equals(orders)) {
            orders = wished;
            show();
        }
    }

    /// Every column there could be.
    List<String> columnNames() {
        return RunColumns.of(runs.get()).names();
    }

    List<String> columns() {
        return columns;
    }

    /// Shows these columns, in this order, and remembers them; none for the usual ones.
    void showColumns(List<String> wished) {
        columns = wished.isEmpty() ? RunColumns.DEFAULT : wished;
        settings.remember(COLUMNS, wished.isEmpty() ? "" : String.join(" ", wished));
        show();
    }

    /// Shows what hangs on a row, or hides it.
    void toggle(RunRow row) {
        open(row, closed.contains(row.key()));
    }

    void open(RunRow row, boolean open) {
        if (row.line().parent() && (open ? closed.remove(row.key()) : closed.add(row.key()))) {
            show();
        }
    }

    /// Lays the table out anew; keeps the rows of lines that are still there.
    void show() {
        RunTable laid = lay();
        Map<String, RunRow> known = rows.stream().collect(Collectors.toMap(RunRow::key, Function.identity()));
        List<RunRow> now = new ArrayList<>();
        boolean over = false;
        for (RunTable.Line line : laid.lines()) {
            RunRow row = known.getOrDefault(line.key(), new RunRow(line));
            over |= row.run().filter(before -> !before.state().isFinal()).isPresent() && line.run().filter(run -> run.state().isFinal()).isPresent();
            row.show(line);
            now.add(row);
        }
        table.set(laid);
        if (!now.equals(rows)) {
            rows.setAll(now);
        }
        if (over) {
            ended.run();
        }
    }

    /// Hides no row under another any more; shown with the next [#show].
    void openAll() {
        closed.clear();
    }

    private RunTable lay() {
        List<RunSummary> listed = runs.get();
        RunColumns there = RunColumns.of(listed);
        List<String> shown = there.known(columns).stream().map(RunColumn::name).filter(name -> !name.equals("experiment")).toList();
        List<RunTable.Order> asked = orders.stream().filter(order -> !there.known(List.of(order.column())).isEmpty()).toList();
        Optional<String> by = group.get().filter(name -> !there.known(List.of(name)).isEmpty());
        try {
            RunTable laid = RunTable.of(listed, new RunTable.Request(filter.get(), asked, by, shown, closed));
            problem.set("");
            return laid;
        } catch (Fault.Request wrong) {
            // without runs no field is known: the question may be right for those that come
            problem.set(listed.isEmpty() ? "" : words.fault(wrong));
            String before = table.get().all() == listed.size() ? lastUnderstood : "";
            return RunTable.of(listed, new RunTable.Request(before, asked, by, shown, closed));
        } finally {
            lastUnderstood = problem.get().isEmpty() ? filter.get() : lastUnderstood;
        }
    }
}
