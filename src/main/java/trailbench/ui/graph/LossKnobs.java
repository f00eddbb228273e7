package trailbench.ui.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import trailbench.graph.Loss;
import trailbench.graph.Sampler;

/// What can be turned on a loss.
///
/// @param with what becomes of another loss
/// @param <T>  the record that the loss is part of
record LossKnobs<T>(Function<Loss, T> with) {
    private static final List<Loss> LOSSES = List.of(
            new Loss.CrossEntropy(),
            Loss.SampledSoftmax.defaults(),
            Loss.BinaryCrossEntropy.defaults(),
            Loss.GeneralisedBce.defaults(),
            Loss.Bpr.defaults(),
            Loss.Top1.defaults(),
            Loss.BprMax.defaults());
    private static final List<Sampler> SAMPLERS = List.of(new Sampler.Uniform(), Sampler.Popularity.defaults(), Sampler.Mixed.defaults());
    private static final int MOST_NEGATIVES = 16_384;

    List<Knob<T>> of(Loss loss) {
        List<Knob<T>> knobs = new ArrayList<>();
        knobs.add(new Knob.Pick<>("loss", name(loss), LOSSES.stream().map(LossKnobs::name).toList(), name -> with.apply(named(name))));
        switch (loss) {
            case Loss.CrossEntropy _ -> {}
            case Loss.SampledSoftmax s -> {
                negatives(knobs, s, n -> new Loss.SampledSoftmax(n, s.sampler(), s.logQ()));
                samplers(knobs, s.sampler(), sampler -> new Loss.SampledSoftmax(s.negatives(), sampler, s.logQ()));
                knobs.add(new Knob.Switch<>("log-q", s.logQ(), on -> with.apply(new Loss.SampledSoftmax(s.negatives(), s.sampler(), on))));
            }
            case Loss.BinaryCrossEntropy b -> negatives(knobs, b, Loss.BinaryCrossEntropy::new);
            case Loss.GeneralisedBce g -> {
                negatives(knobs, g, n -> new Loss.GeneralisedBce(n, g.t()));
                knobs.add(new Knob.Real<>("calibration", g.t(), 0, 1, t -> with.apply(new Loss.GeneralisedBce(g.negatives(), t))));
            }
            case Loss.Bpr b -> {
                negatives(knobs, b, n -> new Loss.Bpr(n, b.sampler()));
                samplers(knobs, b.sampler(), sampler -> new Loss.Bpr(b.negatives(), sampler));
            }
            case Loss.Top1 t -> {
                negatives(knobs, t, n -> new Loss.Top1(n, t.sampler()));
                samplers(knobs, t.sampler(), sampler -> new Loss.Top1(t.negatives(), sampler));
            }
            case Loss.BprMax m -> {
                negatives(knobs, m, n -> new Loss.BprMax(n, m.sampler(), m.regularisation()));
                samplers(knobs, m.sampler(), sampler -> new Loss.BprMax(m.negatives(), sampler, m.regularisation()));
                knobs.add(new Knob.Real<>(
                        "regularisation", m.regularisation(), 0, 1000, r -> with.apply(new Loss.BprMax(m.negatives(), m.sampler(), r))));
            }
        }
        return knobs;
    }

    private void negatives(List<Knob<T>> knobs, Loss.Sampled loss, Function<Integer, Loss> changed) {
        knobs.add(new Knob.Whole<>("negatives", loss.negatives(), 1, MOST_NEGATIVES, n -> with.apply(changed.apply(n))));
    }

    private void samplers(List<Knob<T>> knobs, Sampler sampler, Function<Sampler, Loss> changed) {
        knobs.add(new Knob.Pick<>(
                "sampler", name(sampler), SAMPLERS.stream().map(LossKnobs::name).toList(),
                name -> with.apply(changed.apply(SAMPLERS.stream().filter(other -> name(other).equals(name)).findFirst().orElse(sampler)))));
        switch (sampler) {
            case Sampler.Uniform _ -> {}
            case Sampler.Popularity(double alpha) ->
                knobs.add(new Knob.Real<>("alpha", alpha, 0, 2, a -> with.apply(changed.apply(new Sampler.Popularity(a)))));
            case Sampler.Mixed(double popular, double alpha) -> {
                knobs.add(new Knob.Real<>("popular", popular, 0, 1, p -> with.apply(changed.apply(new Sampler.Mixed(p, alpha)))));
                knobs.add(new Knob.Real<>("alpha", alpha, 0, 2, a -> with.apply(changed.apply(new Sampler.Mixed(popular, a)))));
            }
        }
    }

    private static Loss named(String name) {
        return LOSSES.stream().filter(loss -> name(loss).equals(name)).findFirst().orElse(Loss.defaults());
    }

    /// The word for it in files and bundles.
    static String name(Loss loss) {
        return switch (loss) {
            case Loss.CrossEntropy _ -> "cross-entropy";
            case Loss.SampledSoftmax _ -> "sampled-softmax";
            case Loss.BinaryCrossEntropy _ -> "binary-cross-entropy";
            case Loss.GeneralisedBce _ -> "generalised-bce";
            case Loss.Bpr _ -> "bpr";
            case Loss.Top1 _ -> "top1";
            case Loss.BprMax _ -> "bpr-max";
        };
    }

    private static String name(Sampler sampler) {
        return switch (sampler) {
            case Sampler.Uniform _ -> "uniform";
            case Sampler.Popularity _ -> "popularity";
            case Sampler.Mixed _ -> "mixed";
        };
    }
}
