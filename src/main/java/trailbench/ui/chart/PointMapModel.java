package trailbench.ui.chart;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/// What a point map shows and what the user picked: colours and sizes, hidden entries of the legend, search, selection, one picked point and
/// its neighbours.
///
/// [PointMapView], [MapLegend] and [MapSearchBox] are three views of one such model. No toolkit is needed.
public final class PointMapModel {
    /// No point is selected.
    public static final int NONE = -1;

    private static final int FEWEST_FAR = 30;

    static final PointMap EMPTY =
            new PointMap(new MapMethod.Pca(0, 0), 0, List.of(), List.of(), new float[0], new float[0], Map.of(PointCloud.POPULARITY, List.of()));

    private final ReadOnlyObjectWrapper<PointMap> map = new ReadOnlyObjectWrapper<>(EMPTY);
    private final ReadOnlyObjectWrapper<Colouring> colouring =
            new ReadOnlyObjectWrapper<>(Colouring.of(PointCloud.POPULARITY, List.of()));
    private final ReadOnlyObjectWrapper<Matches> matches = new ReadOnlyObjectWrapper<>(Matches.NONE);
    private final ObservableList<String> columns = FXCollections.observableArrayList();
    private final StringProperty colourBy = new SimpleStringProperty(PointCloud.POPULARITY);
    private final ObservableList<String> sizeColumns = FXCollections.observableArrayList();
    private final StringProperty sizeBy = new SimpleStringProperty(PointCloud.POPULARITY);
    private final BooleanProperty contours = new SimpleBooleanProperty();
    private final BooleanProperty names = new SimpleBooleanProperty(true);
    private final MapSelection selection = new MapSelection();
    private final ObservableSet<Integer> hiddenEntries = FXCollections.observableSet();
    private final StringProperty query = new SimpleStringProperty("");
    private final BooleanProperty regex = new SimpleBooleanProperty();
    private final IntegerProperty selected = new SimpleIntegerProperty(NONE);
    private final ObjectProperty<List<Near>> neighbours = new SimpleObjectProperty<>(List.of());
    private PointCloud cloud = PointCloud.of(EMPTY);
    private MapSearch search = new MapSearch(cloud);
    private boolean showing;

    public PointMapModel() {
        colourBy.subscribe(this::colour);
        query.subscribe(this::search);
        regex.subscribe(this::search);
        selected.subscribe(point -> neighbours.set(List.of()));
    }

    /// A neighbour in the space that the map was made from.
    ///
    /// @param point    its number on this map, or [#NONE] if it is not on it
    /// @param cosine   in [-1, 1]
    /// @param distance Euclid's, between the vectors as they were learnt
    /// @param torn     true if the map shows it far away all the same
    public record Near(int point, String id, String title, double cosine, double distance, boolean torn) {}

    /// A map with all that takes time worked out: its order, its grid, its texts to search.
    public static final class Ready {
        private final PointCloud cloud;
        private final MapSearch search;
        private final List<String> sizeColumns;

