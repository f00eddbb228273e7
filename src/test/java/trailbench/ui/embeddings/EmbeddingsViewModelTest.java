package trailbench.ui.embeddings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.embedding.MapOptions;
import trailbench.embedding.MapOptions.Method;
import trailbench.embedding.MapWatcher;
import trailbench.embedding.Neighbours;
import trailbench.embedding.PointMap;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.ui.chart.MapSelection;
import trailbench.ui.chart.PointMapModel;
import trailbench.ui.chart.PointMapModel.Near;
import trailbench.ui.chart.PointSet;
import trailbench.ui.chart.Sight;
import trailbench.ui.chart.SyntheticMap;
import trailbench.ui.embeddings.EmbeddingsViewModel.Stage;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;
import trailbench.work.Progress;

class EmbeddingsViewModelTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeProject project = new FakeProject(Path.of("shop"), "Shop", false);
    private final FakeProject.FakeRun run = new FakeProject.FakeRun("2026-03-01-gru-next", FakeShop.experiment("gru-next"));
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final PointMap shop = SyntheticMap.of(200, 1);
    private boolean noVectors;
    private final FakeWorkbench workbench = new FakeWorkbench() {
        @Override
        public PointMap map(Project project, RunFolder run, MapOptions options, Progress progress) {
            asked.add("map " + options.method() + " " + options.points());
            PointMap made = SyntheticMap.of(options.points(), options.method().ordinal());
            ((FakeProject.FakeRun) run).maps.put(options.method() + "-" + options.points(), made);
            return made;
        }

        @Override
        public PointMap map(Project project, RunFolder run, MapOptions options, MapWatcher watcher, Progress progress) {
            move(watcher, SyntheticMap.of(options.points(), options.method().ordinal()));
            return map(project, run, options, progress);
        }

        @Override
        public PointMap map(Path vectors, Optional<Path> ids, MapOptions options, MapWatcher watcher, Progress progress) {
            asked.add("vectors " + vectors);
            return shop;
        }

        @Override
        public List<Neighbour> neighbours(Path vectors, String id, int k, Neighbours.Measure measure) {
            return List.of(new Neighbour(shop.ids().get(9), shop.titles().get(9), 0.5, 1));
        }

        @Override
        public List<Neighbour> neighbours(Project project, RunFolder run, String itemId, int k, Neighbours.Measure measure) {
            Fault.require(!noVectors, "%s has no vectors", run.id());
            return List.of(new Neighbour(shop.ids().get(5), shop.titles().get(5), 0.91, 0.4), new Neighbour("elsewhere", "Not on the map", 0.88, 0.5));
        }
    };
    private final WorkbenchModel model =
            new WorkbenchModel(workbench, projects, FxExecutor.direct(dialogs::fault), dialogs, Settings.inMemory());

    private final List<Float> seen = new ArrayList<>();
    private Optional<EmbeddingsViewModel> room = Optional.empty();

    /// Lets the points go to 1,000 and on to 2,000 and looks where the room shows the third.
    private void move(MapWatcher watcher, PointMap draft) {
        watcher.begun(draft);
        for (float place : new float[] {1_000, 2_000}) {
            float[] x = new float[draft.size()];
            Arrays.fill(x, place);
            watcher.moved((int) place, x, x);
            room.ifPresent(shown -> {
                seen.add(shown.map().mapProperty().get().x()[2]);
                shown.map().selectedProperty().set(2);
            });
        }
        room.ifPresent(shown -> assertEquals(2, shown.map().selectedProperty().get()));
    }

    private EmbeddingsViewModel open() {
        project.runs.add(run);
        projects.known.add(project);
        model.desk().open(Path.of("shop"));
        return new EmbeddingsViewModel(model, Messages.of(EmbeddingsViewModel.class, Locale.ENGLISH));
    }

    @Test
    void newestMapOfTheRunIsShown() {
        run.maps.put("pca", SyntheticMap.of(50, 3));
        run.maps.put("tsne", shop);
        EmbeddingsViewModel room = open();
        assertEquals(Stage.MAP, room.stageProperty().get());
        assertEquals("tsne", room.shownMapProperty().get());
        assertEquals(200, room.map().mapProperty().get().size());
        room.open("pca");
        assertEquals(50, room.map().mapProperty().get().size());
    }

    @Test
    void firstMapOfARunBeginsWithPca() {
        EmbeddingsViewModel room = open();
        assertEquals(Stage.NO_MAP, room.stageProperty().get());
        assertTrue(room.formShownProperty().get());
        room.form().pointsProperty().set(300);
        room.makeMap();
        assertEquals(List.of("map PCA 300", "map TSNE 300"), workbench.asked);
        assertEquals(List.of("PCA-300", "TSNE-300"), room.maps());
        assertEquals("TSNE-300", room.shownMapProperty().get());
        assertEquals(Stage.MAP, room.stageProperty().get());
        workbench.asked.clear();
        room.form().methodProperty().set(Method.PCA);
        room.makeMap();
        assertEquals(List.of("map PCA 300"), workbench.asked);
    }

    @Test
    void pointsAreShownWhileTheyMoveAndWhatIsSelectedStays() {
        run.maps.put("tsne", shop);
        room = Optional.of(open());
        room.get().makeMap();
        assertEquals(List.of(1_000f, 2_000f), seen);
        assertEquals("TSNE-2000", room.get().shownMapProperty().get());
    }

    @Test
    void vectorsThatWereTrainedElsewhereAreMappedAndAsked() {
        run.maps.put("pca", SyntheticMap.of(50, 3));
        EmbeddingsViewModel opened = open();
        opened.openVectors(Path.of("glove.txt"));
        assertEquals(List.of("vectors glove.txt"), workbench.asked);
        assertEquals("glove.txt", opened.shownMapProperty().get());
        assertEquals(200, opened.map().mapProperty().get().size());
        opened.look();
        assertEquals("glove.txt", opened.shownMapProperty().get());
        opened.map().selectedProperty().set(0);
        assertEquals(9, opened.map().neighboursProperty().get().getFirst().point());
        opened.open("pca");
        assertEquals(50, opened.map().mapProperty().get().size());
        opened.map().selectedProperty().set(0);
        assertEquals(0.91, opened.map().neighboursProperty().get().getFirst().cosine());
    }

    @Test
    void perplexityThatItemsCannotBearIsRefusedWithTheReason() {
        EmbeddingsViewModel room = open();
        room.form().pointsProperty().set(60);
        assertTrue(room.form().problemBinding().get().startsWith("Perplexity 30 needs more than 60 items"), room.form().problemBinding().get());
        room.makeMap();
        assertEquals(List.of(), workbench.asked);
        room.form().methodProperty().set(Method.PCA);
        assertEquals("", room.form().problemBinding().get());
    }

    @Test
    void selectedPointGetsItsNeighboursAndAClickOnOneGoesThere() {
        run.maps.put("tsne", shop);
        EmbeddingsViewModel room = open();
        room.map().selectedProperty().set(0);
        List<Near> found = room.map().neighboursProperty().get();
        assertEquals(5, found.getFirst().point());
        assertEquals(PointMapModel.NONE, found.getLast().point());
        assertEquals(5, room.goTo(found.getFirst()).orElseThrow());
        assertEquals(5, room.map().selectedProperty().get());
        assertTrue(room.goTo(found.getLast()).isEmpty());
    }

    @Test
    void faultOfNeighboursIsToldInThePanel() {
        noVectors = true;
        run.maps.put("tsne", shop);
        EmbeddingsViewModel room = open();
        room.map().selectedProperty().set(0);
        assertEquals("2026-03-01-gru-next has no vectors", room.neighbours().sayProperty().get());
        assertEquals(0, dialogs.faults.size());
        room.map().selectedProperty().set(PointMapModel.NONE);
        assertEquals("", room.neighbours().sayProperty().get());
    }

    @Test
    void lookingAgainKeepsTheMapOnScreen() {
        run.maps.put("tsne", shop);
        EmbeddingsViewModel room = open();
        room.map().selectedProperty().set(7);
        run.maps.put("another", SyntheticMap.of(20, 1));
        room.look();
        assertEquals("tsne", room.shownMapProperty().get());
        assertEquals(7, room.map().selectedProperty().get());
        assertEquals(List.of("tsne", "another"), room.maps());
    }

    @Test
    void bookmarkBringsBackSightColoursSelectionAndQuery() {
        run.maps.put("pca", SyntheticMap.of(50, 3));
        run.maps.put("tsne", shop);
        EmbeddingsViewModel room = open();
        room.map().colourByProperty().set("category");
        room.map().toggle(1);
        room.map().selection().choose(PointSet.of(4, 9), MapSelection.Mode.REPLACE);
        room.map().queryProperty().set("retrospot");
        Sight sight = new Sight(3, -2, 4, 10, 7.5);
        dialogs.answers.add("Retrospot");
        room.keepBookmark(sight);
        room.open("pca");
        room.map().queryProperty().set("");
        room.open(room.bookmarks().bookmarks().getFirst());
        assertEquals("tsne", room.shownMapProperty().get());
        assertEquals(sight, room.sightProperty().get());
        assertEquals(PointSet.of(4, 9), room.map().selection().chosen());
        assertEquals(Set.of(1), room.map().hiddenEntries());
        assertEquals("retrospot", room.map().queryProperty().get());
        assertEquals("Retrospot", run.bookmarks.bookmarks().getFirst().name());
        room.bookmarks().forget(room.bookmarks().bookmarks().getFirst());
        assertEquals(List.of(), run.bookmarks.bookmarks());
    }

    @Test
    void bookmarkOfAMapThatIsGoneSaysSo() {
        run.maps.put("tsne", shop);
        EmbeddingsViewModel room = open();
        dialogs.answers.add("Here");
        room.bookmarks().keep("tsne-that-was", new Sight(0, 0, 1, 1, 1));
        room.open(room.bookmarks().bookmarks().getFirst());
        assertTrue(dialogs.faults.getFirst().getMessage().startsWith("The map tsne-that-was of the bookmark \"Here\""), dialogs.faults.toString());
    }

    @Test
    void pointsGoOutWithTheirIdsAndTheSelection(@TempDir Path folder) throws IOException {
        run.maps.put("tsne", shop);
        EmbeddingsViewModel room = open();
        room.map().selection().choose(PointSet.of(1), MapSelection.Mode.REPLACE);
        Path file = folder.resolve("points.csv");
        dialogs.answers.add(file);
        room.export("csv", (ending, picture) -> {});
        List<String> lines = Files.readAllLines(file);
        assertEquals(201, lines.size());
        assertTrue(lines.get(2).startsWith(shop.ids().get(1) + ","), lines.get(2));
        assertEquals(1, lines.stream().filter(line -> line.contains(",1,")).filter(line -> line.startsWith(shop.ids().get(1))).count());
    }

    @Test
    void pointsAreLaidOutBetweenTwoSelections() {
        run.maps.put("tsne", shop);
        EmbeddingsViewModel room = open();
        room.map().selection().choose(PointSet.of(0), MapSelection.Mode.REPLACE);
        room.axes().takeFrom();
        room.map().selection().choose(PointSet.of(3), MapSelection.Mode.REPLACE);
        room.axes().takeTo();
        room.layOutAxes();
        assertEquals(List.of("axes tsne from [" + shop.ids().getFirst() + "] to [" + shop.ids().get(3) + "]"), workbench.asked);
    }

    @Test
    void secondMapComesFromAnotherRunAndIsTied() {
        run.maps.put("tsne", shop);
        FakeProject.FakeRun other = new FakeProject.FakeRun("2026-03-02-lstm", FakeShop.experiment("lstm"));
        other.maps.put("tsne", SyntheticMap.of(150, 1));
        project.runs.add(other);
        EmbeddingsViewModel room = open();
        room.second().open(room.shownMapProperty().get());
        assertTrue(room.second().openProperty().get());
        boolean own = room.second().shownProperty().get().run().id().equals(model.selectedRun().id());
        assertFalse(own, "the second map is of the same run");
        room.map().selection().choose(PointSet.of(4), MapSelection.Mode.REPLACE);
        assertEquals(PointSet.of(4), room.second().map().selection().chosen());
        room.second().close();
        assertFalse(room.second().openProperty().get());
    }

    @Test
    void everyWordIsThereInBothLanguages() {
        Messages english = Messages.of(EmbeddingsViewModel.class, Locale.ENGLISH);
        Messages chinese = Messages.of(EmbeddingsViewModel.class, Locale.SIMPLIFIED_CHINESE);
        assertEquals(english.bundle().keySet(), chinese.bundle().keySet());
        assertEquals(
                Messages.of(PointMapModel.class, Locale.ENGLISH).bundle().keySet(),
                Messages.of(PointMapModel.class, Locale.SIMPLIFIED_CHINESE).bundle().keySet());
    }
}
