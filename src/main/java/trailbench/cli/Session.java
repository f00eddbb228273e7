package trailbench.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import trailbench.experiment.GraphPicture;
import trailbench.experiment.MapPicture;
import trailbench.experiment.RoomPicture;
import trailbench.experiment.Workbench;
import trailbench.format.Json;
import trailbench.project.FolderProjects;
import trailbench.project.UserFolders;
import trailbench.work.Progress;

/// What every verb works with.
///
/// @param samples  folder of the projects that ship with the program
/// @param progress where long work reports
/// @param out      standard output
public record Session(
        FolderProjects projects,
        Workbench workbench,
        MapPicture mapPicture,
        GraphPicture graphPicture,
        RoomPicture roomPicture,
        UserFolders folders,
        Path samples,
        Progress progress,
        PrintWriter out) {

    void print(String line) {
        out.println(line);
        out.flush();
    }

    void printJson(Object document) {
        print(Json.text(document));
    }

    /// The same session without words and progress.
    Session quiet() {
        return new Session(projects, workbench, mapPicture, graphPicture, roomPicture, folders, samples, Progress.SILENT, new PrintWriter(Writer.nullWriter()));
    }
}
