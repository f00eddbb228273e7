package trailbench.format;

import java.util.Locale;
import java.util.regex.Pattern;

/// Java names as they stand in files.
final class Names {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private Names() {}

    /// `learningRate` to `learning_rate`.
    static String snake(String component) {
        return HUMP.matcher(component).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /// `LeaveOneOut` to `leave-one-out`, `KFold` to `k-fold`.
    static String kebab(Class<?> type) {
        return HUMP.matcher(type.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    /// `NEXT_ITEM` to `next-item`.
    static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
