package trailbench.ui.chart;

import java.util.ArrayList;
import java.util.List;

/// Round numbers to write along an axis.
final class Ticks {
    private Ticks() {}

    /// Multiples of 1, 2, 2.5 or 5 times a power of ten within [from, to].
    ///
    /// @param most  at most this many
    /// @param whole true if only whole numbers make sense
    static List<Double> linear(double from, double to, int most, boolean whole) {
        if (!(to > from)) {
            return List.of(from);
        }
        double step = step((to - from) / Math.max(most, 1), whole);
        List<Double> ticks = new ArrayList<>();
        long first = (long) Math.ceil(from / step - 1e-9);
        long last = (long) Math.floor(to / step + 1e-9);
        for (long multiple = first; multiple <= last; multiple++) {
            ticks.add(multiple * step);
        }
        return ticks;
    }

    /// Powers of ten and, where there is room, their 2nd and 5th multiples; round steps where the range is less than a decade.
    ///
    /// @param from above 0
    static List<Double> logarithmic(double from, double to, int most) {
        double decades = Math.log10(to / from);
        if (decades < 1) {
            return linear(from, to, most, false);
        }
        double[] leads = decades * 3 <= most ? new double[] {1, 2, 5} : new double[] {1};
        int stride = leads.length == 1 ? (int) Math.ceil(decades / Math.max(most, 1)) : 1;
        List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power += stride) {
            for (double lead : leads) {
                double tick = lead * Math.pow(10, power);
                if (tick >= from * (1 - 1e-9) && tick <= to * (1 + 1e-9)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    /// The smallest round step of at least `least`.
    private static double step(double least, boolean whole) {
        if (whole && least <= 1) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double[] leads = whole && power < 10 ? new double[] {1, 2, 5, 10} : new double[] {1, 2, 2.5, 5, 10};
        for (double lead : leads) {
            if (lead * power >= least * (1 - 1e-9)) {
                return lead * power;
            }
        }
        return 10 * power;
    }
}
