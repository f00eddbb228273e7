package trailbench.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import trailbench.experiment.Workbench;
import trailbench.format.Yaml;
import trailbench.project.FolderProjects;
import trailbench.serve.ModelClient;
import trailbench.ui.data.DataView;
import trailbench.ui.deploy.DeployView;
import trailbench.ui.deploy.DeployViewModel;
import trailbench.ui.deploy.ServerViewModel;
import trailbench.ui.deploy.TryViewModel;
import trailbench.ui.embeddings.EmbeddingsView;
import trailbench.ui.embeddings.EmbeddingsViewModel;
import trailbench.ui.evaluate.EvaluateView;
import trailbench.ui.evaluate.EvaluateViewModel;
import trailbench.ui.fx.Dialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.graph.GraphView;
import trailbench.ui.graph.GraphViewModel;
import trailbench.ui.runs.RunsView;
import trailbench.ui.runs.RunsViewModel;
import trailbench.ui.sequences.SequencesView;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Rehearsal;
import trailbench.ui.shell.RoomEntry;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.ui.train.TrainView;
import trailbench.ui.train.TrainViewModel;

/// The rooms of the window, and the model that they share.
final class Rooms {
    private Rooms() {}

    /// @param faults told of every fault that nobody else answers; on the FX thread
    static WorkbenchModel model(Dialogs dialogs, Workbench workbench, Settings settings, Consumer<Throwable> faults) {
        return model(FxExecutor.forWindow(faults), dialogs, workbench, settings);
    }

    private static WorkbenchModel model(FxExecutor executor, Dialogs dialogs, Workbench workbench, Settings settings) {
        return new WorkbenchModel(workbench, new FolderProjects(), executor, dialogs, settings);
    }

    /// A rehearsal of all rooms on the sample, in the language and look of now. Its faults are kept in the log only: nobody asked for it.
    ///
    /// @param dialogs never asked: only a user's deed asks
    static Rehearsal rehearsal(Dialogs dialogs, Workbench workbench, Settings settings, Optional<Path> sample, Consumer<Throwable> faults) {
        Settings own = Settings.inMemory();
        own.theme(settings.theme());
        WorkbenchModel model = model(FxExecutor.forRehearsal(faults), dialogs, workbench, own);
        return new Rehearsal(model, all(model, folder -> {}), sample, settings.language());
    }

    /// In the order of the rail.
    ///
    /// @param reveal shows a folder in the system's file browser
    static List<RoomEntry> all(WorkbenchModel model, Consumer<Path> reveal) {
        ServerViewModel server = new ServerViewModel(model, ModelClient::new);
        return List.of(
                new RoomEntry(Place.DATA, locale -> new DataView(model, locale)),
                new RoomEntry(Place.SEQUENCES, locale -> new SequencesView(model, locale)),
                new RoomEntry(Place.GRAPH, locale -> {
                    Messages words = Messages.of(GraphView.class, locale);
                    return new GraphView(new GraphViewModel(model, words), words);
                }),
                new RoomEntry(Place.TRAIN, locale -> {
                    Messages words = Messages.of(TrainView.class, locale);
                    return new TrainView(new TrainViewModel(model, words), words);
                }),
                new RoomEntry(Place.EVALUATE, locale -> {
                    Messages words = Messages.of(EvaluateView.class, locale);
                    return new EvaluateView(new EvaluateViewModel(model, words), words);
                }),
                new RoomEntry(Place.EMBEDDINGS, locale -> {
                    Messages words = Messages.of(EmbeddingsView.class, locale);
                    return new EmbeddingsView(new EmbeddingsViewModel(model, words), words);
                }),
                new RoomEntry(Place.RUNS, locale -> {
                    Messages words = Messages.of(RunsView.class, locale);
                    return new RunsView(new RunsViewModel(model, words, Yaml::text, reveal), words);
                }),
                new RoomEntry(Place.DEPLOY, locale -> {
                    Messages words = Messages.of(DeployView.class, locale);
                    return new DeployView(new DeployViewModel(model, words, server::written), server, new TryViewModel(model, server, words, System::nanoTime), words, reveal);
                }));
    }
}
