package trailbench.sequence;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import trailbench.work.Fault;

/// Windows of at most T steps over a [SequenceStore], and the batches made of them.
///
/// A window is a view: the store indices of its first and last input. Nothing is copied until a batch is made.
/// A batch is made when it is asked for, from (seed, epoch, its number) alone: any batch of any epoch can be made again.
public final class WindowSet {
    private final SequenceStore store;
    private final Objective objective;
    private final TargetBehaviours targets;
    private final WindowCutter.Windows windows;
    private final boolean withContext;
    private final TargetWeights weights;
    private final Asked asked;

    /// What stands at each step as the target.
    enum Objective {
        NEXT_ITEM,
        NEXT_BASKET,
        SAME_ITEM
    }

    private WindowSet(
            SequenceStore store, Objective objective, TargetBehaviours targets, WindowCutter.Windows windows, boolean withContext, TargetWeights weights,
            Asked asked) {
        this.store = store;
        this.objective = objective;
        this.targets = targets;
        this.windows = windows;
        this.withContext = withContext;
        this.weights = weights;
        this.asked = asked;
    }

    /// The same windows; their batches say too what is known beside the items, if `wanted`.
    public WindowSet withContext(boolean wanted) {
        return new WindowSet(store, objective, targets, windows, wanted, weights, asked);
    }

    /// The same windows; a target counts what `counted` says. One of weight 0 is no target any more.
    public WindowSet weighted(TargetWeights counted) {
        return new WindowSet(store, objective, targets, windows, withContext, counted, asked);
    }

    /// The same windows; of their targets this is asked.
    public WindowSet asking(Asked what) {
        return new WindowSet(store, objective, targets, windows, withContext, weights, what);
    }

    /// Windows over the training events of every user; no event at or after `bounds.trainingEnd` is an input or a target.
    ///
    /// @param reconstruct true if each step's target is its own item
    /// @throws trailbench.work.Fault.Request if reconstruction is asked for windows that predict one value
    public static WindowSet training(SequenceStore store, SplitBounds bounds, SequenceOptions options, boolean reconstruct) {
        return training(store, bounds.trainingEnd(), bounds.targets(), options, reconstruct);
    }

    /// Every event can be a target.
    ///
    /// @param ends `[U]` exclusive store index of each user's training events
    public static WindowSet training(SequenceStore store, int[] ends, SequenceOptions options, boolean reconstruct) {
        return training(store, ends, TargetBehaviours.ALL, options, reconstruct);
    }

    private static WindowSet training(SequenceStore store, int[] ends, TargetBehaviours targets, SequenceOptions options, boolean reconstruct) {
        Objective objective = objective(options, reconstruct);
        var cutter = new WindowCutter(store, objective, targets, options.maxLength());
        return new WindowSet(store, objective, targets, cutter.training(ends, options.windows()), false, TargetWeights.EQUAL, Asked.ITEM);
    }

    private static WindowSet heldOut(SequenceStore store, SplitBounds bounds, int[] from, int[] to, SequenceOptions options, boolean reconstruct) {
        Objective objective = objective(options, reconstruct);
        var cutter = new WindowCutter(store, objective, bounds.targets(), options.maxLength());
        return new WindowSet(store, objective, bounds.targets(), cutter.heldOut(from, to), false, TargetWeights.EQUAL, Asked.ITEM);
    }

    /// Windows whose targets are the validation events alone; the inputs are what came before them.
    ///
    /// Each validation event is a target once. With more than T / 2 of them, a user has several windows, and each target still has at
    /// least the T / 2 events before it (or all there are) as inputs. A reconstructing model reads the validation events themselves.
    public static WindowSet validation(SequenceStore store, SplitBounds bounds, SequenceOptions options, boolean reconstruct) {
        return heldOut(store, bounds, bounds.validationStart(), bounds.testStart(), options, reconstruct);
    }

    /// As [#validation], with the test events as targets.
    public static WindowSet test(SequenceStore store, SplitBounds bounds, SequenceOptions options, boolean reconstruct) {
        return heldOut(store, bounds, bounds.testStart(), bounds.testEnd(), options, reconstruct);
    }

    private static Objective objective(SequenceOptions options, boolean reconstruct) {
        if (reconstruct) {
            return Objective.SAME_ITEM;
        }
        return switch (options.targets()) {
            case NEXT_ITEM -> Objective.NEXT_ITEM;
            case NEXT_BASKET -> Objective.NEXT_BASKET;
        };
    }

    /// Number of windows.
    public int size() {
        return windows.size();
    }

    /// Number of steps with a target, over all windows: what one epoch trains on.
    public long targets() {
        long steps = 0;
        for (int window = 0; window < size(); window++) {
            steps += Arrays.stream(targetEvents(window, 0)).filter(this::weighs).count();
        }
        return steps;
    }

