package trailbench.log;

import static trailbench.log.ColumnNames.BEHAVIOUR;
import static trailbench.log.ColumnNames.BEHAVIOURS;
import static trailbench.log.ColumnNames.FEATURES;
import static trailbench.log.ColumnNames.ITEM;
import static trailbench.log.ColumnNames.SESSION;
import static trailbench.log.ColumnNames.TIME;
import static trailbench.log.ColumnNames.TITLE;
import static trailbench.log.ColumnNames.USER;
import static trailbench.log.ColumnNames.VALUE;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import trailbench.log.Clue.Why;
import trailbench.log.LogRecipe.BehaviourRule;
import trailbench.log.LogRecipe.Clean;

/// Proposes a column for each role: by name where the column has a known one, else by what stands in it.
final class RoleGuess {
    /// Words for behaviours as they stand in logs, in lower case, and the one name by which each behaviour then goes.
    private static final Map<String, String> BEHAVIOUR_WORDS = new LinkedHashMap<>();

    static {
        for (String name : List.of(
                "view", "click", "cart", "favourite", "like", "purchase", "play", "read", "share", "comment", "search", "remove_from_cart", "impression",
                "download", "skip")) {
            BEHAVIOUR_WORDS.put(name, name);
        }
        BEHAVIOUR_WORDS.putAll(Map.of(
                "pv", "view", "addtocart", "cart", "add_to_cart", "cart", "fav", "favourite", "favorite", "favourite", "buy", "purchase", "transaction",
                "purchase", "order", "purchase"));
    }
    private static final int MOST_BEHAVIOURS = 12;
    private static final Pattern CANCELLED = Pattern.compile("^C\\d+$");

    private final List<String> columns;
    private final boolean header;
    private final List<List<String>> sample;
    /// Role to column index.
    private final Map<String, Integer> roles = new LinkedHashMap<>();
    private final Map<String, Why> why = new LinkedHashMap<>();
    private final Map<String, Clue> otherClues = new LinkedHashMap<>();
    private final List<Integer> features = new ArrayList<>();
    private final Optional<KnownLog> known;

    /// @param sample rows, one text a column
    RoleGuess(List<String> columns, boolean header, List<List<String>> sample) {
        this.columns = columns;
        this.header = header;
        this.sample = sample;
        known = KnownLog.of(columns, header, sample);
        if (known.isPresent()) {
            asKnown(known.get());
        } else {
            if (header) {
                byName();
            }
            byContent();
        }
    }

    /// Role to index of its column.
    Map<String, Integer> roles() {
        return roles;
    }

    /// Role to what speaks for its column.
    Map<String, Why> why() {
        return why;
    }

    /// Clues to what is not one column for one role.
    Map<String, Clue> otherClues() {
        return otherClues;
    }

    LogRecipe.Columns columns() {
        return new LogRecipe.Columns(
                name(USER).orElse(""), name(ITEM).orElse(""), name(TIME), name(SESSION), name(BEHAVIOUR), name(TITLE),
                features.stream().map(columns::get).toList(), timeFormat(), "UTC",
                known.map(KnownLog::basket).orElseGet(() -> name(SESSION).filter(ColumnNames::isBasket).isPresent()),
                behaviours(), cancellations()).withValue(name(VALUE));
    }

    /// The default rules; where cancellations are told apart, they do not stay.
    Clean clean() {
        return cancellations().isEmpty() ? Clean.defaults() : Clean.defaults().withKeepBehaviours(List.of("purchase"));
    }

    private void asKnown(KnownLog log) {
        ColumnNames.ROLES.stream().filter(log.roles()::containsKey).forEach(role -> take(role, log.roles().get(role), Why.KNOWN_LOG));
        features.addAll(log.features());
        otherClues.put("log", new Clue.Known(log.name()));
        featuresClue();
    }

    private void featuresClue() {
        if (!features.isEmpty()) {
            otherClues.put(FEATURES, new Clue.Features(features.stream().map(columns::get).toList()));
        }
    }

    private void byName() {
        for (String role : ColumnNames.ROLES) {
            ColumnNames.find(role, columns)
                    .filter(column -> holds(role, values(column)))
                    .ifPresent(column -> take(role, column, Why.NAMED_LIKE_THE_ROLE));
        }
        if (!roles.containsKey(USER) && roles.containsKey(SESSION)) {
            take(USER, roles.remove(SESSION), Why.NAMED_LIKE_A_SESSION);
            why.remove(SESSION);
        }
        features.addAll(ColumnNames.findAll(FEATURES, columns));
        featuresClue();
    }

    /// Whether the values are of the kind that a role takes.
    private static boolean holds(String role, List<String> values) {
        String type = ColumnTypes.of(values);
        return switch (role) {
            case TIME -> !type.equals(ColumnTypes.TEXT) || ColumnTypes.looksLikeTime(values);
            case VALUE -> type.equals(ColumnTypes.WHOLE) || type.equals(ColumnTypes.NUMBER);
            default -> true;
        };
    }

    private void byContent() {
        if (!roles.containsKey(TIME)) {
            free().filter(column -> ColumnTypes.looksLikeTime(values(column))).reduce((_, later) -> later)
                    .ifPresent(column -> take(TIME, column, Why.HOLDS_TIMES));
        }
        if (!roles.containsKey(BEHAVIOUR)) {
            free().filter(this::holdsBehaviours).findFirst().ifPresent(column -> take(BEHAVIOUR, column, Why.HOLDS_BEHAVIOURS));
        }
        if (!roles.containsKey(USER)) {
            free().findFirst().ifPresent(column -> take(USER, column, Why.FIRST_LEFT));
        }
        if (!roles.containsKey(ITEM)) {
            free().findFirst().ifPresent(column -> take(ITEM, column, Why.NEXT_LEFT));
        }
    }

    private void take(String role, int column, Why reason) {
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
        long known = values.stream().filter(value -> BEHAVIOUR_WORDS.containsKey(value.strip().toLowerCase(Locale.ROOT))).count();
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
        if (known.isPresent() && !known.get().timeFormat().equals("auto")) {
            return known.get().timeFormat();
        }
        TimeDetection.Finding finding = new TimeDetection(ZoneId.of("UTC")).find(values(roles.get(TIME)));
        if (finding.rival().isPresent() && finding.format() instanceof TimeFormat.Pattern pattern) {
            return pattern.pattern();
        }
        return "auto";
    }

    /// Value to name: as known of the log, or for values that are other words for a behaviour.
    private Map<String, String> behaviours() {
        if (!roles.containsKey(BEHAVIOUR)) {
            return Map.of();
        }
        Map<String, String> names = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        Map<String, String> ofLog = known.map(KnownLog::behaviours).orElse(Map.of());
        for (String value : values(roles.get(BEHAVIOUR)).stream().filter(text -> !text.isBlank()).distinct().limit(MOST_BEHAVIOURS).toList()) {
            String name = ofLog.getOrDefault(value, BEHAVIOUR_WORDS.getOrDefault(value.strip().toLowerCase(Locale.ROOT), ""));
            if (name.isEmpty()) {
                unknown.add(value);
            } else {
                names.put(value, name);
            }
        }
        otherClues.put(BEHAVIOURS, new Clue.Values(Map.copyOf(names), unknown));
        Map<String, String> all = new LinkedHashMap<>(names);
        ofLog.forEach(all::putIfAbsent); // a code that the first rows do not have
        all.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
        return all;
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
        otherClues.put(BEHAVIOUR, new Clue.Cancellations(column));
        return List.of(new BehaviourRule(column, "^C", "cancellation"), new BehaviourRule(column, "", "purchase"));
    }
}
