package trailbench.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.experiment.RunForecast;

@Command(
        name = "forecast",
        mixinStandardHelpOptions = true,
        description = "Says what a run of an experiment will take: parameters, memory, seconds an epoch. Trains a few batches for it and throws them away.")
final class ForecastCommand implements Callable<Integer> {
    private static final double MEGA = 1e6;

    private final Session session;

    @Mixin
    private ExperimentArgument experiment = new ExperimentArgument();

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    ForecastCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ExperimentArgument.Chosen chosen = experiment.choose(session.projects());
        RunForecast forecast = session.workbench().forecast(chosen.project(), chosen.experiment(), session.progress());
        if (json) {
            session.printJson(forecast);
        } else {
            print(forecast);
        }
        return 0;
    }

    private void print(RunForecast forecast) {
        say("%,d parameters; %,d batches and %,d targets an epoch", forecast.parameters(), forecast.batches(), forecast.targets());
        say("Native memory counted from the graph: %,.0f MB of %,.0f MB that a worker has here", forecast.predictedBytes() / MEGA, forecast.limits().nativeBytes() / MEGA);
        forecast.measured().ifPresentOrElse(measured -> print(forecast, measured), () -> say("It does not fit this machine, so nothing was tried. What would:"));
        for (RunForecast.Change change : forecast.changes()) {
            say("  --set %s=%s   %,.0f MB", change.field(), change.value(), change.nativeBytes() / MEGA);
        }
    }

    private void print(RunForecast forecast, RunForecast.Measured measured) {
        say("Measured over %,d batches: %,.0f targets a second", measured.steps(), measured.targetsPerSecond());
        say("An epoch: %,.1f s of training, %s", measured.epochSeconds(),
                measured.validationSeconds().map(seconds -> String.format(Locale.ROOT, "%,.1f s of validation", seconds)).orElse("validation takes longer than was waited for"));
        say("%,d epochs at most: %,.1f min", forecast.epochs(), measured.runSeconds(forecast.epochs()) / 60);
        String beside = Optional.of(measured).flatMap(RunForecast.Measured::nativeBytes)
                .map(bytes -> String.format(Locale.ROOT, ", %,.0f MB beside it", bytes / MEGA))
                .orElse("");
        say("Memory: heap %,.0f MB%s; this machine has %,.0f MB. It fits.", measured.heapBytes() / MEGA, beside, forecast.limits().machineBytes() / MEGA);
    }

    private void say(String format, Object... values) {
        session.print(String.format(Locale.ROOT, format, values));
    }
}
