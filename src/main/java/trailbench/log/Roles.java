package trailbench.log;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import trailbench.table.Row;
import trailbench.work.Fault;

/// Where the values of each role stand in a row of one log file.
final class Roles {
    /// Stands for a role without a column.
    static final int NONE = -1;

    private final ColumnIndex columns;
    final int user;
    final int item;
    final int time;
    final int session;
    final int behaviour;
    final int title;
    final int value;
    final int[] features;
    final List<Rule> rules;
    private final List<Filter> filters;

    /// Names the behaviour of rows.
    record Rule(ValuePattern pattern, String behaviour) {}

    /// Keeps the rows in which a pattern is found, or is not.
    private record Filter(ValuePattern pattern, boolean keep) {}

    /// @throws Fault.Request if a column is not there, listing those that are
    Roles(Path file, List<String> names, LogRecipe log) {
        LogRecipe.Columns recipe = log.columns();
        columns = new ColumnIndex(file, names);
        user = place("user", recipe.user());
        item = place("item", recipe.item());
        time = place("time", recipe.time());
        session = place("session", recipe.session());
        behaviour = place("behaviour", recipe.behaviour());
        title = place("title", recipe.title());
        value = place("value", recipe.value());
        features = recipe.features().stream().mapToInt(name -> place("features", name)).toArray();
        rules = recipe.behaviourRules().stream()
                .map(rule -> new Rule(new ValuePattern(place("behaviour_rules", rule.column()), rule.pattern()), rule.behaviour()))
                .toList();
        filters = log.clean().steps().stream()
                .flatMap(step -> step instanceof CleaningStep.Values values ? Stream.of(values) : Stream.empty())
                .map(values -> new Filter(new ValuePattern(columns.place("clean.steps", values.column()), values.pattern()), values.keep()))
                .toList();
        Fault.require(
                session != NONE || !recipe.basket(), "columns.basket is true, but no column is named as session. Name the column of the invoice or visit.");
    }

    /// Indices of the columns to read, in the order in which their values come.
    int[] wanted() {
        return columns.wanted();
    }

    /// The index of a column in the file.
    OptionalInt column(String name) {
        return columns.find(name);
    }

    /// False if a step of cleaning looks at a value of the row and does not keep it.
    boolean keeps(Row row) {
        for (Filter filter : filters) {
            if (filter.pattern.isFoundIn(row) != filter.keep) {
                return false;
            }
        }
        return true;
    }

    private int place(String role, Optional<String> name) {
        return name.map(column -> place(role, column)).orElse(NONE);
    }

    private int place(String role, String name) {
        return columns.place("columns." + role, name);
    }
}
