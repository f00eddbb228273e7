package trailbench.ui.runs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import trailbench.experiment.SearchField;
import trailbench.project.Search;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// A field of a search that is being put together, as it is typed.
///
/// @param field one of the experiment's
/// @param how   what kind of range
/// @param text  values with commas between them, or where the range begins
/// @param to    where the range ends
/// @param steps of a grid
record SearchDraft(SearchField field, How how, String text, String to, int steps) {
    enum How {
        VALUES,
        LINEAR,
        LOG
    }

    private static final int STEPS = 3;

    /// What suits the field: its words, or its value now and its neighbours by the factor that matters for such a field.
    static SearchDraft of(SearchField field) {
        return switch (field.kind()) {
            case WORD -> new SearchDraft(field, How.VALUES, String.join(", ", field.words().stream().limit(2).toList()), "", STEPS);
            case TEXT -> new SearchDraft(field, How.VALUES, field.value(), "", STEPS);
            case WHOLE -> whole(field);
            case REAL -> real(field);
        };
    }

    private static SearchDraft whole(SearchField field) {
        long value = number(field.value()).map(Math::round).orElse(1L);
        String values = String.join(", ", Stream.of(value / 2, value, value * 2).filter(each -> fits(field, each)).distinct().map(Object::toString).toList());
        return new SearchDraft(field, How.VALUES, values.isEmpty() ? field.value() : values, "", STEPS);
    }

    private static SearchDraft real(SearchField field) {
        double value = number(field.value()).orElse(0.0);
        Optional<SearchField.Bounds> bounds = field.range();
        boolean share = bounds.filter(range -> range.least() >= 0 && range.most() <= 1).isPresent();
        if (value > 0 && !share) {
            return new SearchDraft(field, How.LOG, plain(value / 10), plain(fits(field, value * 10) ? value * 10 : value), STEPS);
        }
        return new SearchDraft(field, How.LINEAR, "0", share ? "0.5" : plain(Math.max(1, value * 2)), STEPS);
    }

    private static boolean fits(SearchField field, double value) {
        return value > 0 && field.range().filter(range -> value < range.least() || value > range.most()).isEmpty();
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text.strip()));
        } catch (NumberFormatException word) {
            return Optional.empty();
        }
    }

    private static String plain(double value) {
        return new java.math.BigDecimal(value).round(new java.math.MathContext(4)).stripTrailingZeros().toPlainString();
    }

    boolean isRange() {
        return how != How.VALUES;
    }

    SearchDraft with(How now) {
        if (now == how) {
            return this;
        }
        SearchDraft fresh = new SearchDraft(field, now, text, to, steps);
        if (now == How.VALUES) {
            return new SearchDraft(field, now, number(text).isPresent() ? text + ", " + to : text, "", steps);
        }
        List<String> values = List.of(text.split("\\s*,\\s*"));
        return how == How.VALUES ? new SearchDraft(field, now, values.getFirst(), values.getLast(), steps) : fresh;
    }

    SearchDraft withText(String now) {
        return new SearchDraft(field, how, now, to, steps);
    }

    SearchDraft withTo(String now) {
        return new SearchDraft(field, how, text, now, steps);
    }

    SearchDraft withSteps(int now) {
        return new SearchDraft(field, how, text, to, now);
    }

    /// @throws Fault.Request that names the field
    Search.Axis axis() {
        return new Search.Axis(field.path(), switch (how) {
            case VALUES -> new Search.Range.Values(Stream.of(text.split("[,，]")).map(String::strip).filter(each -> !each.isEmpty()).toList());
            case LINEAR -> new Search.Range.Linear(end(text), end(to), Optional.of(steps));
            case LOG -> new Search.Range.Log(end(text), end(to), Optional.of(steps));
        });
    }

    private double end(String typed) {
        return number(typed).orElseThrow(() -> new Fault.Request(Trouble.of(Trouble.Kind.SEARCH_NO_NUMBER, field.path(), typed)));
    }
}
