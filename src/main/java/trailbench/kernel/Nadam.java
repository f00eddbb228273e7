package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;

/// One step of Nadam (T. Dozat, "Incorporating Nesterov momentum into Adam", ICLR workshop 2016) with a constant β₁, over a run of parameters.
///
/// @param momentRate    learning rate · β₁ / (1 - β₁ᵗ⁺¹), of the moment
/// @param gradientRate  learning rate · (1 - β₁) / (1 - β₁ᵗ), of the gradient itself
/// @param secondScale   1 / √(1 - β₂ᵗ)
/// @param gradientScale what gradients are multiplied by first, as clipping wants it
/// @param l2            λ of a penalty λ/2 · θ², whose gradient λ · θ is added after that
public record Nadam(float momentRate, float gradientRate, float secondScale, float gradientScale, float l2) {
    private static final float FIRST = 0.9f;
    private static final float SECOND = 0.999f;
    private static final float EPSILON = 1e-8f;

    /// @param step t, from 1
    public static Nadam at(long step, double learningRate, double gradientScale, double l2) {
        return new Nadam(
                (float) (learningRate * 0.9 / (1 - StrictMath.pow(0.9, step + 1.0))),
                (float) (learningRate * (1 - 0.9) / (1 - StrictMath.pow(0.9, step))),
                (float) (1 / StrictMath.sqrt(1 - StrictMath.pow(0.999, step))),
                (float) gradientScale,
                (float) l2);
    }

    /// `m = β₁ m + (1 - β₁) g`, `v = β₂ v + (1 - β₂) g²`, `θ -= (momentRate · m + gradientRate · g) / (√v̂ + ε)`.
    public void update(Floats parameters, Floats gradients, Floats firstMoments, Floats secondMoments) {
        int n = Math.toIntExact(parameters.length());
        gradients.check(0, n);
        firstMoments.check(0, n);
        secondMoments.check(0, n);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            long offset = 4L * i;
            FloatVector value = load(parameters.address() + offset, left);
            FloatVector gradient = load(gradients.address() + offset, left).mul(gradientScale).add(value.mul(l2));
            FloatVector m = load(firstMoments.address() + offset, left).mul(FIRST).add(gradient.mul(1 - FIRST));
            FloatVector v = load(secondMoments.address() + offset, left).mul(SECOND).add(gradient.mul(gradient).mul(1 - SECOND));
            store(m, firstMoments.address() + offset, left);
            store(v, secondMoments.address() + offset, left);
            FloatVector change = m.mul(momentRate).add(gradient.mul(gradientRate)).div(v.sqrt().mul(secondScale).add(EPSILON));
            store(value.sub(change), parameters.address() + offset, left);
        }
    }
}
