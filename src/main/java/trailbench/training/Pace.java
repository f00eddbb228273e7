package trailbench.training;

import java.util.ArrayDeque;
import java.util.Deque;

/// How fast training goes, over the last ten seconds of work. Pauses and validation are no work here.
final class Pace {
    private static final double WINDOW_SECONDS = 10;

    private final Deque<Sample> samples = new ArrayDeque<>();
    private double seconds;
    private long targets;
    private double validationSeconds;

    private record Sample(double seconds, int targets) {}

    void step(double tookSeconds, int trainedTargets) {
        samples.addLast(new Sample(tookSeconds, trainedTargets));
        seconds += tookSeconds;
        targets += trainedTargets;
        while (samples.size() > 1 && seconds - samples.getFirst().seconds() >= WINDOW_SECONDS) {
            Sample oldest = samples.removeFirst();
            seconds -= oldest.seconds();
            targets -= oldest.targets();
        }
    }

    void validation(double tookSeconds) {
        validationSeconds = tookSeconds;
    }

    /// Targets trained a second; 0 before the first step.
    double eventsPerSecond() {
        return seconds > 0 ? targets / seconds : 0;
    }

    double secondsLeft(long steps, int validations) {
        return samples.isEmpty() ? 0 : steps * seconds / samples.size() + validations * validationSeconds;
    }
}
