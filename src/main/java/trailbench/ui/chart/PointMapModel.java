package trailbench.ui.chart;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import trailbench.embedding.MapMethod;
import trailbench.embedding.PointMap;

/// What a point map shows and what the user picked: colours, hidden entries of the legend, search, selection, neighbours.
///
/// [PointMapView], [MapLegend] and [MapSearchBox] are three views of one such model. No toolkit is needed.
public final class PointMapModel {
    /// No point is selected.
    public static final int NONE = -1;

    private static final PointMap EMPTY =
            new PointMap(new MapMethod.Pca(0, 0), 0, List.of(), List.of(), new float[0], new float[0], Map.of(PointCloud.POPULARITY, List.of()));

    private final ReadOnlyObjectWrapper<PointMap> map = new ReadOnlyObjectWrapper<>(EMPTY);
    private final ReadOnlyObjectWrapper<Colouring> colouring =
            new ReadOnlyObjectWrapper<>(Colouring.of(PointCloud.POPULARITY, List.of()));
    private final ReadOnlyObjectWrapper<Matches> matches = new ReadOnlyObjectWrapper<>(Matches.NONE);
    private final ObservableList<String> columns = FXCollections.observableArrayList();
    private final StringProperty colourBy = new SimpleStringProperty(PointCloud.POPULARITY);
    private final ObservableSet<Integer> hiddenEntries = FXCollections.observableSet();
    private final StringProperty query = new SimpleStringProperty("");
    private final BooleanProperty regex = new SimpleBooleanProperty();
    private final IntegerProperty selected = new SimpleIntegerProperty(NONE);
    private final ObjectProperty<List<Near>> neighbours = new SimpleObjectProperty<>(List.of());
    private PointCloud cloud = PointCloud.of(EMPTY);
    private MapSearch search = new MapSearch(cloud);

    public PointMapModel() {
        colourBy.subscribe(this::colour);
        query.subscribe(this::search);
        regex.subscribe(this::search);
        selected.subscribe(point -> neighbours.set(List.of()));
    }

    /// A neighbour in the space that the map was made from.
    ///
    /// @param point  its number on this map, or [#NONE] if it is not on it
    /// @param cosine in [-1, 1]
    public record Near(int point, String id, String title, double cosine) {}

    /// A map with all that takes time worked out: its order, its grid, its texts to search.
    public static final class Ready {
        private final PointCloud cloud;
        private final MapSearch search;

        private Ready(PointMap map) {
            cloud = PointCloud.of(map);
            search = new MapSearch(cloud);
        }
    }

    /// Readies a map on any thread; 100,000 points take some tenths of a second.
    public static Ready ready(PointMap map) {
        return new Ready(map);
    }

    /// As [#show(Ready)], at once.
    public void show(PointMap shown) {
        show(ready(shown));
    }

    /// Shows another map: nothing stays selected or hidden; colour and search stay as far as they go.
    public void show(Ready next) {
        PointMap shown = next.cloud.map();
        selected.set(NONE);
        cloud = next.cloud;
        search = next.search;
        String wanted = colourBy.get();
        columns.setAll(shown.columns().keySet().stream()
                .sorted((a, b) -> Boolean.compare(b.equals(PointCloud.POPULARITY), a.equals(PointCloud.POPULARITY)))
                .toList());
        colourBy.set(columns.contains(wanted) ? wanted : PointCloud.POPULARITY);
        colour();
        search();
        map.set(shown);
    }

    /// Moves the points of the map on screen: selection, colours, legend and search stay. Another map is shown as [#show(Ready)] does.
    public void move(Ready next) {
        PointMap moved = next.cloud.map();
        if (moved.ids().equals(map.get().ids()) && moved.columns().keySet().equals(map.get().columns().keySet())) {
            cloud = next.cloud;
            search = next.search;
            search();
            map.set(moved);
        } else {
            show(next);
        }
    }

    /// Shows nothing.
    public void clear() {
        show(EMPTY);
    }

    public boolean isEmpty() {
        return cloud.size() == 0;
    }

    private void colour() {
        hiddenEntries.clear();
        List<String> values = cloud.map().columns().getOrDefault(colourBy.get(), List.of());
        if (values.size() == cloud.size()) {
            colouring.set(Colouring.of(colourBy.get(), values));
        }
    }

    private void search() {
        matches.set(search.find(query.get(), regex.get()));
    }

    /// Shows or hides the points of one entry of the legend.
    public void toggle(int entry) {
        if (!hiddenEntries.remove(entry)) {
            hiddenEntries.add(entry);
        }
    }

    /// Leaves only this entry; all of them, if it was the only one.
    public void showOnly(int entry) {
        List<Integer> others = IntStream.range(0, colouring.get().entries().size())
                .filter(e -> e != entry)
                .boxed()
                .toList();
        boolean only = hiddenEntries.containsAll(others) && !hiddenEntries.contains(entry);
        hiddenEntries.clear();
        if (!only) {
            hiddenEntries.addAll(others);
        }
    }

    public boolean shown(int point) {
        return !hiddenEntries.contains(colouring.get().entryOf()[point]);
    }

    /// How each point is drawn, as [PointPainter] names it.
    byte[] styles() {
        byte[] styles = new byte[cloud.size()];
        boolean searching = !query.get().isBlank() && matches.get().problem().isEmpty();
        byte plain = searching ? PointPainter.FAINT : PointPainter.SHOWN;
        boolean[] hidden = new boolean[colouring.get().entries().size()];
        hiddenEntries.forEach(entry -> hidden[entry] = true);
        int[] entryOf = colouring.get().entryOf();
        for (int point = 0; point < styles.length; point++) {
            styles[point] = hidden[entryOf[point]] ? PointPainter.HIDDEN : plain;
        }
        for (int point : matches.get().points()) {
            if (styles[point] != PointPainter.HIDDEN) {
                styles[point] = PointPainter.MATCH;
            }
        }
        return styles;
    }

    /// The point of an item, or [#NONE].
    public int point(String id) {
        return map.get().ids().indexOf(id);
    }

    PointCloud cloud() {
        return cloud;
    }

    public ReadOnlyObjectProperty<PointMap> mapProperty() {
        return map.getReadOnlyProperty();
    }

    /// Names of the columns to colour by, popularity first.
    public ObservableList<String> columns() {
        return columns;
    }

    public StringProperty colourByProperty() {
        return colourBy;
    }

    public ReadOnlyObjectProperty<Colouring> colouringProperty() {
        return colouring.getReadOnlyProperty();
    }

    /// Numbers of the legend's entries whose points are not drawn.
    public ObservableSet<Integer> hiddenEntries() {
        return hiddenEntries;
    }

    public StringProperty queryProperty() {
        return query;
    }

    public BooleanProperty regexProperty() {
        return regex;
    }

    public ReadOnlyObjectProperty<Matches> matchesProperty() {
        return matches.getReadOnlyProperty();
    }

    /// The number of the selected point, or [#NONE].
    public IntegerProperty selectedProperty() {
        return selected;
    }

    /// Of the selected point; empty until whoever owns this model has looked them up.
    public ObjectProperty<List<Near>> neighboursProperty() {
        return neighbours;
    }

    /// What a search found.
    ///
    /// @param points  the most popular first
    /// @param problem why the expression could not be used; then nothing is found
    public record Matches(int[] points, Optional<Problem> problem) {
        static final Matches NONE = new Matches(new int[0], Optional.empty());
    }

    /// @param words where in a regular expression the mistake is; empty if the search took too long
    public record Problem(String words) {}
}
