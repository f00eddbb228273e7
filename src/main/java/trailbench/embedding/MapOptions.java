package trailbench.embedding;

import static trailbench.work.Fault.require;

import java.util.Optional;

/// How a map is made.
///
/// @param method     PCA at once, t-SNE (L. van der Maaten, G. Hinton, "Visualizing data using t-SNE", JMLR 2008) or UMAP (L. McInnes, J. Healy,
///                   J. Melville, "UMAP: uniform manifold approximation and projection for dimension reduction", arXiv 1802.03426, 2018)
/// @param points     at most this many items
/// @param perplexity effective number of neighbours (t-SNE), number of neighbours (UMAP)
/// @param iterations of t-SNE, rounds over all pairs of UMAP
/// @param seed       of the start, and of what UMAP draws
/// @param strata     which items are shown of more than `points`: empty for the most frequent; "popularity" for equally many of ten classes of
///                   popularity, rounded, or the name of a column for shares as among all, [MapSample] says how
/// @param from       file of a map that this one starts from and is turned to lie on; empty for a start from PCA's picture
public record MapOptions(
        Method method, int points, double perplexity, int iterations, long seed, Optional<String> strata, Optional<String> from) {
    public MapOptions {
        require(3 <= points && points <= 100_000, "points %s is not between 3 and 100,000", points);
        require(perplexity >= 2 && perplexity <= 100, "perplexity %s is not between 2 and 100", perplexity);
        require(iterations >= 50, "iterations %s is not at least 50", iterations);
    }

    /// The most frequent items, from PCA's picture.
    public MapOptions(Method method, int points, double perplexity, int iterations, long seed) {
        this(method, points, perplexity, iterations, seed, Optional.empty(), Optional.empty());
    }

    public static MapOptions defaults() {
        return new MapOptions(Method.TSNE, 2_000, 30, 1_000, 42);
    }

    public MapOptions withStrata(Optional<String> column) {
        return new MapOptions(method, points, perplexity, iterations, seed, column, from);
    }

    public MapOptions withFrom(Optional<String> file) {
        return new MapOptions(method, points, perplexity, iterations, seed, strata, file);
    }

    public enum Method {
        PCA,
        TSNE,
        UMAP
    }
}
