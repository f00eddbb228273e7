package trailbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import trailbench.project.RunFolder;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.training.RunStates;
import trailbench.work.Fault;
import trailbench.work.Phase;

/// Shows a run in the terminal while its worker trains: reads the same lines as the window.
final class RunFollower {
    private static final long POLL_MILLIS = 100;

    private final Session session;
    private int epochs;
    private int stepsPerEpoch;

    RunFollower(Session session) {
        this.session = session;
    }

    /// Follows to the run's end.
    ///
    /// @throws Fault.Work if the run failed
    RunState follow(RunFolder run) {
        long offset = 0;
        while (true) {
            // Asked before the lines are read: a run that had ended by then has written its last line.
            boolean ended = run.state().isFinal();
            RunFolder.EventsSince lines = run.eventsSince(offset);
            offset = lines.offset();
            lines.events().forEach(this::show);
            if (ended) {
                return ending(run);
            }
            pause();
        }
    }

    private RunState ending(RunFolder run) {
        RunState state = run.state();
        if (state == RunState.FAILED) {
            String message = RunStates.failure(run.events(), false).orElse("The run failed");
            throw new Fault.Work("%s Worker log: %s. Go on with: trailbench resume %s", sentence(message), run.path().resolve("worker.log"), run.path());
        }
        return state;
    }

    private static String sentence(String message) {
        return message.endsWith(".") ? message : message + ".";
    }

    private void show(RunEvent event) {
        switch (event) {
            case RunEvent.Started started -> {
                epochs = started.epochs();
                stepsPerEpoch = started.stepsPerEpoch();
                session.print(String.format(
                        Locale.ROOT,
                        "%s%,d parameters, %,d windows an epoch in %,d steps, %d epochs at most",
                        started.segment() == 0 ? "" : "Resumed at step " + started.firstStep() + ". ",
                        started.parameters(), started.windows(), started.stepsPerEpoch(), started.epochs()));
            }
            case RunEvent.Step step -> session.progress().report(
                    Phase.of(
                            Phase.Kind.TRAINING, step.epoch(), epochs, String.format(Locale.ROOT, "%.4f", step.loss()),
                            String.format(Locale.ROOT, "%,.0f", step.eventsPerSecond())),
                    step.step(),
                    (long) epochs * stepsPerEpoch);
            case RunEvent.Epoch epoch -> session.print(String.format(
                    Locale.ROOT,
                    "epoch %3d  %6.1f s  training loss %.4f  validation loss %.4f  %s%s%s",
                    epoch.epoch(), epoch.seconds(), epoch.trainingLoss(), epoch.validationLoss(),
                    epoch.metrics().entrySet().stream()
                            .map(metric -> String.format(Locale.ROOT, "%s %.4f", metric.getKey(), metric.getValue()))
                            .collect(Collectors.joining("  ")),
                    epoch.privacy().map(spent -> String.format(Locale.ROOT, "  ε %.3f at δ %.1e", spent.epsilon(), spent.delta())).orElse(""),
                    epoch.best() ? "  best" : ""));
            case RunEvent.Paused paused -> session.print("Paused at step " + paused.step() + ".");
            case RunEvent.Resumed resumed -> session.print("Resumed at step " + resumed.step() + ".");
            case RunEvent.Stopped stopped -> session.print("Stopped in epoch " + stopped.epoch() + " at step " + stopped.step() + "; a checkpoint was written.");
            case RunEvent.Finished finished -> session.print("Finished after epoch " + finished.epoch() + " (" + finished.reason() + "); the best was epoch " + finished.bestEpoch() + ".");
            case RunEvent.Changed changed -> {
                epochs = changed.epochs().orElse(epochs);
                session.print(text(changed));
            }
            case RunEvent.Checkpoint checkpoint -> {}
            case RunEvent.Failed failed -> {}
        }
    }

    private static String text(RunEvent.Changed changed) {
        List<String> parts = new ArrayList<>();
        changed.learningRate().ifPresent(rate -> parts.add("learning rate " + rate));
        changed.patience().ifPresent(patience -> parts.add("patience " + patience));
        changed.epochs().ifPresent(most -> parts.add("at most " + most + " epochs"));
        return (changed.byUser() ? "Changed after step " : "Plateau: changed after step ") + changed.step() + ": " + String.join(", ", parts) + ".";
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new trailbench.work.Progress.Cancelled();
        }
    }
}
