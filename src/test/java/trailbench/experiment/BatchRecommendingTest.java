package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.bundle.Answer;
import trailbench.bundle.BundleFile;
import trailbench.bundle.BundleModel;
import trailbench.bundle.Event;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.project.FolderProjects;
import trailbench.project.Project;
import trailbench.project.UserFolders;
import trailbench.table.Columns;
import trailbench.table.Parquet;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// Every user of a log is answered, once, also by work that was cut short.
class BatchRecommendingTest {
    @TempDir
    private Path folder;

    /// Stops when this many users are answered.
    private record Until(int users) implements Progress {
        @Override
        public void report(Phase phase, long done, long total) {
            if (phase.kind() == Phase.Kind.RECOMMENDING && done >= users) {
                throw new Cancelled();
            }
        }
    }

    @Test
    void everyUserIsAnsweredAsByTheModelAndWorkGoesOnWhereItStopped() throws IOException {
        Path log = SyntheticLog.write(folder.resolve("log.csv"), 600, 40, 1);
        ComputingWorkbench workbench = new ComputingWorkbench(
                new Preparation(new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"))), Dl4jEngine::new);
        Path bundle = folder.resolve("circle" + BundleFile.ENDING);
        try (Project project = new FolderProjects().create(folder.resolve("project"), "Circle")) {
            workbench.export(project, workbench.train(project, SyntheticLog.experiment(log)), bundle, Progress.SILENT);
        }
        Path users = Files.writeString(folder.resolve("users.csv"), Files.readString(log) + "\"last, one\",i3,1700000000,Item 3\n");
        Path whole = folder.resolve("whole.csv");
        assertEquals(601, workbench.recommendAll(bundle, users, whole, 4, Progress.SILENT));
        List<String> lines = Files.readAllLines(whole);
        assertEquals("user,rank,item,score,by", lines.getFirst());
        assertEquals(1 + 601 * 4, lines.size());

        Path stopped = folder.resolve("stopped.parquet");
        Path partial = folder.resolve(".stopped.parquet.partial");
        assertThrows(Progress.Cancelled.class, () -> workbench.recommendAll(bundle, users, stopped, 4, new Until(512)));
        assertFalse(Files.exists(stopped));
        Files.writeString(partial, Files.readString(partial) + "\"u512\",1,\"i1\",0.5,mod"); // a torn line
        assertEquals(601, workbench.recommendAll(bundle, users, stopped, 4, Progress.SILENT));
        assertFalse(Files.exists(partial));
        Columns table = Parquet.read(stopped);
        assertEquals(List.of("user", "rank", "item", "score", "by"), table.names());
        assertEquals(601 * 4, table.rows());
        assertEquals("last, one", table.text("user")[2_403]);
        try (BundleModel model = BundleModel.open(bundle, new Dl4jEngine())) {
            String[] said = model.recommend(List.of(Event.of("i3")), 4, List.of()).items().stream().map(Answer.Item::id).toArray(String[]::new);
            assertArrayEquals(said, java.util.Arrays.copyOfRange(table.text("item"), 2_400, 2_404));
        }
        for (int row = 0; row < table.rows(); row++) {
            String[] cells = lines.get(row + 1).replace("\"", "").replace("last, one", "last; one").split(",");
            assertEquals(Float.parseFloat(cells[3]), table.floats("score")[row], 1e-4, "row " + row);
        }
        Fault name = assertThrows(Fault.Request.class, () -> workbench.recommendAll(bundle, users, folder.resolve("x.xls"), 4, Progress.SILENT));
        assertTrue(name.getMessage().contains(".csv or .parquet"), name.getMessage());
    }
}
