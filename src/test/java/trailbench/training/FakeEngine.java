package trailbench.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import java.util.function.LongToDoubleFunction;
import trailbench.engine.Diagnosis;
import trailbench.engine.Engine;
import trailbench.engine.Model;
import trailbench.sequence.Batch;
import trailbench.sequence.History;

/// An engine whose model is one number, which every step mixes with the step's batch and number, and whose losses may be scripted.
///
/// A model that trained on other batches, in another order or at other step numbers ends with another number.
final class FakeEngine implements Engine {
    /// Called on the engine thread before each step, with its number from 0.
    LongConsumer beforeStep = step -> {};
    /// The loss of a step; by default it follows from the model.
    LongToDoubleFunction lossOfStep = step -> Double.NaN;
    boolean scripted;
    /// Mean validation losses, epoch by epoch; by default they follow from the model.
    List<Double> validationLosses = new ArrayList<>();
    Runnable beforeSave = () -> {};
    Runnable beforeValidation = () -> {};
    /// Of every step of any model, in order.
    final List<Model.Update> updates = new ArrayList<>();
    /// Items of each batch that was looked at.
    final List<String> looks = new ArrayList<>();
    /// Of every private step of any model, in order.
    final List<Model.PrivateStep> privateSteps = new ArrayList<>();
    Diagnosis diagnosis = Diagnosis.NOTHING;
    private int validations;

    static Batch batch(int... items) {
        return new Batch(1, items.length, items, items);
    }

    FakeEngine losses(LongToDoubleFunction losses) {
        lossOfStep = losses;
        scripted = true;
        return this;
    }

    @Override
    public Model create(ModelOptions options) {
        return new FakeModel(options.seed());
    }

    @Override
    public Model open(Path zip, ModelOptions options) {
        try {
            return new FakeModel(Long.parseLong(Files.readString(zip)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private final class FakeModel implements Model {
        private long weight;

        FakeModel(long weight) {
            this.weight = weight;
        }

        @Override
        public StepResult train(List<Batch> batches, Update update) {
            beforeStep.accept(update.step());
            updates.add(update);
            int targets = 0;
            for (Batch batch : batches) {
                weight = weight * 6_364_136_223_846_793_005L + Arrays.hashCode(batch.items()) * 31L + update.step() + Double.hashCode(update.learningRate());
                targets += batch.targetCount();
            }
            return new StepResult(
                    scripted ? lossOfStep.applyAsDouble(update.step()) : value(), targets, 1 + update.step(),
                    update.measured() ? OptionalDouble.of(0.001) : OptionalDouble.empty());
        }

        /// As [#train]; the noise's key and size matter too.
        @Override
        public StepResult trainPrivately(PrivateStep step, Update update) {
            float[] noise = new float[1];
            step.draws().normals(update.step(), 0, noise);
            weight = weight * 31 + Float.hashCode(noise[0]) + Double.hashCode(step.noise() * step.clip() / step.expected());
            privateSteps.add(step);
            return step.users().isEmpty()
                    ? new StepResult(0, 0, 1)
                    : train(step.users().stream().map(UserBatch::batch).toList(), update);
        }

        @Override
        public double learningRate() {
            return 0.001;
        }

        @Override
        public Diagnosis diagnose(List<Batch> batches, Update update) {
            return diagnosis;
        }

        @Override
        public LossSum loss(Batch batch) {
            beforeValidation.run();
            double mean = validationLosses.isEmpty() ? value() : validationLosses.get(Math.min(validations++, validationLosses.size() - 1));
            return new LossSum(mean * batch.targetCount(), batch.targetCount());
        }

        /// In [1, 2).
        private double value() {
            return 1 + (weight >>> 12) * 0x1p-52;
        }

        @Override
        public Reconstruction reconstruct(Batch batch) {
            throw new UnsupportedOperationException();
        }

        /// One parameter, and the batch's items as what a node gives.
        @Override
        public void show(Batch batch, Viewer viewer) {
            viewer.parameters("node", consumer -> consumer.accept((float) value()));
            viewer.outputs("node", consumer -> Arrays.stream(batch.items()).forEach(consumer::accept));
            looks.add(Arrays.toString(batch.items()));
        }

        @Override
        public void saveForAsking(Path zip, boolean withoutUsers) {
            save(zip);
        }

        @Override
        public byte[] onnx(String version) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long parameters() {
            return 1;
        }

        @Override
        public void save(Path zip) {
            try {
                beforeSave.run();
                Files.writeString(zip, Long.toString(weight));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void close() {
            beforeStep = step -> {
                throw new IllegalStateException("the model is closed");
            };
        }

        @Override
        public int sequenceWidth() {
            throw new UnsupportedOperationException();
        }

        @Override
        public float[][] encode(List<History> histories) {
            throw new UnsupportedOperationException();
        }

        @Override
        public float[][] itemVectors() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int items() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void score(List<History> histories, float[][] scores) {
            throw new UnsupportedOperationException();
        }
    }
}
