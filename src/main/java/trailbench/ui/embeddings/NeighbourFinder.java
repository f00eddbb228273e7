package trailbench.ui.embeddings;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import trailbench.embedding.Neighbours.Measure;
import trailbench.embedding.PointMap;
import trailbench.experiment.Workbench;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.ui.chart.PointMapModel;
import trailbench.ui.chart.PointMapModel.Near;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// Looks up, beside the window, who is near the picked item of a map in the space that it was made from.
public final class NeighbourFinder {
    /// Choices of how many neighbours are listed.
    static final List<Integer> COUNTS = List.of(10, 25, 50);

    private final WorkbenchModel model;
    private final PointMapModel map;
    private final Supplier<@Nullable RunFolder> run;
    private final Supplier<Optional<Path>> file;
    private final Messages words;
    private final ObjectProperty<Measure> measure = new SimpleObjectProperty<>(Measure.COSINE);
    private final ObjectProperty<Integer> count = new SimpleObjectProperty<>(COUNTS.getFirst());
    private final ReadOnlyStringWrapper say = new ReadOnlyStringWrapper("");

    /// @param run  that the map is of
    /// @param file that the map's vectors are of, if they are of none of the project's runs
    NeighbourFinder(WorkbenchModel model, PointMapModel map, Supplier<@Nullable RunFolder> run, Supplier<Optional<Path>> file, Messages words) {
        this.model = model;
        this.map = map;
        this.run = run;
        this.file = file;
        this.words = words;
        map.selectedProperty().subscribe(point -> find());
        measure.subscribe(now -> find());
        count.subscribe(now -> find());
    }

    private record Answer(List<Workbench.Neighbour> neighbours, String problem) {}

    private void find() {
        say.set("");
        int point = map.selectedProperty().get();
        RunFolder of = run.get();
        Project project = model.project();
        Optional<Path> elsewhere = file.get();
        if (point == PointMapModel.NONE || elsewhere.isEmpty() && (of == null || project == null)) {
            return;
        }
        say.set(words.text("neighbours.wait"));
        String id = map.mapProperty().get().ids().get(point);
        PointMap asked = map.mapProperty().get();
        Measure by = measure.get();
        int most = count.get();
        model.executor().quietly(() -> ask(() -> elsewhere.isPresent()
                ? model.workbench().neighbours(elsewhere.get(), id, most, by)
                : model.workbench().neighbours(Objects.requireNonNull(project), Objects.requireNonNull(of), id, most, by)), answer -> {
            boolean wanted = map.selectedProperty().get() == point && measure.get() == by && count.get() == most;
            if (wanted && map.mapProperty().get() == asked) {
                map.neighboursProperty().set(answer.neighbours().stream().map(near -> onMap(point, near)).toList());
                say.set(answer.neighbours().isEmpty() && answer.problem().isEmpty() ? words.text("neighbours.none") : answer.problem());
            }
        });
    }

    private Near onMap(int from, Workbench.Neighbour near) {
        int point = map.point(near.id());
        return new Near(point, near.id(), near.title(), near.cosine(), near.distance(), point != PointMapModel.NONE && map.farApart(from, point));
    }

    /// A fault here is told in the panel: a dialog at each click would be in the way of looking at the map.
    private Answer ask(Supplier<List<Workbench.Neighbour>> question) {
        try {
            return new Answer(question.get(), "");
        } catch (Fault fault) {
            return new Answer(List.of(), words.fault(fault));
        }
    }

    /// By what the neighbours of the picked item are near.
    public ObjectProperty<Measure> measureProperty() {
        return measure;
    }

    /// How many neighbours are listed.
    public ObjectProperty<Integer> countProperty() {
        return count;
    }

    /// What stands in place of the list: that neighbours are looked up, that there are none, or what went wrong.
    public ReadOnlyStringProperty sayProperty() {
        return say.getReadOnlyProperty();
    }
}