        private Ready(PointMap map) {
            cloud = PointCloud.of(map);
            search = new MapSearch(cloud);
            sizeColumns = PointSizes.columns(cloud);
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
        showing = true;
        selected.set(NONE);
        cloud = next.cloud;
        search = next.search;
        String wanted = colourBy.get();
        columns.setAll(shown.columns().keySet().stream()
                .sorted((a, b) -> Boolean.compare(b.equals(PointCloud.POPULARITY), a.equals(PointCloud.POPULARITY)))
                .toList());
        colourBy.set(columns.contains(wanted) ? wanted : PointCloud.POPULARITY);
        sizeColumns.setAll(next.sizeColumns);
        sizeBy.set(sizeBy.get().isEmpty() || sizeColumns.contains(sizeBy.get()) ? sizeBy.get() : PointCloud.POPULARITY);
        selection.forget();
        colour();
        search();
        showing = false;
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

    /// Takes over another map's colours.
    void colourLike(Colouring other) {
        colouring.set(other);
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

    /// True for a point that neither the legend nor an isolated selection hides.
    public boolean shown(int point) {
        return !hiddenEntries.contains(colouring.get().entryOf()[point]) && selection.stateProperty().get().shows(point);
    }

    /// Selects the shown points inside an outline.
    ///
    /// @param outline corners in units of the map: x and y by turns
    public void choose(double[] outline, MapSelection.Mode mode) {
        selection.choose(PointSet.of(cloud.grid().inside(outline, this::shown)), mode);
    }

    /// Selects what the search found, as far as it is shown.
    public void chooseMatches() {
        selection.choose(PointSet.of(matches.get().points()).where(this::shown), MapSelection.Mode.REPLACE);
    }

    /// Selects all points that are shown.
    public void chooseAll() {
        selection.choose(PointSet.of(IntStream.range(0, cloud.size()).filter(this::shown).toArray()), MapSelection.Mode.REPLACE);
    }

    /// Points of a set, the most popular first.
    public int[] popularFirst(PointSet points) {
        int[] found = new int[points.size()];
        int[] order = cloud.order();
        int count = 0;
        for (int i = order.length - 1; i >= 0 && count < found.length; i--) {
            if (points.contains(order[i])) {
                found[count++] = order[i];
            }
        }
        return found;
    }

    /// The column in which a point that was found answers the query, with its value; empty if title or id do.
    public Optional<Map.Entry<String, String>> whereFound(int point) {
        return search.where(point, query.get(), regex.get());
    }

    /// True if the map shows two points far from each other: more than a twentieth of its points, and more than 30, lie nearer to the first.
    public boolean farApart(int point, int other) {
        double least = squaredDistance(point, other);
        int nearer = 0;
        for (int i = 0; i < cloud.size(); i++) {
            nearer += i != point && squaredDistance(point, i) < least ? 1 : 0;
        }
        return nearer > Math.max(FEWEST_FAR, cloud.size() / 20);
    }

    private double squaredDistance(int a, int b) {
        double right = cloud.x()[a] - cloud.x()[b];
        double up = cloud.y()[a] - cloud.y()[b];
        return right * right + up * up;
    }

    /// The nearest shown point in a direction, for whoever walks from point to point by keys; the point itself if there is none.
    ///
    /// @param right -1, 0 or 1
    /// @param up    -1, 0 or 1
    public int next(int from, int right, int up) {
        int best = from;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < cloud.size(); i++) {
            double dx = cloud.x()[i] - cloud.x()[from];
            double dy = cloud.y()[i] - cloud.y()[from];
            double along = dx * right + dy * up;
            double aside = Math.abs(dx * up) + Math.abs(dy * right);
            double length = along + 2 * aside;
            if (i != from && along > aside / 2 && length < least && shown(i)) {
                least = length;
                best = i;
            }
        }
        return best;
    }

    /// How large each point is, `[N]` in [0, 1].
    float[] weights() {
        return PointSizes.of(cloud, sizeBy.get());
    }

    /// How each point is drawn, as [PointPainter] names it.
    byte[] styles() {
        byte[] styles = new byte[cloud.size()];
        MapSelection.State picked = selection.stateProperty().get();
        boolean searching = !query.get().isBlank() && matches.get().problem().isEmpty();
        boolean choosing = !picked.chosen().isEmpty();
        boolean[] hidden = new boolean[colouring.get().entries().size()];
        hiddenEntries.forEach(entry -> hidden[entry] = true);
        int[] entryOf = colouring.get().entryOf();
        for (int point = 0; point < styles.length; point++) {
            if (hidden[entryOf[point]] || !picked.shows(point)) {
                styles[point] = PointPainter.HIDDEN;
            } else if (choosing && picked.chosen().contains(point)) {
                styles[point] = searching ? PointPainter.SHOWN : PointPainter.MATCH;
            } else {
                styles[point] = searching || choosing ? PointPainter.FAINT : PointPainter.SHOWN;
            }
        }
        for (int point : matches.get().points()) {
            if (styles[point] != PointPainter.HIDDEN) {
                styles[point] = PointPainter.MATCH;
            }
        }
        return styles;
    }

    /// The points of items, as far as they are on this map.
    public PointSet points(Collection<String> ids) {
        Set<String> wanted = Set.copyOf(ids);
        return PointSet.of(IntStream.range(0, cloud.size()).filter(point -> wanted.contains(cloud.map().ids().get(point))).toArray());
    }

    /// The ids of points, by rising number.
    public List<String> ids(PointSet points) {
        return Arrays.stream(points.points()).mapToObj(cloud.map().ids()::get).toList();
    }

    /// The point of an item, or [#NONE].
    public int point(String id) {
        return map.get().ids().indexOf(id);
    }

    /// True while another map is being put in place: what is let go then, nobody has let go.
    boolean showing() {
        return showing;
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

    /// Names of the columns to size by: those that are scales, popularity first.
    public ObservableList<String> sizeColumns() {
        return sizeColumns;
    }

    /// The column that says how large points are; empty if they are all alike.
    public StringProperty sizeByProperty() {
        return sizeBy;
    }

    /// True while lines of equal density are drawn.
    public BooleanProperty contoursProperty() {
        return contours;
    }

    /// True while important points have names.
    public BooleanProperty namesProperty() {
        return names;
    }

    public MapSelection selection() {
        return selection;
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

    /// The number of the picked point, or [#NONE]: one that is looked at closely, whether it is among the selected ones or not.
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
