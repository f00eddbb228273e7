package trailbench.ui.fx;

import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// One piece of work beside the window, as the window sees it. Properties change on the window's thread only.
public final class Job {
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    private record Report(Optional<Phase> phase, long done, long total) {}

    private final String title;
    private final LongSupplier nanoTime;
    private final ReadOnlyObjectWrapper<Optional<Phase>> phase = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyDoubleWrapper rate = new ReadOnlyDoubleWrapper(Double.NaN);
    private final ReadOnlyDoubleWrapper secondsLeft = new ReadOnlyDoubleWrapper(Double.NaN);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.RUNNING);
    private final ReadOnlyBooleanWrapper cancelling = new ReadOnlyBooleanWrapper(false);

    private volatile Report latest;
    private volatile boolean cancelled;

    private Optional<Phase> ratedPhase = Optional.empty();
    private long ratedFrom;
    private long ratedSince;

    Job(String title, LongSupplier nanoTime) {
        this.title = title;
        this.nanoTime = nanoTime;
        this.latest = new Report(Optional.empty(), 0, 0);
    }

    Progress progress() {
        return new Progress() {
            @Override
            public void report(Phase phase, long done, long total) {
                latest = new Report(Optional.of(phase), done, total);
            }

            @Override
            public boolean cancelled() {
                return cancelled;
            }
        };
    }

    void sample() {
        Report report = latest;
        long now = nanoTime.getAsLong();
        if (!report.phase().equals(ratedPhase) || report.done() < ratedFrom) {
            ratedPhase = report.phase();
            ratedFrom = report.done();
            ratedSince = now;
        }
        double seconds = (now - ratedSince) / 1e9;
        double perSecond = seconds > 0.5 ? (report.done() - ratedFrom) / seconds : Double.NaN;
        phase.set(report.phase());
        fraction.set(report.total() > 0 ? Math.clamp((double) report.done() / report.total(), 0, 1) : -1);
        rate.set(perSecond);
        secondsLeft.set(report.total() > 0 && perSecond > 0 ? (report.total() - report.done()) / perSecond : Double.NaN);
    }

    void end(State last) {
        sample();
        state.set(last);
    }

    /// Does `then` on the window's thread once the work is over, however it ended; at once if it is over already.
    public void whenEnded(Runnable then) {
        if (state.get() != State.RUNNING) {
            then.run();
            return;
        }
        state.addListener((property, before, now) -> then.run());
    }

    /// Asks the work to stop; it does so at its next checkpoint.
    public void cancel() {
        cancelled = true;
        cancelling.set(true);
    }

    public String title() {
        return title;
    }

    /// What is being done now; empty until the work has said it.
    public ReadOnlyObjectProperty<Optional<Phase>> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// 0 to 1, or -1 while it is not known.
    public ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    /// Units a second in this phase, or NaN while it is not known.
    public ReadOnlyDoubleProperty rateProperty() {
        return rate.getReadOnlyProperty();
    }

    /// Seconds until this phase ends, or NaN while it is not known.
    public ReadOnlyDoubleProperty secondsLeftProperty() {
        return secondsLeft.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// True from the call of [#cancel] on.
    public ReadOnlyBooleanProperty cancellingProperty() {
        return cancelling.getReadOnlyProperty();
    }
}
