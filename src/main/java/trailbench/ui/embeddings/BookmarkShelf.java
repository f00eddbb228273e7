package trailbench.ui.embeddings;

import java.util.List;
import java.util.TreeSet;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import trailbench.project.MapBookmark;
import trailbench.project.MapBookmarks;
import trailbench.project.RunFolder;
import trailbench.ui.chart.MapSelection;
import trailbench.ui.chart.PointMapModel;
import trailbench.ui.chart.Sight;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.WorkbenchModel;

/// The bookmarks of the selected run: keeps what the map shows under a name, in the run's folder, and shows it again.
public final class BookmarkShelf {
    private final WorkbenchModel model;
    private final PointMapModel map;
    private final Messages words;
    private final ObservableList<MapBookmark> bookmarks = FXCollections.observableArrayList();
    private final ObservableList<MapBookmark> view = FXCollections.unmodifiableObservableList(bookmarks);

    BookmarkShelf(WorkbenchModel model, PointMapModel map, Messages words) {
        this.model = model;
        this.map = map;
        this.words = words;
    }

    /// Reads the selected run's bookmarks again.
    void look() {
        RunFolder run = model.selectedRun();
        if (run == null) {
            bookmarks.clear();
        } else {
            model.executor().quietly(run::bookmarks, kept -> {
                if (run.equals(model.selectedRun())) {
                    bookmarks.setAll(kept.bookmarks());
                }
            });
        }
    }

    /// Asks for a name and keeps what is shown; a bookmark of the same name is replaced.
    ///
    /// @param mapName of the map on screen
    public void keep(String mapName, Sight sight) {
        String proposed = words.text("bookmark.proposed", bookmarks.size() + 1);
        model.dialogs().ask(words.text("bookmark.keep"), words.text("bookmark.name"), proposed).map(String::strip).filter(name -> !name.isEmpty()).ifPresent(name -> {
            MapBookmark kept = new MapBookmark(
                    name, mapName, new MapBookmark.Sight(sight.x(), sight.y(), sight.zoom(), sight.across(), sight.down()),
                    map.colourByProperty().get(), map.sizeByProperty().get(), List.copyOf(new TreeSet<>(map.hiddenEntries())),
                    map.ids(map.selection().chosen()), map.ids(map.selection().stateProperty().get().alone()), pickedId(),
                    map.queryProperty().get(), map.regexProperty().get(), map.contoursProperty().get(), map.namesProperty().get());
            change(before -> before.with(kept));
        });
    }

    private String pickedId() {
        int picked = map.selectedProperty().get();
        return picked == PointMapModel.NONE ? "" : map.mapProperty().get().ids().get(picked);
    }

    /// Forgets one.
    public void forget(MapBookmark kept) {
        change(before -> before.without(kept.name()));
    }

    private void change(java.util.function.UnaryOperator<MapBookmarks> change) {
        RunFolder shown = model.selectedRun();
        if (shown == null) {
            return;
        }
        model.requireWritable(words.text("bookmark.purpose"), project -> {
            RunFolder run = project.run(shown.id());
            model.executor().quietly(() -> {
                MapBookmarks now = change.apply(run.bookmarks());
                run.keep(now);
                return now;
            }, now -> bookmarks.setAll(now.bookmarks()));
        });
    }

    /// Colours, hides, selects and looks for what a bookmark of this map says.
    void recall(MapBookmark kept) {
        if (map.columns().contains(kept.colourBy())) {
            map.colourByProperty().set(kept.colourBy());
        }
        if (kept.sizeBy().isEmpty() || map.sizeColumns().contains(kept.sizeBy())) {
            map.sizeByProperty().set(kept.sizeBy());
        }
        map.hiddenEntries().clear();
        map.hiddenEntries().addAll(kept.hidden());
        map.queryProperty().set(kept.query());
        map.regexProperty().set(kept.regex());
        map.contoursProperty().set(kept.contours());
        map.namesProperty().set(kept.names());
        map.selection().go(new MapSelection.State(map.points(kept.selected()), map.points(kept.alone())));
        map.selectedProperty().set(kept.picked().isEmpty() ? PointMapModel.NONE : map.point(kept.picked()));
    }

    /// In the order they were kept.
    public ObservableList<MapBookmark> bookmarks() {
        return view;
    }
}
