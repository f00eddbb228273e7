package trailbench.evaluation;

import java.util.List;
import java.util.stream.IntStream;
import trailbench.engine.Scorer;
import trailbench.sequence.History;

/// What follows what: a row-normalised table W of transitions between items, counted on training events, and a score that looks a few
/// steps back.
///
/// Each event on i gives 1/d to the baskets that come d = 1 … `reach` baskets after its own, spread evenly over their events; row i of W is
/// the sum over all events on i, divided by the row's total. Scoring sums over the last `reach` baskets of the history, k = 0, 1, … steps
/// back from the last: `decay`^k times the mean row of W over the basket's events. Where every event is a basket of its own, as in most
/// logs, "basket" reads "event": with reach 1 this is the **first-order Markov chain** of transitions from the last item; with reach 10 and
/// decay 0.8 it is **decayed co-occurrence**. Both add popularity, scaled to at most 1e-6, so that an unknown history is answered by popularity.
///
/// Spreading a step evenly over a basket makes each invoice one observation: without it, one bulk order of 500 lines would outweigh
/// a hundred ordinary ones.
final class Transitions implements Scorer {
    /// Items are counted in this many shares, so that each needs its buffer once.
    private static final int SLICES = 64;

    private final Popularity popularity;
    private final int reach;
    private final double decay;
    /// Row i of W: the items that follow, and their weights.
    private final int[][] followers;
    private final float[][] weights;

    static Transitions markov(TrainingEvents training, Popularity popularity) {
        return new Transitions(training, popularity, 1, 1);
    }

    static Transitions decayedCooccurrence(TrainingEvents training, Popularity popularity) {
        return new Transitions(training, popularity, 10, 0.8);
    }

    private Transitions(TrainingEvents training, Popularity popularity, int reach, double decay) {
        this.popularity = popularity;
        this.reach = reach;
        this.decay = decay;
        this.followers = new int[training.items() + 1][];
        this.weights = new float[training.items() + 1][];
        followers[0] = new int[0];
        weights[0] = new float[0];
        IntStream.range(0, SLICES).parallel().forEach(slice -> countRows(training, slice));
    }

    private void countRows(TrainingEvents training, int slice) {
        SparseSum row = new SparseSum(training.items() + 1);
        for (int item = 1 + slice; item <= training.items(); item += SLICES) {
            double total = count(training, item, row);
            followers[item] = row.indices();
            weights[item] = new float[followers[item].length];
            for (int i = 0; i < weights[item].length; i++) {
                weights[item][i] = (float) (row.get(followers[item][i]) / total);
            }
            row.clear();
        }
    }

    /// Adds what follows `item` to `row` and returns the row's total.
    private double count(TrainingEvents training, int item, SparseSum row) {
        int[] storeItems = training.store().items();
        double total = 0;
        for (int at = training.firsts()[item]; at < training.firsts()[item + 1]; at++) {
            int event = training.events()[at];
            int last = training.trainingEnds()[training.users()[event]];
            int start = training.basketEnd(event);
            for (int distance = 1; distance <= reach && start < last; distance++) {
                int end = training.basketEnd(start);
                double weight = 1.0 / distance / (end - start);
                for (int after = start; after < end; after++) {
                    row.add(storeItems[after], weight);
                }
                total += 1.0 / distance;
                start = end;
            }
        }
        return total;
    }

    @Override
    public int items() {
        return popularity.items();
    }

    @Override
    public void score(List<History> histories, float[][] scores) {
        IntStream.range(0, histories.size())
                .parallel()
                .forEach(row -> score(histories.get(row).items(), histories.get(row).baskets(), scores[row]));
    }

    private void score(int[] history, int[] baskets, float[] scores) {
        popularity.fillBackground(scores);
        double factor = 1;
        int end = history.length;
        for (int step = 0; step < reach && end > 0; step++) {
            int start = end - 1;
            while (start > 0 && baskets[start - 1] == baskets[end - 1]) {
                start--;
            }
            for (int event = start; event < end; event++) {
                add(history[event], (float) (factor / (end - start)), scores);
            }
            factor *= decay;
            end = start;
        }
    }

    private void add(int item, float factor, float[] scores) {
        int[] columns = followers[item];
        float[] values = weights[item];
        for (int i = 0; i < columns.length; i++) {
            scores[columns[i]] += factor * values[i];
        }
    }
}
