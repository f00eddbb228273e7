package trailbench.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/// Configurations of the layers that move rows about and have no parameters.
public final class StepConfs {
    private StepConfs() {}

    /// The last event of each sequence: `[P, H]` to `[B, H]`.
    public static final class LastStepConf extends PackedConf {
        public LastStepConf() {}

        LastStepConf(int width) {
            super(width, width);
        }

        @Override
        List<Parameter> parameters() {
            return List.of();
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new StepLayers.LastStep(conf, type);
        }
    }

    /// One vector at every event of its sequence: `[B, H]` to `[P, H]`.
    public static final class RepeatConf extends PackedConf {
        public RepeatConf() {}

        RepeatConf(int width) {
            super(width, width);
        }

        @Override
        List<Parameter> parameters() {
            return List.of();
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new StepLayers.Repeat(conf, type);
        }
    }

    /// The events of each sequence in reverse order: `[P, E]` to `[P, E]`.
    public static final class ReverseConf extends PackedConf {
        public ReverseConf() {}

        ReverseConf(int width) {
            super(width, width);
        }

        @Override
        List<Parameter> parameters() {
            return List.of();
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new StepLayers.Reverse(conf, type);
        }
    }

    /// The event before, zero at the first: `[P, E]` to `[P, E]`.
    public static final class PreviousStepConf extends PackedConf {
        public PreviousStepConf() {}

        PreviousStepConf(int width) {
            super(width, width);
        }

        @Override
        List<Parameter> parameters() {
            return List.of();
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new StepLayers.PreviousStep(conf, type);
        }
    }
}
