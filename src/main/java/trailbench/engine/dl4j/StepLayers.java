package trailbench.engine.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.dl4j.StepConfs.LastStepConf;
import trailbench.engine.dl4j.StepConfs.PreviousStepConf;
import trailbench.engine.dl4j.StepConfs.RepeatConf;
import trailbench.engine.dl4j.StepConfs.ReverseConf;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;

/// The layers that move rows about.
final class StepLayers {
    private StepLayers() {}

    static final class LastStep extends PackedLayer<LastStepConf> {
        LastStep(NeuralNetConfiguration conf, DataType type) {
            super(conf, type);
        }

        @Override
        INDArray forward(INDArray input, boolean training) {
            int[] last = packing().lastRows();
            int width = layerConf().in();
            INDArray output = output(last.length);
            Floats out = Native.floats(output);
            Floats in = Native.floats(input);
            for (int b = 0; b < last.length; b++) {
                if (last[b] < 0) {
                    out.slice((long) b * width, width).zero();
                } else {
                    out.copyFrom(in, (long) last[b] * width, (long) b * width, width);
                }
            }
            return output;
        }

        @Override
        INDArray backward(INDArray input, INDArray epsilon) {
            int[] last = packing().lastRows();
            int width = layerConf().in();
            INDArray next = epsilon(input.size(0));
            Floats in = Native.floats(next);
            in.zero();
            for (int b = 0; b < last.length; b++) {
                if (last[b] >= 0) {
                    in.copyFrom(Native.floats(epsilon), (long) b * width, (long) last[b] * width, width);
                }
            }
            return next;
        }
    }

    static final class Repeat extends PackedLayer<RepeatConf> {
        Repeat(NeuralNetConfiguration conf, DataType type) {
            super(conf, type);
        }

        @Override
        INDArray forward(INDArray input, boolean training) {
            Packing packing = packing();
            int width = layerConf().in();
            INDArray output = output(packing.rows());
            Floats out = Native.floats(output);
            Floats in = Native.floats(input);
            lanes().run(l -> {
                Packing.Lane lane = packing.lane(l);
                for (int t = 0; t < lane.steps(); t++) {
                    for (int s = 0; s < lane.alive(t); s++) {
                        long row = lane.row(t, s);
                        out.copyFrom(in, (long) lane.sequences()[s] * width, row * width, width);
                    }
                }
            });
            return output;
        }

        @Override
        INDArray backward(INDArray input, INDArray epsilon) {
            Packing packing = packing();
            int width = layerConf().in();
            INDArray next = epsilon(packing.size());
            Floats in = Native.floats(next);
            Floats out = Native.floats(epsilon);
            in.zero();
            lanes().run(l -> {
                Packing.Lane lane = packing.lane(l);
                for (int t = 0; t < lane.steps(); t++) {
                    for (int s = 0; s < lane.alive(t); s++) {
                        long row = lane.row(t, s);
                        Pointwise.add(out.slice(row * width, width), in.slice((long) lane.sequences()[s] * width, width));
                    }
                }
            });
            return next;
        }
    }

    static final class Reverse extends PackedLayer<ReverseConf> {
        Reverse(NeuralNetConfiguration conf, DataType type) {
            super(conf, type);
        }

        @Override
        INDArray forward(INDArray input, boolean training) {
            INDArray output = output(packing().rows());
            turn(Native.floats(input), Native.floats(output));
            return output;
        }

        @Override
        INDArray backward(INDArray input, INDArray epsilon) {
            INDArray next = epsilon(packing().rows());
            turn(Native.floats(epsilon), Native.floats(next));
            return next;
        }

        private void turn(Floats from, Floats to) {
            Packing packing = packing();
            long width = layerConf().in();
            lanes().run(l -> {
                Packing.Lane lane = packing.lane(l);
                for (int s = 0; s < lane.sequences().length; s++) {
                    int steps = lane.lengths()[s];
                    for (int t = 0; t < steps; t++) {
                        to.copyFrom(from, lane.row(t, s) * width, lane.row(steps - 1 - t, s) * width, width);
                    }
                }
            });
        }
    }

    static final class PreviousStep extends PackedLayer<PreviousStepConf> {
        PreviousStep(NeuralNetConfiguration conf, DataType type) {
            super(conf, type);
        }

        @Override
        INDArray forward(INDArray input, boolean training) {
            Packing packing = packing();
            long width = layerConf().in();
            INDArray output = output(packing.rows());
            Floats out = Native.floats(output);
            Floats in = Native.floats(input);
            lanes().run(l -> {
                Packing.Lane lane = packing.lane(l);
                for (int t = 0; t < lane.steps(); t++) {
                    long block = lane.row(t, 0) * width;
                    if (t == 0) {
                        out.slice(block, lane.alive(0) * width).zero();
                    } else {
                        long before = lane.row(t - 1, 0) * width;
                        out.copyFrom(in, before, block, lane.alive(t) * width);
                    }
                }
            });
            return output;
        }

        @Override
        INDArray backward(INDArray input, INDArray epsilon) {
            Packing packing = packing();
            long width = layerConf().in();
            INDArray next = epsilon(packing.rows());
            Floats in = Native.floats(next);
            Floats out = Native.floats(epsilon);
            in.zero();
            lanes().run(l -> {
                Packing.Lane lane = packing.lane(l);
                for (int t = 1; t < lane.steps(); t++) {
                    long block = lane.row(t, 0) * width;
                    long before = lane.row(t - 1, 0) * width;
                    in.copyFrom(out, block, before, lane.alive(t) * width);
                }
            });
            return next;
        }
    }
}
