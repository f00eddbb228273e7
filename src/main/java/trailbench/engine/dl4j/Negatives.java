package trailbench.engine.dl4j;

import static trailbench.work.Fault.require;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import trailbench.engine.Popularity;
import trailbench.graph.Sampler;
import trailbench.kernel.AliasTable;
import trailbench.kernel.Draws;

/// Draws negatives, in a time that does not depend on the catalogue. Items are counted from 0 here: index `i` is item `i + 1`.
final class Negatives {
    private final int items;
    private final @Nullable AliasTable table;
    private final float[] logarithms;

    /// @param items      V
    /// @param popularity known, unless the sampler is uniform
    Negatives(Sampler sampler, int items, Popularity popularity) {
        this.items = items;
        switch (sampler) {
            case Sampler.Uniform _ -> {
                table = null;
                logarithms = new float[] {(float) -StrictMath.log(items)};
            }
            case Sampler.Popularity(double alpha) -> {
                double[] shares = shares(popularity, items, alpha, false);
                table = new AliasTable(shares);
                logarithms = logarithms(shares);
            }
            case Sampler.Mixed(double popular, double alpha) -> {
                double[] shares = shares(popularity, items, 1, false);
                double[] others = shares(popularity, items, alpha, true);
                Arrays.setAll(shares, i -> popular * shares[i] + (1 - popular) * others[i]);
                table = new AliasTable(shares);
                logarithms = logarithms(shares);
            }
        }
    }

    /// @param all true if an alpha of 0 means every item, false if items without a target have no share even then
    private static double[] shares(Popularity popularity, int items, double alpha, boolean all) {
        require(
                popularity.counts().length == items + 1,
                "Negatives by popularity need the counts of the training windows. Train the experiment, or choose uniform negatives.");
        double[] shares = new double[items];
        double total = 0;
        for (int i = 0; i < items; i++) {
            int count = popularity.counts()[i + 1];
            shares[i] = count == 0 && !(all && alpha == 0) ? 0 : StrictMath.pow(count, alpha);
            total += shares[i];
        }
        require(total > 0, "Negatives by popularity need at least one target in the training windows.");
        for (int i = 0; i < items; i++) {
            shares[i] /= total;
        }
        return shares;
    }

    private static float[] logarithms(double[] shares) {
        float[] logarithms = new float[shares.length];
        for (int i = 0; i < shares.length; i++) {
            logarithms[i] = (float) StrictMath.log(shares[i]);
        }
        return logarithms;
    }

    /// Draws with replacement.
    ///
    /// @param key   of the random numbers
    /// @param drawn filled with indices from `from` on
    void draw(long key, int[] drawn, int from, int count) {
        AliasTable weighted = table;
        for (int j = 0; j < count; j++) {
            double uniform = Draws.uniform(key, j);
            drawn[from + j] = weighted == null ? (int) (uniform * items) : weighted.draw(uniform);
        }
    }

    /// ln Q(index), Q being the probability of a draw.
    float logarithm(int index) {
        return logarithms.length == 1 ? logarithms[0] : logarithms[index];
    }
}
