package trailbench.ui.embeddings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import trailbench.project.RunFolder;
import trailbench.ui.chart.MapLink;
import trailbench.ui.chart.PointMapModel;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.shell.RunEntry;
import trailbench.ui.shell.WorkbenchModel;

/// A second map beside the first, of this run or another, tied to it item by item.
public final class SecondMap {
    /// One of the maps that can stand there.
    ///
    /// @param words `lstm-autoencoder · 2026-11-25 00:40 · tsne-2000-p30-i1000-s42`
    public record Choice(RunFolder run, String map, String words) {}

    private final WorkbenchModel model;
    private final PointMapModel first;
    private final PointMapModel map = new PointMapModel();
    private final Quantities quantities;
    private final NeighbourFinder neighbours;
    private final ObservableList<Choice> choices = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Choice> shown = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private Optional<MapLink> link = Optional.empty();

    SecondMap(WorkbenchModel model, PointMapModel first, Messages words) {
        this.model = model;
        this.first = first;
        this.quantities = new Quantities(words.locale());
        this.neighbours = new NeighbourFinder(model, map, this::run, Optional::empty, words);
        shown.subscribe(this::show);
    }

    private @Nullable RunFolder run() {
        Choice choice = shown.get();
        return choice == null ? null : choice.run();
    }

    /// Opens it with a map of another run, if there is one, else with another map of this run.
    ///
    /// @param mapName of the first map
    public void open(String mapName) {
        RunFolder own = model.selectedRun();
        List<RunEntry> runs = List.copyOf(model.runs());
        model.executor().quietly(() -> all(runs), found -> {
            choices.setAll(found);
            open.set(true);
            link = link.or(() -> Optional.of(new MapLink(first, map)));
            shown.set(found.stream().filter(choice -> !choice.run().equals(own) && choice.map().equals(mapName)).findFirst()
                    .or(() -> found.stream().filter(choice -> !choice.run().equals(own)).reduce((before, last) -> last))
                    .or(() -> found.stream().filter(choice -> !choice.map().equals(mapName)).findFirst())
                    .or(() -> found.stream().findFirst())
                    .orElse(null));
        });
    }

    private List<Choice> all(List<RunEntry> runs) {
        List<Choice> found = new ArrayList<>();
        for (RunEntry run : runs) {
            String of = run.experiment() + " · " + quantities.localTime(run.created());
            run.folder().maps().forEach(map -> found.add(new Choice(run.folder(), map, of + " · " + map)));
        }
        return found;
    }

    private void show(@Nullable Choice choice) {
        if (choice == null) {
            map.clear();
            return;
        }
        model.executor().quietly(() -> PointMapModel.ready(choice.run().map(choice.map())), ready -> {
            if (choice.equals(shown.get())) {
                map.show(ready);
            }
        });
    }

    public void close() {
        link.ifPresent(MapLink::release);
        link = Optional.empty();
        open.set(false);
        shown.set(null);
    }

    public PointMapModel map() {
        return map;
    }

    public NeighbourFinder neighbours() {
        return neighbours;
    }

    /// Maps of all runs.
    public ObservableList<Choice> choices() {
        return choices;
    }

    public ObjectProperty<@Nullable Choice> shownProperty() {
        return shown;
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }
}
