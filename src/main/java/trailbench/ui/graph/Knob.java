package trailbench.ui.graph;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

/// One value of a record that the user may turn, and the record that comes of it.
///
/// @param <T> the record's type
sealed interface Knob<T> {
    /// Its words are `knob.<key>`.
    String key();

    record Whole<T>(String key, int value, int least, int most, IntFunction<T> with) implements Knob<T> {}

    /// A share in [0, 1).
    record Share<T>(String key, double value, DoubleFunction<T> with) implements Knob<T> {}

    record Real<T>(String key, double value, double least, double most, DoubleFunction<T> with) implements Knob<T> {}

    /// @param options their words are `option.<name>`
    record Pick<T>(String key, String value, List<String> options, Function<String, T> with) implements Knob<T> {}

    record Switch<T>(String key, boolean value, Function<Boolean, T> with) implements Knob<T> {}
}
