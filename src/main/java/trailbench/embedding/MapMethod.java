package trailbench.embedding;

import java.util.Locale;

/// How the places of a [PointMap] were found, with every setting that matters. Vectors are scaled to length 1 first.
public sealed interface MapMethod {
    /// One English line: `t-SNE · cosine · perplexity 30 · 1,000 iterations · seed 42`.
    String text();

    /// The two widest directions.
    ///
    /// @param first  share of the variance along x, in [0, 1]
    /// @param second along y
    record Pca(double first, double second) implements MapMethod {
        @Override
        public String text() {
            return String.format(Locale.ROOT, "PCA · vectors of length 1 · %.1f %% + %.1f %% of the variance", 100 * first, 100 * second);
        }
    }

    /// t-SNE over cosine distances.
    ///
    /// @param perplexity that was used: few points allow only a small one
    record Tsne(double perplexity, int iterations, long seed) implements MapMethod {
        @Override
        public String text() {
            return String.format(Locale.ROOT, "t-SNE · cosine · perplexity %s · %,d iterations · seed %d", perplexityText(), iterations, seed);
        }

        /// `30`, `3.3`.
        public String perplexityText() {
            return String.format(Locale.ROOT, perplexity == Math.rint(perplexity) ? "%.0f" : "%.1f", perplexity);
        }
    }

    /// UMAP over cosine distances.
    ///
    /// @param neighbours  that were used: there are fewer than asked for among few points
    /// @param minDistance of two points that are alike, in the picture
    record Umap(int neighbours, double minDistance, int iterations, long seed) implements MapMethod {
        @Override
        public String text() {
            return String.format(
                    Locale.ROOT, "UMAP · cosine · %d neighbours · least distance %s · %,d iterations · seed %d", neighbours, minDistance, iterations, seed);
        }
    }

    /// From one group of items to another ([CustomAxes]), and the widest direction at right angles to that.
    ///
    /// @param from  the items at the left, in words
    /// @param to    those at the right
    /// @param share of the variance from left to right, in [0, 1]
    record Axes(String from, String to, double share) implements MapMethod {
        @Override
        public String text() {
            return String.format(Locale.ROOT, "Left to right: from %s to %s · vectors of length 1 · %.1f %% of the variance", from, to, 100 * share);
        }
    }
}
