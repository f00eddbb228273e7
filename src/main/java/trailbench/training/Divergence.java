package trailbench.training;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import trailbench.engine.Diagnosis;
import trailbench.engine.Model;
import trailbench.graph.Graph;
import trailbench.sequence.Batch;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Ends a run whose numbers left the finite ones, before a checkpoint is overwritten with them, and leaves a [BlackBox].
final class Divergence {
    private static final int REMEMBERED = 20;
    private static final int TOLD = 5;

    private final TrainingOptions options;
    private final Graph graph;
    private final Path runFolder;
    private final Deque<BlackBox.Good> good = new ArrayDeque<>();

    Divergence(TrainingOptions options, Graph graph, Path runFolder) {
        this.options = options;
        this.graph = graph;
        this.runFolder = runFolder;
    }

    /// @param before the progress before this step
    void check(Model model, List<Batch> batches, Model.Update update, Model.StepResult result, RunProgress before, Instant now) {
        if (result.isFinite()) {
            good.addLast(new BlackBox.Good(before.step() + 1, result.loss(), result.gradientNorm(), update.learningRate()));
            if (good.size() > REMEMBERED) {
                good.removeFirst();
            }
            return;
        }
        BlackBox box = BlackBox.of(
                now, before, update.learningRate(), result, List.copyOf(good), contents(batches, before.batch()), model.diagnose(batches, update), graph);
        box.write(runFolder);
        throw fault(Trouble.said("step %s gave the loss %s and the gradient norm %s", before.step() + 1, result.loss(), result.gradientNorm()), before, box);
    }

    void checkValidation(Model model, Batch batch, int number, double lossSum, RunProgress progress, double rate, Instant now) {
        if (Double.isFinite(lossSum)) {
            return;
        }
        Model.Update asked = new Model.Update(progress.step(), 0, rate, false);
        BlackBox box = BlackBox.ofValidation(
                now, progress, rate, lossSum, List.copyOf(good), contents(List.of(batch), number), model.diagnose(List.of(batch), asked), graph);
        box.write(runFolder);
        throw fault(Trouble.said("the validation loss after step %s is %s", progress.step(), lossSum), progress, box);
    }

    private static List<BlackBox.Contents> contents(List<Batch> batches, int done) {
        List<BlackBox.Contents> contents = new ArrayList<>();
        for (Batch batch : batches) {
            contents.add(BlackBox.Contents.of(batch, done + contents.size() + 1));
        }
        return contents;
    }

    private Fault.Work fault(Trouble what, RunProgress progress, BlackBox box) {
        Trouble last = good.isEmpty()
                ? Trouble.said("it was the first step of this start")
                : Trouble.said(
                        "gradient norms of the last good steps: %s",
                        good.stream().skip(Math.max(0, good.size() - TOLD)).map(step -> String.format(Locale.ROOT, "%.3g", step.gradientNorm())).collect(joining(", ")));
        Trouble clip = options.clipNorm() == 0
                ? Trouble.said("set training.clip_norm (now off)")
                : Trouble.said("lower training.clip_norm (now %s)", options.clipNorm());
        return new Fault.Work(
                "Training diverged in epoch %s: %s, at learning rate %s; %s.%s No checkpoint was overwritten. "
                        + "Lower training.optimizer.learning_rate, or %s, and train again or fork from a checkpoint. %s tells more",
                progress.epoch(), what, box.learningRate(), last, box.diagnosis().first().map(Divergence::place).orElse(Trouble.said("")), clip, runFolder.resolve(BlackBox.FILE));
    }

    private static Trouble place(Diagnosis.NonFinite first) {
        return Trouble.said(
                switch (first.place()) {
                    case PARAMETER -> " The first value that is not finite is in a parameter of \"%s\".";
                    case OUTPUT -> " The first value that is not finite is in the output of \"%s\".";
                    case LOSS -> " The first value that is not finite is in the loss of \"%s\".";
                    case GRADIENT -> " The first value that is not finite is in the gradient of \"%s\".";
                },
                first.layer());
    }
}
