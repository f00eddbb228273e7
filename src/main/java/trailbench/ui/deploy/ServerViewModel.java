package trailbench.ui.deploy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.Workbench;
import trailbench.serve.Load;
import trailbench.serve.ModelAnswers;
import trailbench.serve.ModelServer;
import trailbench.serve.ServeOptions;
import trailbench.ui.fx.Job;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// Starts and stops a server of a bundle, and looks how it fares. There is one as long as the window is: it goes on in other rooms and languages, and
/// ends with the window.
public final class ServerViewModel {
    public enum State {
        OFF,
        STARTING,
        ON,
        STOPPING
    }

    /// A server that answers.
    ///
    /// @param file   its bundle
    /// @param health which model answers
    /// @param asked  asks it
    public record Served(Path file, URI address, ModelServer.Health health, ModelAnswers asked) {}

    private static final Load IDLE = new Load(0, 0, 0, 0, 0, 0);

    private final WorkbenchModel model;
    private final Function<URI, ModelAnswers> connect;
    private final IntegerProperty port = new SimpleIntegerProperty(ServeOptions.defaults().port());
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.OFF);
    private final ReadOnlyObjectWrapper<Optional<Served>> served = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Load> load = new ReadOnlyObjectWrapper<>(IDLE);
    private final ReadOnlyObjectWrapper<Optional<Fault>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private @Nullable Job job;
    private boolean looking;

    /// @param connect makes what asks a server at an address
    public ServerViewModel(WorkbenchModel model, Function<URI, ModelAnswers> connect) {
        this.model = model;
        this.connect = connect;
    }

    /// Serves a bundle at the loopback, from a process of its own.
    ///
    /// @param title what is done, in the user's words
    public void start(Path file, String title) {
        if (state.get() != State.OFF) {
            return;
        }
        problem.set(Optional.empty());
        state.set(State.STARTING);
        ServeOptions local = new ServeOptions(ServeOptions.defaults().host(), port.get(), Optional.empty(), 0, ServeOptions.Strangers.REFUSED);
        Job started = model.executor().run(
                title,
                progress -> {
                    model.workbench().serve(file, local, Optional.empty(), progress);
                    return file;
                },
                ended -> {},
                this::failed);
        job = started;
        started.phaseProperty().subscribe(phase -> phase.flatMap(Workbench::servedAt).ifPresent(address -> answers(file, address)));
        started.whenEnded(this::over);
    }

    private void answers(Path file, URI address) {
        if (state.get() == State.STARTING) {
            model.executor().quietly(() -> {
                ModelAnswers asked = connect.apply(address);
                return new Served(file, address, asked.health(), asked);
            }, this::on);
        }
    }

    private void on(Served now) {
        if (state.get() != State.STARTING) {
            now.asked().close();
            return;
        }
        if (job != null) {
            model.executor().rests(job);
        }
        state.set(State.ON);
        served.set(Optional.of(now));
    }

    private void failed(Throwable fault) {
        if (fault instanceof Fault known) {
            problem.set(Optional.of(known));
        } else {
            model.executor().fault(fault);
        }
    }

    private void over() {
        job = null;
        served.get().ifPresent(was -> was.asked().close());
        served.set(Optional.empty());
        load.set(IDLE);
        state.set(State.OFF);
    }

    /// Answers what has come, then ends.
    public void stop() {
        if (job != null && state.get() != State.OFF) {
            state.set(State.STOPPING);
            job.cancel();
        }
    }

    /// A bundle was written: a server of that file answers from it from now on, without a request that fails.
    public void written(Path file) {
        served.get().filter(now -> now.file().equals(file)).ifPresent(now -> model.executor().quietly(() -> swapped(now), answer -> {
            problem.set(answer.problem());
            if (served.get().equals(Optional.of(now))) {
                answer.served().ifPresent(next -> served.set(Optional.of(next)));
            }
        }));
    }

    /// @param served empty if the bundle was refused; then the one before goes on
    private record Swapped(Optional<Served> served, Optional<Fault> problem) {}

    private static Swapped swapped(Served now) {
        try {
            return new Swapped(Optional.of(new Served(now.file(), now.address(), now.asked().swap(), now.asked())), Optional.empty());
        } catch (Fault refused) {
            return new Swapped(Optional.empty(), Optional.of(refused));
        }
    }

    /// Looks how the server fares; the room's pulse calls it.
    public void sample() {
        Optional<Served> now = served.get();
        if (now.isEmpty() || looking) {
            return;
        }
        looking = true;
        model.executor().look(() -> look(now.get()), seen -> {
            looking = false;
            if (served.get().equals(now)) {
                seen.ifPresent(load::set);
            }
        });
    }

    /// A server that is just ending says nothing any more.
    private static Optional<Load> look(Served asked) {
        try {
            return Optional.of(asked.asked().load());
        } catch (Fault gone) {
            return Optional.empty();
        }
    }

    /// The command that does the same.
    public String command(Path file) {
        return "trailbench serve " + file + " --port " + port.get();
    }

    /// 0 for any that is free.
    public IntegerProperty portProperty() {
        return port;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The server, while it answers.
    public ReadOnlyObjectProperty<Optional<Served>> servedProperty() {
        return served.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Load> loadProperty() {
        return load.getReadOnlyProperty();
    }

    /// Why the last server did not start, or ended.
    public ReadOnlyObjectProperty<Optional<Fault>> problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
