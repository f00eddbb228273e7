package trailbench.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trailbench.experiment.Workbench;
import trailbench.project.FolderRun;
import trailbench.training.RunControl;
import trailbench.work.Fault;

@Command(
        name = "control",
        mixinStandardHelpOptions = true,
        description = "Tells a run that goes on what to do, or changes its learning rate, patience or epochs from its next step on.")
final class ControlCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunArgument run = new RunArgument();

    @Parameters(index = "1", arity = "0..1", paramLabel = "WORD", description = "pause, resume, stop or stop-after-epoch.")
    private @Nullable String word;

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "The full rate: warm-up, schedule and plateaus go on multiplying it.")
    private @Nullable Double learningRate;

    @Option(names = "--patience", paramLabel = "EPOCHS", description = "Epochs without improvement before the run stops.")
    private @Nullable Integer patience;

    @Option(names = "--epochs", paramLabel = "EPOCHS", description = "Epochs at most.")
    private @Nullable Integer epochs;

    ControlCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FolderRun told = run.run();
        RunControl.Change change = new RunControl.Change(Optional.ofNullable(learningRate), Optional.ofNullable(patience), Optional.ofNullable(epochs));
        boolean changes = !change.equals(RunControl.Change.NONE);
        Fault.require(
                word != null || changes,
                "Say what run %s should do: pause, resume, stop or stop-after-epoch, or --learning-rate, --patience, --epochs with a number", told.id());
        if (changes) {
            session.workbench().change(told, change);
            session.print("Run " + told.id() + " takes the change with its next step.");
        }
        if (word != null) {
            session.workbench().control(told, control(word));
            session.print("Run " + told.id() + " was told to " + word + ".");
        }
        return 0;
    }

    private static Workbench.Control control(String word) {
        for (Workbench.Control control : Workbench.Control.values()) {
            if (control.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
                return control;
            }
        }
        throw new Fault.Request("\"%s\" is not a word for a run. Allowed: pause, resume, stop, stop-after-epoch", word);
    }
}