    /// How often each number can be a target, over all windows: `[count + 1]`, index 0 is the padding.
    ///
    /// @param count V, or K where behaviours are asked for
    public int[] targetCounts(int count) {
        int[] counts = new int[count + 1];
        for (int window = 0; window < size(); window++) {
            for (int event : targetEvents(window, 0)) { // of a target that is drawn from a basket, one draw is counted
                if (weighs(event)) {
                    counts[asked.number(store, event)]++;
                }
            }
        }
        return counts;
    }

    /// How often each behaviour is a target's, over all windows: `[K]`.
    long[] targetBehaviours(int behaviours) {
        long[] counts = new long[behaviours];
        for (int window = 0; window < size(); window++) {
            for (int event : targetEvents(window, 0)) {
                if (event != WindowView.NONE) {
                    counts[store.behaviours()[event]]++;
                }
            }
        }
        return counts;
    }

    /// Store indices of the events that windows `from … to - 1` ask for, in the order in which they stand in the batches of [#inOrder].
    public int[] askedEvents(int from, int to) {
        return IntStream.range(from, to).flatMap(window -> Arrays.stream(targetEvents(window, 0))).filter(this::weighs).toArray();
    }

    /// Number of users who have no window: too few events.
    public int usersWithout() {
        return store.users() - (int) IntStream.range(0, size()).map(windows::user).distinct().count();
    }

    /// The user whose events window `window` shows.
    public int user(int window) {
        return windows.user(window);
    }

    /// Store index of the first input of `window`.
    int start(int window) {
        return windows.start(window);
    }

    /// Store index that nothing of `window` reaches, exclusive.
    int limit(int window) {
        return windows.limit(window);
    }

    /// The batches of one epoch, windows in an order drawn from (seed, epoch), the last batch with what is left.
    /// `subList(k, size())` goes on from batch `k`.
    public List<Batch> epoch(int batchSize, long seed, int epoch) {
        return new Batches(shuffled(seed, epoch), batchSize, draw(seed, epoch));
    }

    /// A batch of these windows, as they would stand in this epoch.
    public Batch batch(int[] chosen, long seed, int epoch) {
        return batch(chosen, draw(seed, epoch));
    }

    /// The people whose windows these are, each with the numbers of all of theirs: of one who has several sequences, those of all of them.
    public List<int[]> byOwner() {
        Map<Integer, List<Integer>> windowsOf = new TreeMap<>();
        for (int window = 0; window < size(); window++) {
            windowsOf.computeIfAbsent(store.owner(windows.user(window)), _ -> new ArrayList<>()).add(window);
        }
        return windowsOf.values().stream().map(own -> own.stream().mapToInt(Integer::intValue).toArray()).toList();
    }

    private static long draw(long seed, int epoch) {
        return mix(mix(seed) + epoch);
    }

    /// All windows in the order of users; the same targets every time.
    public List<Batch> inOrder(int batchSize) {
        int[] order = new int[size()];
        Arrays.setAll(order, window -> window);
        return new Batches(order, batchSize, 0);
    }

