package trailbench.ui.embeddings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.embedding.MapOptions;
import trailbench.embedding.MapOptions.Method;
import trailbench.embedding.MapWatcher;
import trailbench.embedding.PointMap;
import trailbench.embedding.PointTable;
import trailbench.format.AtomicFile;
import trailbench.project.MapBookmark;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.ui.chart.PointMapModel;
import trailbench.ui.chart.PointMapModel.Near;
import trailbench.ui.chart.PointSet;
import trailbench.ui.chart.Sight;
import trailbench.ui.fx.Dialogs;
import trailbench.ui.fx.Job;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Decides what the room Embeddings shows of the selected run.
public final class EmbeddingsViewModel {
    /// Where the selected run stands on its way to a map.
    public enum Stage {
        NO_RUN,
        NO_CHECKPOINT,
        NO_MAP,
        MAP
    }

    private final WorkbenchModel model;
    private final Messages words;
    private final Quantities quantities;
    private final MapForm form;
    private final EpochsViewModel epochs;
    private final PointMapModel map = new PointMapModel();
    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.NO_RUN);
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final ObservableList<String> maps = FXCollections.observableArrayList();
    private final ObservableList<String> mapsView = FXCollections.unmodifiableObservableList(maps);
    private final ReadOnlyStringWrapper shownMap = new ReadOnlyStringWrapper("");
    private final BooleanProperty formShown = new SimpleBooleanProperty();
    private final NeighbourFinder neighbours;
    private final BookmarkShelf bookmarks;
    private final SecondMap second;
    private final AxisEnds axes;
    private final ReadOnlyObjectWrapper<@Nullable Sight> sight = new ReadOnlyObjectWrapper<>();
    private final Map<String, Job> jobs = new HashMap<>();
    private final Subscription subscription;
    private String shownRun = "";
    /// The file whose vectors are on screen instead of a run's, or null.
    private @Nullable Path foreign;

    public EmbeddingsViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        this.form = new MapForm(words);
        this.epochs = new EpochsViewModel(model, words);
        this.neighbours = new NeighbourFinder(model, map, model::selectedRun, () -> Optional.ofNullable(foreign), words);
        this.bookmarks = new BookmarkShelf(model, map, words);
        this.second = new SecondMap(model, map, words);
        this.axes = new AxisEnds(model, map, words);
        subscription = Subscription.combine(
                model.selectedRunProperty().subscribe(run -> {
                    foreign = null;
                    axes.forget();
                    look();
                }),
                model.runs().subscribe(this::lookForFirstCheckpoint));
    }

    /// Drops the subscriptions to the shared model.
    public void release() {
        second.close();
        subscription.unsubscribe();
        epochs.release();
    }

    private record Seen(boolean checkpoint, List<String> maps) {}

    /// Reads the selected run's list of maps again and shows its newest, unless one of them is on screen.
    public void look() {
        if (foreign != null) {
            return;
        }
        RunFolder run = model.selectedRun();
        job.set(run == null ? null : jobs.get(run.id()));
        if (run == null) {
            shownRun = "";
            forget(Stage.NO_RUN);
            return;
        }
        model.executor().quietly(() -> new Seen(run.hasCheckpoint(), run.maps()), seen -> {
            if (isSelected(run)) {
                take(run, seen);
            }
        });
    }

    private void take(RunFolder run, Seen seen) {
        boolean sameRun = shownRun.equals(run.id());
        shownRun = run.id();
        if (seen.maps().isEmpty()) {
            forget(seen.checkpoint() ? Stage.NO_MAP : Stage.NO_CHECKPOINT);
        } else {
            maps.setAll(seen.maps());
            if (!sameRun || !seen.maps().contains(shownMap.get())) {
                open(seen.maps().getLast());
            }
        }
    }

    /// A run that goes on has no vectors until its first checkpoint.
    private void lookForFirstCheckpoint() {
        if (stage.get() == Stage.NO_CHECKPOINT) {
            look();
        }
    }

    private void forget(Stage left) {
        maps.clear();
        shownMap.set("");
        map.clear();
        formShown.set(left == Stage.NO_MAP);
        stage.set(left);
    }

    private boolean isSelected(RunFolder run) {
        RunFolder selected = model.selectedRun();
        return selected != null && selected.id().equals(run.id());
    }

    /// Shows one of the run's maps.
    public void open(String name) {
        RunFolder run = model.selectedRun();
        if (run != null && maps.contains(name) && !name.equals(shownMap.get())) {
            foreign = null;
            shownMap.set(name);
            model.executor().quietly(() -> PointMapModel.ready(run.map(name)), found -> {
                if (isSelected(run) && shownMap.get().equals(name)) {
                    show(found);
                }
            });
        }
    }

    private void show(PointMapModel.Ready found) {
        map.show(found);
        bookmarks.look();
        formShown.set(false);
        stage.set(Stage.MAP);
    }

    /// Makes the map that the form asks for, in the background. The first map of a run is preceded by PCA's, which takes a moment, so
    /// that there is something to look at while t-SNE works.
    public void makeMap() {
        RunFolder run = model.selectedRun();
        if (run == null || jobs.containsKey(run.id()) || !form.problemBinding().get().isEmpty()) {
            return;
        }
        MapOptions wanted = form.options();
        MapOptions quick = form.with(Method.PCA);
        boolean pcaFirst = maps.isEmpty() && wanted.method() == Method.TSNE;
        model.requireWritable(words.text("purpose"), project -> {
            RunFolder target = project.run(run.id());
            follow(run, model.executor().run(
                    words.text("job", words.text("method." + wanted.method().name().toLowerCase(Locale.ROOT))),
                    progress -> {
                        if (pcaFirst) {
                            Made first = make(project, target, quick, progress);
                            model.executor().later(() -> made(target, first));
                        }
                        return make(project, target, wanted, progress);
                    },
                    done -> made(target, done)));
        });
    }

    private record Made(PointMapModel.Ready map, List<String> names) {}

    private Made make(Project project, RunFolder target, MapOptions options, Progress progress) {
        PointMap made = model.workbench().map(project, target, options, new Moving(() -> isSelected(target) && foreign == null), progress);
        return new Made(PointMapModel.ready(made), target.maps());
    }

    /// Shows where the points are while a map is made; what comes while one picture is being drawn is left out.
    private final class Moving implements MapWatcher {
        private final BooleanSupplier wanted;
        private final AtomicBoolean drawing = new AtomicBoolean();
        private volatile @Nullable PointMap draft;

        /// @param wanted asked on the window's thread
        Moving(BooleanSupplier wanted) {
            this.wanted = wanted;
        }

        @Override
        public void begun(PointMap begun) {
            draft = begun;
        }

        @Override
        public void moved(int iteration, float[] x, float[] y) {
            PointMap points = draft;
            if (points != null && drawing.compareAndSet(false, true)) {
                PointMapModel.Ready now = PointMapModel.ready(points.at(x, y, points.making()));
                model.executor().later(() -> {
                    if (wanted.getAsBoolean()) {
                        map.move(now);
                        shownMap.set("");
                        stage.set(Stage.MAP);
                    }
                    drawing.set(false);
                });
            }
        }
    }

    /// Maps vectors that were trained elsewhere, as the form says, and shows them.
    public void openVectors(Path file) {
        MapOptions wanted = form.options();
        RunFolder before = model.selectedRun();
        Job started = model.executor().run(
                words.text("vectors.job", file.getFileName().toString()),
                progress -> PointMapModel.ready(model.workbench().map(
                        file, Optional.empty(), wanted, new Moving(() -> model.selectedRun() == before), progress)),
                ready -> {
                    if (model.selectedRun() == before) {
                        foreign = file;
                        shownMap.set(file.getFileName().toString());
                        show(ready);
                    }
                });
        if (started.stateProperty().get() == Job.State.RUNNING) {
            job.set(started);
            started.whenEnded(() -> job.set(null));
        }
    }

    private void made(RunFolder run, Made made) {
        if (isSelected(run) && foreign == null) {
            shownRun = run.id();
            maps.setAll(made.names());
            shownMap.set(made.names().isEmpty() ? "" : made.names().getLast());
            show(made.map());
        }
    }

    private void follow(RunFolder run, Job started) {
        if (started.stateProperty().get() == Job.State.RUNNING) {
            jobs.put(run.id(), started);
            job.set(started);
            started.stateProperty().subscribe(state -> {
                if (state != Job.State.RUNNING) {
                    jobs.remove(run.id());
                    job.set(isSelected(run) ? null : job.get());
                }
            });
        }
    }

    /// Goes to a neighbour, if it is on this map.
    public Optional<Integer> goTo(Near near) {
        if (near.point() == PointMapModel.NONE) {
            return Optional.empty();
        }
        map.selectedProperty().set(near.point());
        return Optional.of(near.point());
    }

    public void goToTrain() {
        model.placeProperty().set(Place.TRAIN);
    }

    public EpochsViewModel epochs() {
        return epochs;
    }

    public PointMapModel map() {
        return map;
    }

    public NeighbourFinder neighbours() {
        return neighbours;
    }

    public BookmarkShelf bookmarks() {
        return bookmarks;
    }

    public AxisEnds axes() {
        return axes;
    }

    /// Lays the points of the map on screen out between the two groups that were taken, and shows that.
    public void layOutAxes() {
        RunFolder run = model.selectedRun();
        String of = shownMap.get();
        if (run == null || !maps.contains(of)) {
            model.executor().fault(new Fault.Request("This map is not kept in a run, so its points cannot be laid out anew. Open one of the run's maps."));
            return;
        }
        axes.layOut(run, of, ready -> {
            if (isSelected(run)) {
                List<String> names = run.maps();
                boolean kept = !names.equals(maps);
                maps.setAll(names);
                shownMap.set(kept ? names.getLast() : "");
                show(ready);
            }
        });
    }

    public SecondMap second() {
        return second;
    }

    /// The part of the map that the user asked to see, by a bookmark; the view goes there.
    public ReadOnlyObjectProperty<@Nullable Sight> sightProperty() {
        return sight.getReadOnlyProperty();
    }

    /// Keeps what is shown as a bookmark of the run.
    public void keepBookmark(Sight seen) {
        if (maps.contains(shownMap.get())) {
            bookmarks.keep(shownMap.get(), seen);
        } else {
            model.executor().fault(new Fault.Request("This map is not kept in a run, so no bookmark can lead back to it. Open one of the run's maps."));
        }
    }

    /// Shows what a bookmark kept, on its own map.
    public void open(MapBookmark kept) {
        RunFolder run = model.selectedRun();
        if (run == null) {
            return;
        }
        if (kept.map().equals(shownMap.get())) {
            recall(kept);
        } else if (maps.contains(kept.map())) {
            foreign = null;
            shownMap.set(kept.map());
            model.executor().quietly(() -> PointMapModel.ready(run.map(kept.map())), found -> {
                if (isSelected(run) && shownMap.get().equals(kept.map())) {
                    show(found);
                    recall(kept);
                }
            });
        } else {
            model.executor().fault(new Fault.Request("The map %s of the bookmark \"%s\" is not in the run any more. Make it again, or forget the bookmark.", kept.map(), kept.name()));
        }
    }

    private void recall(MapBookmark kept) {
        bookmarks.recall(kept);
        MapBookmark.Sight wanted = kept.sight();
        sight.set(null);
        sight.set(new Sight(wanted.x(), wanted.y(), wanted.zoom(), wanted.across(), wanted.down()));
    }

    /// Writes the map where the user says.
    ///
    /// @param ending  of the file's name: png, svg, csv or parquet
    /// @param picture draws what is in sight, on the window's thread; points are written as they are
    public void export(String ending, BiConsumer<String, Path> picture) {
        RunFolder run = model.selectedRun();
        String of = run == null || foreign != null ? "" : run.id() + "-";
        Dialogs.FileKind kind = new Dialogs.FileKind(words.text("export." + ending), List.of("*." + ending));
        model.dialogs().saveFile(words.text("export"), of + shownMap.get() + "." + ending, kind).ifPresent(file -> {
            if (ending.equals("csv") || ending.equals("parquet")) {
                PointMap written = map.mapProperty().get();
                PointSet chosen = map.selection().chosen();
                PointTable.Format format = PointTable.Format.valueOf(ending.toUpperCase(Locale.ROOT));
                model.executor().run(words.text("export.job", file.getFileName()), progress -> {
                    AtomicFile.replaceFile(file, aside -> PointTable.write(aside, format, written, chosen::contains));
                    return file;
                }, done -> {});
            } else {
                draw(ending, file, picture);
            }
        });
    }

    private void draw(String ending, Path file, BiConsumer<String, Path> picture) {
        try {
            picture.accept(ending, file);
        } catch (Fault fault) {
            model.executor().fault(fault);
        }
    }

    public MapForm form() {
        return form;
    }

    public Quantities quantities() {
        return quantities;
    }

    public ReadOnlyObjectProperty<Stage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    /// The map of the selected run that is being made, or null.
    public ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /// Names of the run's maps, newest last.
    public ObservableList<String> maps() {
        return mapsView;
    }

    /// Files of the run's maps, newest last.
    public List<String> mapFiles() {
        RunFolder run = model.selectedRun();
        return run == null ? List.of() : maps.stream().map(name -> run.path().toAbsolutePath().resolve("maps").resolve(name + ".parquet").toString()).toList();
    }

    /// The name of the map on screen; empty if there is none.
    public ReadOnlyStringProperty shownMapProperty() {
        return shownMap.getReadOnlyProperty();
    }

    /// True while the form for a new map stands in the side panel.
    public BooleanProperty formShownProperty() {
        return formShown;
    }
}
