package trailbench.sequence;

import java.util.function.DoubleConsumer;

/// How the numbers of a column come to lie around 0 with deviation 1: `(f(x) - mean) / deviation`, f being x itself or ln(1 + x).
///
/// Mean and deviation (that of the whole, not of a sample) are taken over the training events whose item, or user, has a number, so that a
/// popular item counts as often as it is met. What is held out has no say: see [TrainingEvents].
///
/// @param mean      of f(x)
/// @param deviation above 0; 1 where all numbers are the same, or there is none
public record Scaling(double mean, double deviation) {
    /// Of a model that is only asked: it knows its own.
    public static final Scaling UNKNOWN = new Scaling(0, 1);

    /// Gives each training event's number to a consumer.
    private interface Numbers {
        void give(DoubleConsumer consumer);
    }

    /// @param values `[V + 1]` f(x) of each item, NaN where unknown
    public static Scaling ofItems(double[] values, TrainingEvents events) {
        return fit(consumer -> events.forEach((_, item) -> give(values[item], consumer)));
    }

    /// @param values `[U + 1]` f(x) of each user, NaN where unknown
    public static Scaling ofUsers(double[] values, TrainingEvents events) {
        return fit(consumer -> events.forEach((user, _) -> give(values[user], consumer)));
    }

    /// @param values `[N]` f(x) of each event, NaN where unknown
    public static Scaling ofEvents(double[] values, TrainingEvents events) {
        return fit(consumer -> events.forEachEvent(event -> give(values[event], consumer)));
    }

    private static void give(double value, DoubleConsumer consumer) {
        if (!Double.isNaN(value)) {
            consumer.accept(value);
        }
    }

    private static Scaling fit(Numbers numbers) {
        double[] sums = new double[3]; // how many, their sum, the sum of squared differences
        numbers.give(value -> {
            sums[0]++;
            sums[1] += value;
        });
        if (sums[0] == 0) {
            return UNKNOWN;
        }
        double mean = sums[1] / sums[0];
        numbers.give(value -> sums[2] += (value - mean) * (value - mean));
        double deviation = Math.sqrt(sums[2] / sums[0]);
        return new Scaling(mean, deviation > 0 ? deviation : 1);
    }
}
