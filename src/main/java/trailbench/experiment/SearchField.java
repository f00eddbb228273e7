package trailbench.experiment;

import java.util.List;
import java.util.Optional;
import trailbench.format.FieldType;
import trailbench.graph.Setting;
import trailbench.project.Experiment;

/// A field of an experiment that a search may vary.
///
/// @param path  as `--set` takes it
/// @param value what it is now; empty if it is not there
/// @param range of a number, where the field's record tells it
/// @param words that it may be, where there are some
public record SearchField(String path, Kind kind, String value, Optional<Bounds> range, List<String> words) {

    public enum Kind {
        WHOLE,
        REAL,
        /// One of some words.
        WORD,
        TEXT
    }

    /// What the record accepts.
    ///
    /// @param above true if `least` itself is too little
    /// @param below true if `most` itself is too much
    public record Bounds(double least, double most, boolean above, boolean below) {}

    /// Every field with one value but the experiment's name, in the order of the file.
    public static List<SearchField> of(Experiment experiment) {
        return FieldType.of(experiment).stream().filter(field -> !field.path().equals("experiment")).map(SearchField::of).toList();
    }

    private static SearchField of(FieldType field) {
        Class<?> type = field.type();
        boolean whole = type == int.class || type == long.class;
        Kind kind = whole ? Kind.WHOLE : type == double.class || type == float.class ? Kind.REAL : type == boolean.class || !field.words().isEmpty() ? Kind.WORD : Kind.TEXT;
        Setting setting = field.component().getAnnotation(Setting.class);
        Optional<Bounds> range = setting == null || kind != Kind.WHOLE && kind != Kind.REAL
                ? Optional.empty()
                : Optional.of(new Bounds(setting.least(), setting.most(), setting.above(), setting.below()));
        return new SearchField(field.path(), kind, field.value(), range, type == boolean.class ? List.of("false", "true") : field.words());
    }
}
