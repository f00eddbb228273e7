package trailbench.engine.dl4j;

import java.util.Arrays;
import trailbench.engine.Engine.ModelOptions;
import trailbench.graph.Node;
import trailbench.kernel.Draws;
import trailbench.sequence.Batch;
import trailbench.sequence.Context;

/// Hides items of a batch behind a mask; what is hidden is what remains to be said again.
///
/// @param head how many
/// @param mask number of the mask, V + 1
/// @param seed masks are drawn from (seed, step)
record Masking(Node.MaskedItem head, int mask, long seed) {
    private static final long TRAINING = 3;
    private static final long VALIDATION = 4;

    static Masking of(Node.MaskedItem head, ModelOptions options) {
        return new Masking(head, options.items() + 1, options.seed());
    }

    Batch forTraining(Batch batch, long step) {
        return masked(batch, Draws.key(seed, TRAINING, step), head.last());
    }

    /// Masks among the held-out items, the same whenever this batch is measured. Where one item is held out, it is the one.
    Batch forValidation(Batch batch) {
        return masked(batch, Draws.key(seed, VALIDATION, Arrays.hashCode(batch.targets())), 0);
    }

    /// @param last share of windows in which the last target alone is masked
    private Batch masked(Batch batch, long key, double last) {
        int[] items = batch.items().clone();
        int[] targets = new int[items.length];
        for (int b = 0; b < batch.size(); b++) {
            int[] places = places(batch, b);
            if (places.length == 0) {
                continue;
            }
            long own = Draws.key(key, b);
            boolean lastAlone = Draws.uniform(own, 0) < last;
            int sure = lastAlone ? places.length - 1 : (int) (Draws.uniform(own, 1) * places.length); // masked if no other is
            boolean any = false;
            for (int i = 0; i < places.length && !lastAlone; i++) {
                if (Draws.uniform(own, 2L + i) < head.share()) {
                    hide(batch, places[i], items, targets);
                    any = true;
                }
            }
            if (!any) {
                hide(batch, places[sure], items, targets);
            }
        }
        return new Batch(batch.size(), batch.steps(), items, targets, batch.weights(), hidden(batch.context(), items));
    }

    /// What is known of masked events is hidden with them: when an item is to be predicted, its behaviour and time are not known either.
    private Context hidden(Context context, int[] items) {
        if (context.isNone()) {
            return context;
        }
        int[] behaviours = context.behaviours().clone();
        long[] times = context.times().clone();
        long[] gaps = context.gaps().clone();
        float[] values = context.values().clone();
        for (int i = 0; i < items.length; i++) {
            if (items[i] == mask) {
                behaviours[i] = 0;
                times[i] = Context.UNKNOWN;
                gaps[i] = Context.UNKNOWN;
                values[i] = Float.NaN;
            }
        }
        return new Context(behaviours, times, gaps, context.users(), values);
    }

    private void hide(Batch batch, int place, int[] items, int[] targets) {
        items[place] = mask;
        targets[place] = batch.targets()[place];
    }

    /// Where window `b` has targets.
    private static int[] places(Batch batch, int b) {
        int from = b * batch.steps();
        int[] places = new int[batch.steps()];
        int count = 0;
        for (int place = from; place < from + batch.steps(); place++) {
            if (batch.targets()[place] != 0) {
                places[count++] = place;
            }
        }
        return Arrays.copyOf(places, count);
    }

    /// Histories with a mask after each.
    ///
    /// @param items `[B * T]`, left-padded
    /// @return `[B * (T + 1)]`
    int[] append(int[] items, int size) {
        int steps = items.length / size;
        int[] longer = new int[size * (steps + 1)];
        for (int b = 0; b < size; b++) {
            System.arraycopy(items, b * steps, longer, b * (steps + 1), steps);
            longer[(b + 1) * (steps + 1) - 1] = mask;
        }
        return longer;
    }

    /// What is known of the histories' events, and nothing of the masks but the user.
    Context append(Context context, int size) {
        if (context.isNone()) {
            return context;
        }
        int steps = context.behaviours().length / size;
        Context longer = Context.unknown(size, steps + 1);
        for (int b = 0; b < size; b++) {
            System.arraycopy(context.behaviours(), b * steps, longer.behaviours(), b * (steps + 1), steps);
            System.arraycopy(context.times(), b * steps, longer.times(), b * (steps + 1), steps);
            System.arraycopy(context.gaps(), b * steps, longer.gaps(), b * (steps + 1), steps);
            System.arraycopy(context.values(), b * steps, longer.values(), b * (steps + 1), steps);
            longer.users()[b] = context.users()[b];
        }
        return longer;
    }
}
