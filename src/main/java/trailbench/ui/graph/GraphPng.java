package trailbench.ui.graph;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.transform.Scale;
import trailbench.experiment.ExperimentChannels;
import trailbench.experiment.Prepared;
import trailbench.graph.Channels;
import trailbench.graph.Drawing;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphLayout;
import trailbench.project.Experiment;
import trailbench.ui.chart.PngFile;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Theme;

/// A drawing as the canvas shows it, in a PNG with two pixels for each of the window.
public final class GraphPng {
    private static final double MARGIN = 28;
    private static final double BESIDE = 40;
    private static final double REASON = 230;
    private static final double SCALE = 2;

    private GraphPng() {}

    /// To be called on the FX thread; needs no window.
    ///
    /// @param prepared its log; empty to count for an assumed number of items
    /// @throws trailbench.work.Fault.Work if the file cannot be written
    public static void write(Experiment experiment, Optional<Prepared> prepared, Path png, boolean dark, Locale locale) {
        GraphWords words = GraphWords.of(Messages.of(GraphPng.class, locale));
        Channels channels = prepared.map(log -> ExperimentChannels.of(experiment, log)).orElseGet(() -> ExperimentChannels.assumed(experiment));
        Drawing drawing = Drawing.of(experiment.graph());
        GraphCheck check = GraphCheck.check(drawing.graph(), channels);
        GraphPane pane = new GraphPane(words);
        pane.show(drawing, check);
        GraphLayout.Extent extent = GraphLayout.extent(drawing.spots().values());
        pane.relocate(BESIDE - extent.left(), -extent.top());
        Pane board = new Pane(pane);
        double beside = check.problems().stream().anyMatch(problem -> !problem.node().isEmpty()) ? REASON : BESIDE;
        board.setMinSize(Math.max(extent.width() + BESIDE + beside, 280), extent.height());
        Label title = new Label(experiment.experiment() + " · " + words.text("total", words.quantities().count(check.total())));
        title.getStyleClass().add("section-title");
        VBox sheet = new VBox(18, title, board);
        sheet.setStyle("-fx-padding: " + MARGIN + "px;");
        StackPane root = new StackPane(sheet);
        root.getStyleClass().add("graph-canvas");
        root.getStylesheets().add(String.valueOf(GraphPng.class.getResource("graph.css")));
        (dark ? Theme.DARK : Theme.LIGHT).apply();
        Scene scene = new Scene(root);
        Theme.dress(scene, locale);
        root.applyCss();
        root.autosize();
        root.layout();
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setTransform(new Scale(SCALE, SCALE));
        PngFile.write(root.snapshot(parameters, null), png);
    }
}
