package trailbench.engine.dl4j;

import trailbench.engine.Optimizer;
import trailbench.kernel.Adam;
import trailbench.kernel.Descent;
import trailbench.kernel.Floats;
import trailbench.kernel.Nadam;
import trailbench.kernel.Pointwise;

/// What one step of an optimiser does to a run of parameters.
@FunctionalInterface
interface Rule {
    /// @param first  the first value of state of each parameter; nothing if the optimiser keeps none
    /// @param second the second one, likewise
    void update(Floats values, Floats gradients, Floats first, Floats second);

    /// @param step  from 1
    /// @param rate  learning rate of this step
    /// @param scale of the gradient, as clipping wants it
    static Rule of(Optimizer optimizer, long step, double rate, float scale) {
        float eta = (float) rate;
        float l2 = (float) optimizer.l2();
        return switch (optimizer) {
            case Optimizer.Adam _ -> Adam.at(step, rate, scale, l2)::update;
            case Optimizer.Adamw adamw -> decaying(Adam.at(step, rate, scale, 0), (float) (1 - rate * adamw.weightDecay()));
            case Optimizer.Nadam _ -> Nadam.at(step, rate, scale, l2)::update;
            case Optimizer.Rmsprop rmsprop ->
                (values, gradients, squares, _) -> Descent.rmsprop(values, gradients, squares, eta, (float) rmsprop.rho(), scale, l2);
            case Optimizer.Adagrad _ -> (values, gradients, squares, _) -> Descent.adagrad(values, gradients, squares, eta, scale, l2);
            case Optimizer.Sgd sgd -> descent(sgd, rate, scale);
        };
    }

    private static Rule decaying(Adam adam, float kept) {
        return (values, gradients, first, second) -> {
            Pointwise.scale(values, kept);
            adam.update(values, gradients, first, second);
        };
    }

    private static Rule descent(Optimizer.Sgd sgd, double rate, float scale) {
        float eta = (float) rate;
        float momentum = (float) sgd.momentum();
        float l2 = (float) sgd.l2();
        if (sgd.momentum() == 0) {
            return (values, gradients, _, _) -> {
                Pointwise.scale(values, (float) (1 - rate * sgd.l2()));
                Pointwise.addScaled(gradients, -eta * scale, values);
            };
        }
        return sgd.nesterov()
                ? (values, gradients, velocities, _) -> Descent.nesterov(values, gradients, velocities, eta, momentum, scale, l2)
                : (values, gradients, velocities, _) -> Descent.momentum(values, gradients, velocities, eta, momentum, scale, l2);
    }
}
