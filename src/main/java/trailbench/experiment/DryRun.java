package trailbench.experiment;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import trailbench.engine.Engine;
import trailbench.engine.Model;
import trailbench.format.Yaml;
import trailbench.graph.Channels;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphChoice;
import trailbench.graph.GraphForecast;
import trailbench.graph.Option;
import trailbench.graph.Options;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.sequence.Batch;
import trailbench.training.TrainingJob;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Trains a few batches of an experiment in this JVM, times them, and throws the model away.
final class DryRun {
    /// Batches that the compiler is given before time counts.
    private static final int UNTIMED = 4;
    private static final int TIMED = 16;
    /// Of training; and again of validation.
    private static final double SECONDS = 20;
    private static final List<String> WIDTHS = List.of("width", "embedding", "hidden");

    private DryRun() {}

    static RunForecast of(Preparation preparation, Supplier<Engine> engine, Project project, Experiment experiment, Progress progress) {
        RunJob job = RunJob.of(preparation, engine, project, experiment, progress);
        Channels channels = ExperimentChannels.of(experiment, job.prepared());
        GraphCheck check = GraphCheck.check(experiment.graph().graph(), channels).orThrow();
        TrainingJob training = job.training(project.folder(), NoiseKey::forTrying);
        Fault.require(training.batchCount() > 0, Trouble.Kind.NOTHING_TO_TRAIN);
        long predicted = bytes(experiment, channels);
        RunForecast.Limits limits = limits();
        List<RunForecast.Change> changes = predicted <= limits.nativeBytes() ? List.of() : changes(experiment, channels, limits.nativeBytes());
        long targets = TrainingWindows.of(experiment, job.prepared()).training().targets();
        Optional<RunForecast.Measured> measured =
                predicted <= limits.nativeBytes() ? Optional.of(measure(training, targets, progress)) : Optional.empty();
        return new RunForecast(
                check.total(), experiment.training().epochs(), training.batchCount(), targets, predicted, limits, measured, changes);
    }

    private static RunForecast.Measured measure(TrainingJob training, long targets, Progress progress) {
        try (Model model = training.engine().create(training.model())) {
            int accumulate = training.options().accumulate();
            long seen = 0;
            int timed = 0;
            double seconds = 0;
            int tried = 0;
            Iterator<Batch> batches = training.batches().epoch(1, 0).iterator();
            while (batches.hasNext() && timed < TIMED && seconds < SECONDS) {
                progress.report(Phase.of(Phase.Kind.TRYING), tried, UNTIMED + TIMED);
                progress.checkpoint();
                List<Batch> step = next(batches, accumulate);
                if (step.isEmpty()) {
                    continue;
                }
                long start = System.nanoTime();
                Model.Update update = new Model.Update(tried, tried, model.learningRate(), false);
                Model.StepResult result = training.privately().isPresent()
                        ? model.trainPrivately(training.privately().get().step(1, tried), update)
                        : model.train(step, update);
                Fault.require(result.isFinite(), "Training diverged while it was tried: the loss is %s. Lower the learning rate, or clip the gradient's norm", result.loss());
                tried += step.size();
                if (tried > Math.min(UNTIMED, training.batchCount() / 2)) {
                    seconds += secondsSince(start);
                    seen += result.targets();
                    timed += step.size();
                }
            }
            double rate = seen / Math.max(1e-9, seconds);
            Optional<Double> validation = validation(training, model, progress);
            long heap = heapBytes();
            Optional<Long> beside = residentBytes().map(resident -> Math.max(0, resident - heap));
            return new RunForecast.Measured(timed, rate, targets / Math.max(1e-9, rate), validation, heap, beside);
        }
    }

    /// The batches of a step as the run makes it: those of the next few that have a target.
    private static List<Batch> next(Iterator<Batch> batches, int accumulate) {
        List<Batch> step = new ArrayList<>();
        for (int count = 0; count < accumulate && batches.hasNext(); count++) {
            Batch batch = batches.next();
            if (batch.targetCount() > 0) {
                step.add(batch);
            }
        }
        return step;
    }

    /// Once over the validation part, as after each epoch; empty if that takes too long.
    private static Optional<Double> validation(TrainingJob training, Model model, Progress progress) {
        long start = System.nanoTime();
        Progress limited = new Progress() {
            @Override
            public void report(Phase phase, long done, long total) {
                progress.report(phase, done, total);
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled() || secondsSince(start) > SECONDS;
            }
        };
        try {
            for (Batch batch : training.validation()) {
                limited.checkpoint();
                if (batch.targetCount() > 0) {
                    model.loss(batch);
                }
            }
            training.validator().validate(model, limited);
            return Optional.of(secondsSince(start));
        } catch (Progress.Cancelled late) {
            progress.checkpoint();
            return Optional.empty();
        }
    }

    private static long bytes(Experiment experiment, Channels channels) {
        return GraphForecast.of(experiment.graph().graph(), channels, experiment.training().batch(), experiment.training().accumulate()).totalBytes();
    }

    // ---- what to change

    /// Of batch, length and width the largest that fits when halved often enough; if no single one is enough, the smallest of each.
    static List<RunForecast.Change> changes(Experiment experiment, Channels channels, long limit) {
        List<RunForecast.Change> changes = new ArrayList<>();
        halve("training.batch", experiment.training().batch(), 1, experiment, channels, limit).ifPresent(changes::add);
        halve("sequences.max_length", experiment.sequences().maxLength(), 10, experiment, channels, limit).ifPresent(changes::add);
        for (Option option : experiment.graph() instanceof GraphChoice.Drawn ? List.<Option>of() : Options.of((Record) experiment.graph())) {
            if (option instanceof Option.Whole whole && WIDTHS.contains(whole.place().path())) {
                halve("graph." + whole.place().path(), whole.value(), 8, experiment, channels, limit).ifPresent(changes::add);
            }
        }
        List<RunForecast.Change> enough = changes.stream().filter(change -> change.nativeBytes() <= limit).toList();
        return enough.isEmpty() ? changes : enough;
    }

    private static Optional<RunForecast.Change> halve(String field, int value, int least, Experiment experiment, Channels channels, long limit) {
        Optional<RunForecast.Change> last = Optional.empty();
        for (int half = value / 2; half >= least && last.filter(change -> change.nativeBytes() <= limit).isEmpty(); half /= 2) {
            String text = Integer.toString(half);
            Experiment changed = Yaml.with(experiment, Map.of(field, text));
            Channels shorter = channels.of(changed.sequences().maxLength());
            if (GraphCheck.check(changed.graph().graph(), shorter).passes()) {
                last = Optional.of(new RunForecast.Change(field, text, bytes(changed, shorter)));
            }
        }
        return last;
    }

    // ---- memory

    private static RunForecast.Limits limits() {
        long heap = Runtime.getRuntime().maxMemory();
        String told = System.getProperty("org.bytedeco.javacpp.maxbytes", "").toLowerCase(Locale.ROOT);
        long machine = ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 4 * heap;
        long given = told.matches("\\d+m") ? Long.parseLong(told.substring(0, told.length() - 1)) << 20 : 2 * heap;
        return new RunForecast.Limits(heap, Math.min(given, Math.max(0, machine - heap)), machine);
    }

    /// The most that the heap's parts ever held.
    private static long heapBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }

    /// The most that this process ever held, where Linux tells it.
    private static Optional<Long> residentBytes() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
