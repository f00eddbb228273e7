package trailbench.log;

import static trailbench.log.ColumnNames.BEHAVIOUR;
import static trailbench.log.ColumnNames.FEATURES;
import static trailbench.log.ColumnNames.ITEM;
import static trailbench.log.ColumnNames.SESSION;
import static trailbench.log.ColumnNames.TIME;
import static trailbench.log.ColumnNames.TITLE;
import static trailbench.log.ColumnNames.USER;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import trailbench.log.LogRecipe.BehaviourRule;
import trailbench.log.LogRecipe.Clean;

/// Proposes a column for each role: by name where the column has a known one, else by what stands in it.
final class RoleGuess {
    private static final Set<String> BEHAVIOUR_WORDS = Set.of(
            "pv", "view", "click", "cart", "addtocart", "add_to_cart", "fav", "favorite", "like", "buy", "purchase", "transaction", "order", "play", "read",
            "share", "comment", "search", "remove_from_cart", "impression", "download", "skip");
    private static final Pattern CANCELLED = Pattern.compile("^C\\d+$");

    private final List<String> columns;
    private final boolean header;
    private final List<List<String>> sample;
    /// Role to column index.
    private final Map<String, Integer> roles = new LinkedHashMap<>();
    private final Map<String, String> why = new LinkedHashMap<>();
    private final List<Integer> features = new ArrayList<>();

    /// @param sample rows, one text a column
    RoleGuess(List<String> columns, boolean header, List<List<String>> sample) {
        this.columns = columns;
        this.header = header;
        this.sample = sample;
        if (header) {
            byName();
        }
        byContent();
    }

    /// Role to index of its column.
    Map<String, Integer> roles() {
        return roles;
    }

    /// Role to the reason for its column, without counts.
    Map<String, String> why() {
        return why;
    }

    LogRecipe.Columns columns() {
        return new LogRecipe.Columns(
                name(USER).orElse(""), name(ITEM).orElse(""), name(TIME), name(SESSION), name(BEHAVIOUR), name(TITLE),
                features.stream().map(columns::get).toList(), timeFormat(), "UTC",
                name(SESSION).filter(ColumnNames::isBasket).isPresent(), Map.of(), cancellations());
    }

    /// The default rules; where cancellations are told apart, they do not stay.
    Clean clean() {
        Clean rules = Clean.defaults();
        return cancellations().isEmpty()
                ? rules
                : new Clean(
                        rules.minUserEvents(), rules.minItemEvents(), List.of("purchase"), rules.dropConsecutiveRepeats(), rules.dropDuplicates());
    }

    private void byName() {
        for (String role : List.of(USER, ITEM, TIME, SESSION, BEHAVIOUR, TITLE)) {
            ColumnNames.find(role, columns)
                    .filter(column -> !role.equals(TIME) || ColumnTypes.looksLikeTime(values(column)) || !ColumnTypes.of(values(column)).equals(ColumnTypes.TEXT))
                    .ifPresent(column -> take(role, column, "named like " + (role.equals(ITEM) ? "an " : "a ") + role));
        }
        if (!roles.containsKey(USER) && roles.containsKey(SESSION)) {
            take(USER, roles.remove(SESSION), "named like a session, and no column is named like a user");
            why.remove(SESSION);
        }
        features.addAll(ColumnNames.findAll(FEATURES, columns));
        if (!features.isEmpty()) {
            why.put(FEATURES, features.stream().map(columns::get).collect(Collectors.joining(", ")) + ": named like properties of an item");
        }
    }

    private void byContent() {
        if (!roles.containsKey(TIME)) {
            free().filter(column -> ColumnTypes.looksLikeTime(values(column))).reduce((_, later) -> later)
                    .ifPresent(column -> take(TIME, column, "holds times"));
        }
        if (!roles.containsKey(BEHAVIOUR)) {
            free().filter(this::holdsBehaviours).findFirst().ifPresent(column -> take(BEHAVIOUR, column, "holds words for behaviours"));
        }
        if (!roles.containsKey(USER)) {
            free().findFirst().ifPresent(column -> take(USER, column, "no name to go by, the first column that is left"));
        }
        if (!roles.containsKey(ITEM)) {
            free().findFirst().ifPresent(column -> take(ITEM, column, "no name to go by, the next column"));
        }
    }

    private void take(String role, int column, String reason) {
        roles.put(role, column);
        why.put(role, reason);
    }

    /// Columns without a role.
    private Stream<Integer> free() {
        return IntStream.range(0, columns.size()).boxed()
                .filter(column -> !roles.containsValue(column) && !features.contains(column));
    }

    private List<String> values(int column) {
        return sample.stream().map(row -> row.get(column)).toList();
    }

    private boolean holdsBehaviours(int column) {
        List<String> values = values(column);
        long known = values.stream().filter(value -> BEHAVIOUR_WORDS.contains(value.strip().toLowerCase(Locale.ROOT))).count();
        return known > 0 && known >= 0.9 * values.size();
    }

    private Optional<String> name(String role) {
        return Optional.ofNullable(roles.get(role)).map(columns::get);
    }

    /// `auto`, or a pattern where day and month could be either way round.
    private String timeFormat() {
        if (!roles.containsKey(TIME)) {
            return "auto";
        }
        TimeDetection.Finding finding = new TimeDetection(ZoneId.of("UTC")).find(values(roles.get(TIME)));
        String text = finding.format().text();
        if (finding.rival().isPresent() && finding.format() instanceof TimeFormat.Pattern pattern) {
            why.put("time_format", "%s, but %s would fit as well: please check".formatted(text, finding.rival().get().text()));
            return pattern.pattern();
        }
        why.put("time_format", text);
        return "auto";
    }

    /// Rules for invoices that start with C where the others are numbers.
    private List<BehaviourRule> cancellations() {
        if (!header || roles.containsKey(BEHAVIOUR) || name(SESSION).filter(ColumnNames::isBasket).isEmpty()) {
            return List.of();
        }
        List<String> invoices = values(roles.get(SESSION));
        boolean some = invoices.stream().anyMatch(value -> CANCELLED.matcher(value).matches());
        if (!some) {
            return List.of();
        }
        String column = columns.get(roles.get(SESSION));
        why.put(BEHAVIOUR, "some numbers in " + column + " start with C: taken as cancellations, the others as purchases");
        return List.of(new BehaviourRule(column, "^C", "cancellation"), new BehaviourRule(column, "", "purchase"));
    }
}