    private int[] shuffled(long seed, int epoch) {
        int[] order = new int[size()];
        var random = new SplittableRandom(mix(seed + mix(epoch)));
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private final class Batches extends AbstractList<Batch> implements RandomAccess {
        private final int[] order;
        private final int batchSize;
        private final long draw;

        Batches(int[] order, int batchSize, long draw) {
            Fault.require(batchSize >= 1, "batch %s is not at least 1", batchSize);
            this.order = order;
            this.batchSize = batchSize;
            this.draw = draw;
        }

        @Override
        public int size() {
            return Math.ceilDiv(order.length, batchSize);
        }

        @Override
        public Batch get(int index) {
            Objects.checkIndex(index, size());
            int from = index * batchSize;
            return batch(Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize)), draw);
        }
    }

    private Batch batch(int[] chosen, long draw) {
        int steps = 0;
        for (int window : chosen) {
            steps = Math.max(steps, windows.end(window) - windows.start(window));
        }
        int[] items = new int[chosen.length * steps];
        int[] wanted = new int[items.length];
        float[] counts = weights.areEqual() ? new float[0] : new float[items.length];
        float[] values = new float[asked == Asked.VALUE ? items.length : 0];
        Context context = withContext ? Context.unknown(chosen.length, steps) : Context.NONE;
        for (int row = 0; row < chosen.length; row++) {
            int window = chosen[row];
            int length = windows.end(window) - windows.start(window);
            int first = (row + 1) * steps - length;
            System.arraycopy(store.items(), windows.start(window), items, first, length);
            fillTargets(targetEvents(window, draw), wanted, counts, values, first + windows.firstTarget(window) - windows.start(window));
            if (withContext) {
                context.put(row, first, store, windows.user(window), windows.start(window), windows.end(window));
            }
        }
        return new Batch(chosen.length, steps, items, wanted, counts, context, values);
    }

    /// @param at where the window's first target stands in the others
    private void fillTargets(int[] events, int[] wanted, float[] counts, float[] values, int at) {
        for (int i = 0; i < events.length; i++) {
            if (weighs(events[i])) {
                wanted[at + i] = asked.number(store, events[i]);
                if (values.length > 0) {
                    values[at + i] = store.values()[events[i]];
                }
                if (counts.length > 0) {
                    counts[at + i] = weights.of(store, events[i]);
                }
            }
        }
    }

    /// Store index of the target of each input from the window's first target on; [WindowView#NONE] where there is none.
    private int[] targetEvents(int window, long draw) {
        Choices choices = choices(window);
        int[] events = choices.from;
        for (int step = 0; step < events.length; step++) {
            int end = choices.to[step];
            int first = targets.next(store, events[step], end);
            if (objective == Objective.NEXT_BASKET && first < end) {
                long random = mix(draw + mix(((long) window << 32) + step));
                first = skip(first, end, (int) Math.unsignedMultiplyHigh(random, targets.count(store, first, end)));
            }
            events[step] = first < end ? first : WindowView.NONE;
        }
        return events;
    }

    /// The target that comes `number` targets after `first`.
    private int skip(int first, int end, int number) {
        if (targets.areAll()) {
            return first + number;
        }
        int event = first;
        for (int skipped = 0; skipped < number; skipped++) {
            event = targets.next(store, event + 1, end);
        }
        return event;
    }

    /// What a target is drawn from, by input from the window's first target on: store indices `from … to - 1`.
    private record Choices(int[] from, int[] to) {}

    private Choices choices(int window) {
        int first = windows.firstTarget(window);
        int[] from = new int[windows.end(window) - first];
        int[] to = new int[from.length];
        for (int step = 0; step < from.length; step++) {
            int event = first + step;
            boolean sameBasket = step > 0 && store.baskets()[event] == store.baskets()[event - 1];
            from[step] = switch (objective) {
                case SAME_ITEM -> event;
                case NEXT_ITEM -> event + 1;
                case NEXT_BASKET -> sameBasket ? from[step - 1] : basketEnd(event, windows.limit(window));
            };
            to[step] = switch (objective) {
                case SAME_ITEM, NEXT_ITEM -> from[step] + 1;
                case NEXT_BASKET -> sameBasket ? to[step - 1] : basketEnd(from[step], windows.limit(window));
            };
        }
        return new Choices(from, to);
    }

    /// The number of `user`'s first window: a user's windows stand side by side, users in their order.
    int firstWindow(int user) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (windows.user(middle) < user) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// True if a target at this event counts in the loss; false for [WindowView#NONE].
    boolean weighs(int event) {
        return event != WindowView.NONE && weights.of(store, event) > 0 && asked.isKnown(store, event);
    }

    /// True if the event's behaviour can be asked for.
    boolean canBeTarget(int event) {
        return targets.include(store, event);
    }

    /// What the trainer sees of a window in an epoch: the inputs and targets of that epoch's batches, as store indices.
    WindowView view(int window, long seed, int epoch) {
        int start = windows.start(window);
        int[] wanted = new int[windows.end(window) - start];
        int[] from = new int[wanted.length];
        int[] to = new int[wanted.length];
        float[] counts = new float[wanted.length];
        Arrays.fill(wanted, WindowView.NONE);
        int[] events = targetEvents(window, draw(seed, epoch));
        Choices choices = choices(window);
        int first = windows.firstTarget(window) - start;
        for (int i = 0; i < events.length; i++) {
            counts[first + i] = weighs(events[i]) ? weights.of(store, events[i]) : 0;
            wanted[first + i] = counts[first + i] > 0 ? events[i] : WindowView.NONE;
            boolean any = events[i] != WindowView.NONE;
            to[first + i] = any ? targets.endOfLast(store, choices.from[i], choices.to[i]) : choices.to[i];
            from[first + i] = any ? targets.next(store, choices.from[i], choices.to[i]) : choices.from[i];
        }
        return new WindowView(start, windows.end(window), wanted, from, to, counts);
    }

    /// Where the basket of `event` ends, exclusive.
    private int basketEnd(int event, int limit) {
        int end = event;
        while (end < limit && store.baskets()[end] == store.baskets()[event]) {
            end++;
        }
        return end;
    }

    /// Spreads a number over all 64 bits (the finaliser of SplitMix64: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom
    /// number generators", OOPSLA 2014).
    static long mix(long number) {
        long z = number + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
