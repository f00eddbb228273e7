package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;

/// One step of Adam (D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1) over a run of parameters.
///
/// @param rate          learning rate, divided by 1 - β₁ᵗ
/// @param secondScale   1 / √(1 - β₂ᵗ)
/// @param gradientScale what gradients are multiplied by first, as clipping wants it
/// @param l2            λ of a penalty λ/2 · θ², whose gradient λ · θ is added after that, as PyTorch's weight decay is
public record Adam(float rate, float secondScale, float gradientScale, float l2) {
    private static final float FIRST = 0.9f;
    private static final float SECOND = 0.999f;
    private static final float EPSILON = 1e-8f;

    /// @param step t, from 1
    public static Adam at(long step, double learningRate, double gradientScale, double l2) {
        double first = 1 - StrictMath.pow(0.9, step);
        double second = 1 - StrictMath.pow(0.999, step);
        return new Adam((float) (learningRate / first), (float) (1 / StrictMath.sqrt(second)), (float) gradientScale, (float) l2);
    }

    /// `m = β₁ m + (1 - β₁) g`, `v = β₂ v + (1 - β₂) g²`, `θ -= η m̂ / (√v̂ + ε)`.
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
            FloatVector change = m.mul(rate).div(v.sqrt().mul(secondScale).add(EPSILON));
            store(value.sub(change), parameters.address() + offset, left);
        }
    }
}
