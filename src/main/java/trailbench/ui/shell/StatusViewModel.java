package trailbench.ui.shell;

import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.ui.fx.Job;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// What the status bar says: the work that goes on beside the window, the runs that go on beside the program, or that all is quiet.
final class StatusViewModel {
    private final WorkbenchModel model;
    private final Messages words;
    private final Quantities quantities;
    private final ReadOnlyStringWrapper jobText = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper jobFraction = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyBooleanWrapper jobShown = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper jobStopping = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper runText = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper runFraction = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyBooleanWrapper runShown = new ReadOnlyBooleanWrapper(false);
    private @Nullable Job job;

    StatusViewModel(WorkbenchModel model, Locale locale) {
        this.model = model;
        this.words = Messages.of(StatusViewModel.class, locale);
        this.quantities = new Quantities(locale);
        sample();
    }

    void sample() {
        model.executor().sample();
        sampleJob();
        sampleRun();
    }

    private void sampleJob() {
        int jobs = model.executor().jobs().size();
        Job latest = jobs == 0 ? null : model.executor().jobs().getLast();
        job = latest;
        jobShown.set(latest != null);
        jobText.set(latest == null ? "" : jobWords(latest, jobs));
        jobFraction.set(latest == null ? -1 : latest.fractionProperty().get());
        jobStopping.set(latest != null && latest.cancellingProperty().get());
    }

    private String jobWords(Job latest, int jobs) {
        StringJoiner text = new StringJoiner(" · ");
        text.add(latest.phaseProperty().get().map(words::phase).orElse(latest.title()));
        if (latest.cancellingProperty().get()) {
            text.add(words.text("status.stopping"));
        } else {
            double fraction = latest.fractionProperty().get();
            if (fraction >= 0) {
                text.add(quantities.percent(fraction));
            }
            double rate = latest.rateProperty().get();
            if (rate > 0) {
                text.add(words.text("status.rate", quantities.short3(rate)));
            }
            double left = latest.secondsLeftProperty().get();
            if (left >= 1) {
                text.add(words.text("status.left", quantities.duration(left)));
            }
        }
        if (jobs > 1) {
            text.add(words.text("status.more", jobs - 1));
        }
        return text.toString();
    }

    private void sampleRun() {
        Optional<RunEntry> live = model.runs().stream().filter(RunEntry::live).findFirst();
        long others = model.runs().stream().filter(RunEntry::live).count() - 1;
        runShown.set(live.isPresent());
        runText.set(live.map(run -> runWords(run, others)).orElse(""));
        runFraction.set(live.map(StatusViewModel::fraction).orElse(-1.0));
    }

    private static double fraction(RunEntry run) {
        if (run.started().isEmpty() || run.step().isEmpty()) {
            return -1;
        }
        double steps = (double) run.started().get().stepsPerEpoch() * run.started().get().epochs();
        return steps > 0 ? Math.min(1, run.step().get().step() / steps) : -1;
    }

    private String runWords(RunEntry run, long others) {
        StringJoiner text = new StringJoiner(" · ");
        text.add(run.experiment());
        text.add(words.text("state." + run.state().name().toLowerCase(Locale.ROOT)));
        run.step().ifPresent(step -> {
            run.started().ifPresent(started -> text.add(words.text("status.epoch", step.epoch(), started.epochs())));
            text.add(words.text("status.loss", quantities.decimal(step.loss(), 3)));
            addPace(run, step, text);
        });
        if (others > 0) {
            text.add(words.text("status.more", others));
        }
        return text.toString();
    }

    private void addPace(RunEntry run, RunEvent.Step step, StringJoiner text) {
        if (run.state() != RunState.RUNNING) {
            return;
        }
        text.add(words.text("status.events", quantities.count(Math.round(step.eventsPerSecond()))));
        if (step.secondsLeft() >= 1) {
            text.add(words.text("status.left", quantities.duration(step.secondsLeft())));
        }
    }

    /// Asks the work that is shown to stop.
    void cancel() {
        if (job != null) {
            job.cancel();
            sample();
        }
    }

    ReadOnlyStringProperty jobTextProperty() {
        return jobText.getReadOnlyProperty();
    }

    ReadOnlyDoubleProperty jobFractionProperty() {
        return jobFraction.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty jobShownProperty() {
        return jobShown.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty jobStoppingProperty() {
        return jobStopping.getReadOnlyProperty();
    }

    ReadOnlyStringProperty runTextProperty() {
        return runText.getReadOnlyProperty();
    }

    ReadOnlyDoubleProperty runFractionProperty() {
        return runFraction.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty runShownProperty() {
        return runShown.getReadOnlyProperty();
    }
}
