package trailbench.ui.embeddings;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import trailbench.embedding.PointMap;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.ui.chart.PointMapModel;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.WorkbenchModel;

/// The two groups of items between which the points can be laid out.
public final class AxisEnds {
    private final WorkbenchModel model;
    private final PointMapModel map;
    private final Messages words;
    private final ReadOnlyObjectWrapper<List<String>> from = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<String>> to = new ReadOnlyObjectWrapper<>(List.of());

    AxisEnds(WorkbenchModel model, PointMapModel map, Messages words) {
        this.model = model;
        this.map = map;
        this.words = words;
    }

    /// The selected items stand at the left.
    public void takeFrom() {
        from.set(selected());
    }

    /// The selected items stand at the right.
    public void takeTo() {
        to.set(selected());
    }

    /// Another run: its items may be others.
    void forget() {
        from.set(List.of());
        to.set(List.of());
    }

    private List<String> selected() {
        return Arrays.stream(map.popularFirst(map.selection().chosen())).mapToObj(map.mapProperty().get().ids()::get).toList();
    }

    /// Lays the points out, beside the window.
    ///
    /// @param name of the map whose points are taken
    /// @param done shows the new map
    void layOut(RunFolder run, String name, Consumer<PointMapModel.Ready> done) {
        Project project = model.project();
        List<String> left = from.get();
        List<String> right = to.get();
        if (project != null && !left.isEmpty() && !right.isEmpty()) {
            model.executor().run(words.text("axes.job"), progress -> {
                PointMap made = model.workbench().axes(project, run, name, left, right, progress);
                return PointMapModel.ready(made);
            }, done);
        }
    }

    /// Ids of the items at the left, the most popular first; empty if none were taken.
    public ReadOnlyObjectProperty<List<String>> fromProperty() {
        return from.getReadOnlyProperty();
    }

    /// Those at the right.
    public ReadOnlyObjectProperty<List<String>> toProperty() {
        return to.getReadOnlyProperty();
    }
}
