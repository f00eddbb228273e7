package trailbench.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trailbench.engine.Diagnosis;
import trailbench.engine.Model;
import trailbench.format.Json;
import trailbench.graph.Graph;
import trailbench.graph.InputNode;
import trailbench.sequence.Batch;

/// What was going on when a run's numbers left the finite ones: `blackbox.json` in the run folder. The step was not learnt from.
///
/// @param step         of the run, from 1; the last one before, if validation found it
/// @param training     false if the validation loss was not finite
/// @param learningRate of the step
/// @param loss         of the step, or of validation
/// @param gradientNorm of the step, before clipping; of the last good step, if validation found it
/// @param before       the last good steps of this start, oldest first
/// @param batches      of the step
/// @param diagnosis    where it began
/// @param suspects     likeliest first
public record BlackBox(
        Instant at,
        int epoch,
        long step,
        boolean training,
        double learningRate,
        double loss,
        double gradientNorm,
        List<Good> before,
        List<Contents> batches,
        Diagnosis diagnosis,
        List<Suspect> suspects) {
    public static final String FILE = "blackbox.json";

    /// Softmax cannot tell scores apart that differ by more: the smaller one's share is below the precision of floats.
    private static final double LARGE_LOGIT = 50;
    private static final double LARGE_GROWTH = 10;

    /// A step that was learnt from.
    public record Good(long step, double loss, double gradientNorm, double learningRate) {}

    /// @param batch   number in its epoch, from 1
    /// @param windows in it
    /// @param steps   length of the longest
    /// @param targets that count for the loss
    /// @param empty   windows without an event, or without a target
    public record Contents(int batch, int windows, int steps, int targets, int empty) {
        static Contents of(Batch batch, int number) {
            int empty = 0;
            for (int window = 0; window < batch.size(); window++) {
                empty += isEmpty(batch.items(), batch, window) || isEmpty(batch.targets(), batch, window) ? 1 : 0;
            }
            return new Contents(number, batch.size(), batch.steps(), batch.targetCount(), empty);
        }

        private static boolean isEmpty(int[] numbers, Batch batch, int window) {
            for (int step = 0; step < batch.steps(); step++) {
                if (numbers[window * batch.steps() + step] != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    public enum Cause {
        /// The input of the graph itself holds a number that is not finite.
        INPUT,
        /// `figure` windows have no event or no target.
        EMPTY_MASK,
        /// The largest score is `figure`.
        EXPLODING_LOGITS,
        /// The gradient's norm was `figure` times the median of the steps before.
        EXPLODING_GRADIENT,
        /// It was `figure`.
        LEARNING_RATE
    }

    public record Suspect(Cause cause, double figure) {}

    static BlackBox of(Instant at, RunProgress progress, double learningRate, Model.StepResult result, List<Good> before, List<Contents> batches, Diagnosis diagnosis, Graph graph) {
        return new BlackBox(
                at, progress.epoch(), progress.step() + 1, true, learningRate, result.loss(), result.gradientNorm(), before, batches, diagnosis,
                suspects(learningRate, before, batches, diagnosis, graph));
    }

    static BlackBox ofValidation(Instant at, RunProgress progress, double learningRate, double loss, List<Good> before, List<Contents> batches, Diagnosis diagnosis, Graph graph) {
        double norm = before.isEmpty() ? Double.NaN : before.getLast().gradientNorm();
        return new BlackBox(
                at, progress.epoch(), progress.step(), false, learningRate, loss, norm, before, batches, diagnosis,
                suspects(learningRate, before, batches, diagnosis, graph));
    }

    private static List<Suspect> suspects(double learningRate, List<Good> before, List<Contents> batches, Diagnosis diagnosis, Graph graph) {
        List<Suspect> suspects = new ArrayList<>();
        boolean input = diagnosis.first()
                .filter(first -> first.place() == Diagnosis.Place.OUTPUT && graph.node(first.layer()) instanceof InputNode)
                .isPresent();
        if (input) {
            suspects.add(new Suspect(Cause.INPUT, Double.NaN));
        }
        int empty = batches.stream().mapToInt(Contents::empty).sum();
        if (empty > 0) {
            suspects.add(new Suspect(Cause.EMPTY_MASK, empty));
        }
        diagnosis.largestLogit().filter(logit -> !(logit < LARGE_LOGIT)).ifPresent(logit -> suspects.add(new Suspect(Cause.EXPLODING_LOGITS, logit)));
        double growth = growth(before);
        if (growth >= LARGE_GROWTH) {
            suspects.add(new Suspect(Cause.EXPLODING_GRADIENT, growth));
        }
        if (!input) {
            suspects.add(new Suspect(Cause.LEARNING_RATE, learningRate));
        }
        return List.copyOf(suspects);
    }

    /// The last good gradient norm by the median of the remembered ones.
    private static double growth(List<Good> before) {
        double[] norms = before.stream().mapToDouble(Good::gradientNorm).sorted().toArray();
        return norms.length < 3 ? 1 : before.getLast().gradientNorm() / norms[norms.length / 2];
    }

    /// Writes it into a run's folder.
    void write(Path runFolder) {
        Json.write(runFolder.resolve(FILE), this);
    }

    /// Takes away that of an earlier start.
    static void forget(Path runFolder) {
        try {
            Files.deleteIfExists(runFolder.resolve(FILE));
        } catch (IOException failed) {
            throw RunJournal.unwritable(runFolder.resolve(FILE), failed);
        }
    }

    /// Of a run that ended so and has not gone on since.
    ///
    /// @throws trailbench.work.Fault.Request if the file is damaged
    public static Optional<BlackBox> read(Path runFolder) {
        Path file = runFolder.resolve(FILE);
        return Files.isRegularFile(file) ? Optional.of(Json.read(file, BlackBox.class)) : Optional.empty();
    }
}
