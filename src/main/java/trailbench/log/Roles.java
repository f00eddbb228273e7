package trailbench.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import trailbench.work.Fault;

/// The columns of one file that a recipe asks for, and where each stands among the values that are read.
final class Roles {
    /// Stands for a role without a column.
    static final int NONE = -1;

    private final Path file;
    private final List<String> columns;
    private final LinkedHashMap<Integer, Integer> places = new LinkedHashMap<>();
    final int user;
    final int item;
    final int time;
    final int session;
    final int behaviour;
    final int title;
    final int[] features;
    final List<Rule> rules;

    /// @param place where the rule's column stands among the values
    record Rule(int place, Pattern pattern, String behaviour) {}

    /// @throws Fault.Request if a column is not there, listing those that are
    Roles(Path file, List<String> columns, LogRecipe.Columns recipe) {
        this.file = file;
        this.columns = columns;
        user = place("user", recipe.user());
        item = place("item", recipe.item());
        time = place("time", recipe.time());
        session = place("session", recipe.session());
        behaviour = place("behaviour", recipe.behaviour());
        title = place("title", recipe.title());
        features = recipe.features().stream().mapToInt(name -> place("features", name)).toArray();
        rules = recipe.behaviourRules().stream()
                .map(rule -> new Rule(place("behaviour_rules", rule.column()), Pattern.compile(rule.pattern()), rule.behaviour()))
                .toList();
        Fault.require(
                session != NONE || !recipe.basket(), "columns.basket is true, but no column is named as session. Name the column of the invoice or visit.");
    }

    /// Indices of the columns to read, in the order in which their values come.
    int[] wanted() {
        return places.keySet().stream().mapToInt(column -> column).toArray();
    }

    /// The index of a column in the file.
    OptionalInt column(String name) {
        int index = columns.indexOf(name);
        if (index < 0 && name.matches("\\d{1,9}") && Integer.parseInt(name) < columns.size()) {
            index = Integer.parseInt(name);
        }
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    private int place(String role, Optional<String> name) {
        return name.map(column -> place(role, column)).orElse(NONE);
    }

    private int place(String role, String name) {
        int index = column(name).orElseThrow(() -> new Fault.Request(
                "%s has no column \"%s\" (columns.%s). Its columns: %s.", file, name, role, listed()));
        return places.computeIfAbsent(index, _ -> places.size());
    }

    private String listed() {
        List<String> shown = new ArrayList<>(columns.subList(0, Math.min(40, columns.size())));
        if (shown.size() < columns.size()) {
            shown.add("… %d in all".formatted(columns.size()));
        }
        boolean numbers = IntStream.range(0, columns.size()).allMatch(i -> columns.get(i).equals(Integer.toString(i)));
        return numbers
                ? "numbers 0 to %d, as format.header is false".formatted(columns.size() - 1)
                : shown.stream().collect(Collectors.joining(", "));
    }
}
