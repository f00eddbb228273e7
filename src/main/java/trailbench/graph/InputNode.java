package trailbench.graph;

import static trailbench.work.Fault.require;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToIntFunction;
import trailbench.work.Fault;

/// A node that reads the log rather than other nodes: one number a step, to be embedded, or one vector a step.
public sealed interface InputNode extends Node {
    @Override
    default List<String> inputs() {
        return List.of();
    }

    @Override
    default InputNode withInputs(List<String> inputs) {
        require(inputs.isEmpty(), "%s is an input and takes none", name());
        return this;
    }

    /// The item numbers `[B, T]` of a batch.
    record ItemInput(String name) implements InputNode {}

    /// What was done at each step, `[B, T]`: view, cart, purchase. Numbers 1 to K, in the order of the log's behaviours.
    record BehaviourInput(String name) implements InputNode {}

    /// How long before each step the event before it was, `[B, T]`, in buckets that double: see [#bucket].
    record TimeGapInput(String name) implements InputNode {
        /// G, the last bucket: gaps of 2³⁰ - 1 seconds (34 years) and more.
        public static final int BUCKETS = 32;

        /// 1 for a user's first event; after that min(G, 2 + ⌊log₂(1 + s)⌋), s the whole seconds since the event before, whether or not
        /// that one is in the window.
        ///
        /// @param gapMillis below 0 if nothing comes before
        public static int bucket(long gapMillis) {
            return gapMillis < 0 ? 1 : Math.min(BUCKETS, 2 + 63 - Long.numberOfLeadingZeros(1 + gapMillis / 1000));
        }
    }

    /// The hour at which each step happened, `[B, T]`.
    ///
    /// @param cycle after how long the numbers begin again
    /// @param zone  whose hours: `UTC`, `Europe/London`. A zone without summer time only changes which row an hour has
    record HourInput(String name, @Setting(usual = "week") Cycle cycle, @Setting(usual = "UTC") String zone) implements InputNode {
        public HourInput {
            try {
                ZoneId.of(zone);
            } catch (DateTimeException unknown) {
                throw new Fault.Request("%s: \"%s\" is no time zone. Say UTC, or a name such as Asia/Shanghai.", name, zone, unknown);
            }
        }

        /// From milliseconds since 1970 UTC to the hour's number: of the day 1 (midnight to one) to 24, of the week 1 (Monday, midnight to
        /// one) to 168.
        public LongToIntFunction numbers() {
            ZoneRules rules = ZoneId.of(zone).getRules();
            return millis -> {
                long local = millis + 1000L * rules.getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds();
                long hours = Math.floorDiv(local, 3_600_000L) + 3 * 24; // 1970 began on a Thursday
                return 1 + (int) Math.floorMod(hours, (long) cycle.hours());
            };
        }

        public enum Cycle {
            DAY(24),
            WEEK(7 * 24);

            private final int hours;

            Cycle(int hours) {
                this.hours = hours;
            }

            public int hours() {
                return hours;
            }
        }
    }

    /// Whose sequence it is, the same number at each step of it, `[B, T]`. A user whom training has not seen is unknown.
    record UserInput(String name) implements InputNode {}

    /// A categorical feature of each step's item, `[B, T]`: its brand, its category. Numbers its values in order of first appearance among
    /// the items, most frequent item first; an item without the feature has none.
    ///
    /// @param feature a column of `log.columns.features` or of one of `item_tables`
    record FeatureInput(String name, String feature) implements InputNode {}

    /// A categorical feature of the user whose sequence it is, the same number at each step, `[B, T]`: gender, country. Numbered as
    /// [FeatureInput], in the log's order of users; a user whom training has not seen, or of whom it is not known, has none.
    ///
    /// @param feature a feature of `log.columns.user_tables`
    record UserFeatureInput(String name, String feature) implements InputNode {}

    /// A number that is known of each step's item (a price) or of its user (an age), as a vector: `[B, T, E]`, `z · w + b` with
    /// z = (f(x) - mean) / deviation. Mean and deviation are fitted on the training events alone and belong to the model from then on:
    /// [trailbench.sequence.Scaling]. Where no number is known, the vector is zero. Parameters: 2 · E, and the two that nothing moves.
    ///
    /// @param of      whose number it is
    /// @param feature a feature of the log's items or of its users that holds numbers
    /// @param scale   f
    /// @param width   E
    record NumberInput(String name, Of of, String feature, Scale scale, @Setting(usual = "64", least = 1, most = 4096) int width) implements InputNode {
        public NumberInput {
            require(1 <= width && width <= 4096, "%s: width %s is not between 1 and 4,096", name, width);
        }

        public enum Of {
            ITEM,
            USER
        }

        public enum Scale {
            /// f(x) = x
            STANDARD,
            /// f(x) = ln(1 + x), for what grows by factors, such as prices; a number below 0 counts as unknown
            LOG;

            /// f(x) of each; NaN where it is unknown.
            public double[] of(double[] numbers) {
                return switch (this) {
                    case STANDARD -> numbers;
                    case LOG -> Arrays.stream(numbers).map(x -> x < 0 ? Double.NaN : Math.log1p(x)).toArray();
                };
            }
        }
    }

    /// The number of each step's event itself (its stars, its amount; `log.columns.value`) as a vector: `[B, T, E]`, as of [NumberInput], mean
    /// and deviation being those of the training events. Where no value is known, the vector is zero. Parameters: 2 · E, and the two that
    /// nothing moves.
    ///
    /// @param scale f
    /// @param width E
    record ValueInput(String name, NumberInput.Scale scale, @Setting(usual = "64", least = 1, most = 4096) int width) implements InputNode {
        public ValueInput {
            require(1 <= width && width <= 4096, "%s: width %s is not between 1 and 4,096", name, width);
        }
    }

    /// A vector of each step's item that was made elsewhere (of its title, its picture, another model), projected: `[B, T, D]` to `[B, T, E]` by
    /// `v · W + b`. The vectors are frozen; W and b are learnt. An item without a vector has the zero vector before the projection.
    /// Parameters: (V + 1) · D frozen, E · (D + 1) learnt; before a [Node.MaskedItem] head the mask has a row of zeros.
    ///
    /// @param vectors name of an entry of `log.columns.item_vectors`
    /// @param width   E
    record VectorInput(String name, String vectors, @Setting(usual = "64", least = 1, most = 4096) int width) implements InputNode {
        public VectorInput {
            require(1 <= width && width <= 4096, "%s: width %s is not between 1 and 4,096", name, width);
        }
    }
}
