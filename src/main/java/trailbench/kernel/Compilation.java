package trailbench.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a JVM that computes is told about compiling the loops of this package.
///
/// *Early.* Loops over vectors run some thousand times slower until they are compiled, and keep the compiler busy with what stands in for
/// vectors meanwhile. So they are compiled after a few rounds, and the lane that asks for it waits.
///
/// *Alone.* Where a loop is inlined into a layer's method, that method can grow beyond what the compiler inlines into (see [Vectors]), and
/// the vectors of whichever loop came last then live on the heap: a third of a training step's speed, in some runs and not in others. So
/// classes with loops over vectors are compiled method by method. A method of theirs neither takes nor returns a vector.
public final class Compilation {
    private static final String KERNELS = "trailbench.kernel.*::*";
    private static final double PATIENCE = 0.03;
    /// Classes with loops over vectors.
    static final List<Class<?>> LOOPS = List.of(
            Adam.class, AdditiveWeights.class, AgainstNegatives.class, AttentionWeights.class, ColumnSoftmax.class, Descent.class, Fft.class, Gates.class, GruCell.class,
            LayerNorm.class, LstmCell.class, Nadam.class, Panels.class, Pointwise.class, Rows.class, RowSums.class, Softmax.class, Taps.class, WindowFilters.class);

    private Compilation() {}

    /// Options for the command line of a JVM.
    public static List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of(
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=CompileThresholdScaling," + KERNELS + "," + PATIENCE,
                "-XX:CompileCommand=BackgroundCompilation," + KERNELS + ",false"));
        Stream<String> alone = LOOPS.stream().map(loops -> "-XX:CompileCommand=dontinline," + loops.getName() + "::*");
        alone.forEach(options::add);
        return List.copyOf(options);
    }
}
