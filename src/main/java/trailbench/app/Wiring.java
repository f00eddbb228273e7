package trailbench.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import trailbench.cli.Session;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.experiment.ComputingWorkbench;
import trailbench.experiment.MapPicture;
import trailbench.experiment.Preparation;
import trailbench.experiment.WorkerProcesses;
import trailbench.experiment.WorkerWorkbench;
import trailbench.experiment.Workbench;
import trailbench.project.FolderProjects;
import trailbench.project.UserFolders;
import trailbench.work.Progress;

/// Where every object meets those it needs.
final class Wiring {
    private Wiring() {}

    /// A verb typed in a terminal: what needs a model runs in a worker.
    static Session forTerminal(UserFolders folders, Progress progress, PrintWriter out) {
        return session(folders, workers(folders), HeadlessPictures::writeMap, progress, out);
    }

    /// The same verb inside a worker.
    static Session forWorker(UserFolders folders, Progress progress, PrintWriter out) {
        // The terminal draws the picture of a map that its worker has made.
        MapPicture none = (map, png, width, height, dark) -> {};
        return session(folders, new ComputingWorkbench(new Preparation(folders), Dl4jEngine::new), none, progress, out);
    }

    private static Workbench workers(UserFolders folders) {
        return new WorkerWorkbench(new Preparation(folders), new WorkerProcesses(Main.class.getName()));
    }

    /// As [#workers], but they leave the processors to the window whenever it wants one.
    static Workbench workersBehindAWindow(UserFolders folders) {
        return new WorkerWorkbench(new Preparation(folders), new WorkerProcesses(Main.class.getName()).givingWay());
    }

    private static Session session(
            UserFolders folders, Workbench workbench, MapPicture mapPicture, Progress progress, PrintWriter out) {
        return new Session(
                new FolderProjects(),
                workbench,
                mapPicture,
                HeadlessPictures::writeGraph,
                request -> RoomPictures.write(request, workbench),
                folders,
                samples(),
                progress,
                out);
    }

    /// The folder of the projects that ship with the program: beside its libraries, or in the source tree.
    static Path samples() {
        return Optional.ofNullable(System.getProperty("trailbench.home"))
                .map(home -> Path.of(home, "projects"))
                .orElse(Path.of("projects"));
    }
}
