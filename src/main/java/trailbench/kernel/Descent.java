package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;

/// Steps of other optimisers than [Adam] over a run of parameters, and the cutting of gradients.
///
/// All take `g = scale · gradient + l2 · θ`, as clipping and an L2 penalty want it; θ is a parameter and η the learning rate.
public final class Descent {
    private static final float RMSPROP_EPSILON = 1e-8f;
    private static final float ADAGRAD_EPSILON = 1e-10f;

    private Descent() {}

    /// `v = μ v + g`, `θ -= η v`.
    public static void momentum(Floats parameters, Floats gradients, Floats velocities, float rate, float momentum, float scale, float l2) {
        int n = length(parameters, gradients, velocities);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            long offset = 4L * i;
            FloatVector value = load(parameters.address() + offset, left);
            FloatVector gradient = load(gradients.address() + offset, left).mul(scale).add(value.mul(l2));
            FloatVector velocity = load(velocities.address() + offset, left).mul(momentum).add(gradient);
            store(velocity, velocities.address() + offset, left);
            store(value.sub(velocity.mul(rate)), parameters.address() + offset, left);
        }
    }

    /// `v = μ v + g`, `θ -= η (g + μ v)`.
    public static void nesterov(Floats parameters, Floats gradients, Floats velocities, float rate, float momentum, float scale, float l2) {
        int n = length(parameters, gradients, velocities);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            long offset = 4L * i;
            FloatVector value = load(parameters.address() + offset, left);
            FloatVector gradient = load(gradients.address() + offset, left).mul(scale).add(value.mul(l2));
            FloatVector velocity = load(velocities.address() + offset, left).mul(momentum).add(gradient);
            store(velocity, velocities.address() + offset, left);
            store(value.sub(gradient.add(velocity.mul(momentum)).mul(rate)), parameters.address() + offset, left);
        }
    }

    /// `v = ρ v + (1 - ρ) g²`, `θ -= η g / (√v + ε)`.
    public static void rmsprop(Floats parameters, Floats gradients, Floats squares, float rate, float rho, float scale, float l2) {
        int n = length(parameters, gradients, squares);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            long offset = 4L * i;
            FloatVector value = load(parameters.address() + offset, left);
            FloatVector gradient = load(gradients.address() + offset, left).mul(scale).add(value.mul(l2));
            FloatVector square = load(squares.address() + offset, left).mul(rho).add(gradient.mul(gradient).mul(1 - rho));
            store(square, squares.address() + offset, left);
            store(value.sub(gradient.mul(rate).div(square.sqrt().add(RMSPROP_EPSILON))), parameters.address() + offset, left);
        }
    }

    /// `s = s + g²`, `θ -= η g / (√s + ε)`.
    public static void adagrad(Floats parameters, Floats gradients, Floats squares, float rate, float scale, float l2) {
        int n = length(parameters, gradients, squares);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            long offset = 4L * i;
            FloatVector value = load(parameters.address() + offset, left);
            FloatVector gradient = load(gradients.address() + offset, left).mul(scale).add(value.mul(l2));
            FloatVector square = load(squares.address() + offset, left).add(gradient.mul(gradient));
            store(square, squares.address() + offset, left);
            store(value.sub(gradient.mul(rate).div(square.sqrt().add(ADAGRAD_EPSILON))), parameters.address() + offset, left);
        }
    }

    /// Scales gradients, then cuts each to [-limit, limit].
    ///
    /// @param limit above 0
    public static void clip(Floats gradients, float scale, float limit) {
        int n = Math.toIntExact(gradients.length());
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            long offset = 4L * i;
            store(load(gradients.address() + offset, left).mul(scale).min(limit).max(-limit), gradients.address() + offset, left);
        }
    }

    private static int length(Floats parameters, Floats gradients, Floats state) {
        int n = Math.toIntExact(parameters.length());
        gradients.check(0, n);
        state.check(0, n);
        return n;
    }
}
