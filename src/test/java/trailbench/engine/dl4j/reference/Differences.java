package trailbench.engine.dl4j.reference;

import java.util.function.DoubleSupplier;

/// Slopes of a loss by central differences. In double precision a step of 1e-5 leaves an error of about 1e-9.
public final class Differences {
    private static final double STEP = 1e-5;

    private Differences() {}

    /// The slope with respect to each number of a matrix.
    public static double[][] of(DoubleSupplier loss, double[][] at) {
        double[][] slopes = new double[at.length][];
        for (int i = 0; i < at.length; i++) {
            slopes[i] = new double[at[i].length];
            for (int j = 0; j < at[i].length; j++) {
                double value = at[i][j];
                at[i][j] = value + STEP;
                double above = loss.getAsDouble();
                at[i][j] = value - STEP;
                slopes[i][j] = (above - loss.getAsDouble()) / (2 * STEP);
                at[i][j] = value;
            }
        }
        return slopes;
    }

    /// The slope along a direction.
    ///
    /// @param direction as large as `at`
    public static double along(DoubleSupplier loss, double[][] at, double[][] direction) {
        double step = STEP / Math.max(1e-12, norm(direction));
        double[][] start = new double[at.length][];
        for (int i = 0; i < at.length; i++) {
            start[i] = at[i].clone();
        }
        move(at, start, direction, step);
        double above = loss.getAsDouble();
        move(at, start, direction, -step);
        double below = loss.getAsDouble();
        move(at, start, direction, 0);
        return (above - below) / (2 * step);
    }

    private static void move(double[][] at, double[][] start, double[][] direction, double step) {
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < at[i].length; j++) {
                at[i][j] = start[i][j] + step * direction[i][j];
            }
        }
    }

    private static double norm(double[][] direction) {
        double squares = 0;
        for (double[] row : direction) {
            squares += Linear.dot(row, row);
        }
        return Math.sqrt(squares);
    }
}
