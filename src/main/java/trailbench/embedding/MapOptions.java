package trailbench.embedding;

import static trailbench.work.Fault.require;

/// How a map is made.
///
/// @param method     PCA at once, or t-SNE (L. van der Maaten, G. Hinton, "Visualizing data using t-SNE", JMLR 2008)
/// @param points     at most this many items, the most frequent first
/// @param perplexity effective number of neighbours (t-SNE)
/// @param iterations of t-SNE
/// @param seed       of t-SNE's start
public record MapOptions(Method method, int points, double perplexity, int iterations, long seed) {
    public MapOptions {
        require(3 <= points && points <= 100_000, "points %s is not between 3 and 100,000", points);
        require(perplexity >= 2 && perplexity <= 100, "perplexity %s is not between 2 and 100", perplexity);
        require(iterations >= 50, "iterations %s is not at least 50", iterations);
    }

    public static MapOptions defaults() {
        return new MapOptions(Method.TSNE, 2_000, 30, 1_000, 42);
    }

    public enum Method {
        PCA,
        TSNE
    }
}
