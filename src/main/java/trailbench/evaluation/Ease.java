package trailbench.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import trailbench.engine.Scorer;
import trailbench.kernel.PositiveDefinite;
import trailbench.sequence.History;

/// A linear model in closed form: an item's score is the sum of its weights from the items of the history
/// (H. Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019).
///
/// With X `[U, V]`, 1 where a user has a training event on an item, and P = (XᵀX + λI)⁻¹: B(i, j) = −P(i, j) / P(j, j), and 0 on the diagonal. An
/// item that stands in the history twice counts once. Popularity, scaled to at most 1e-6, is added.
///
/// Work grows with V³ and memory with V² (8 bytes each while it is counted), so it is counted up to [#ITEMS] items. Numbers are single: λ keeps every
/// pivot above 250, so that what rounding takes off counts of some thousands is a hundred-thousandth of it.
final class Ease implements Scorer {
    /// Four times 4,000² floats are 256 MB, for a moment, and inverting them takes seconds.
    static final int ITEMS = 4_000;
    static final double LAMBDA = 250;

    private final Popularity popularity;
    private final LinearScores weights;

    /// @param together [UserSets#together]
    Ease(Popularity popularity, float[][] together) {
        this.popularity = popularity;
        float[][] inverse = Arrays.stream(together).map(float[]::clone).toArray(float[][]::new);
        for (int i = 0; i < inverse.length; i++) {
            inverse[i][i] += (float) LAMBDA; // index 0 is an item that nobody has
        }
        PositiveDefinite.invert(inverse);
        float[][] rows = new float[inverse.length][inverse.length];
        float[] scales = new float[inverse.length];
        for (int j = 0; j < scales.length; j++) {
            scales[j] = inverse[j][j];
        }
        IntStream.range(1, inverse.length).parallel().forEach(i -> {
            for (int j = 0; j < scales.length; j++) {
                rows[i][j] = -inverse[i][j] / scales[j];
            }
            rows[i][i] = 0;
        });
        this.weights = new LinearScores(popularity, rows);
    }

    @Override
    public int items() {
        return popularity.items();
    }

    @Override
    public void score(List<History> histories, float[][] scores) {
        weights.score(histories, scores);
    }
}
