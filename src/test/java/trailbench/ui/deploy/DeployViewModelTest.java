package trailbench.ui.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.ui.chart.PointMapModel;
import trailbench.ui.chart.SyntheticMap;
import trailbench.ui.deploy.DeployViewModel.Proof;
import trailbench.ui.deploy.DeployViewModel.Stage;
import trailbench.ui.deploy.ServerViewModel.State;
import trailbench.ui.shell.Place;
import trailbench.work.Fault;

class DeployViewModelTest {
    @TempDir
    private Path folder;

    private final List<Path> exported = new ArrayList<>();
    private DeployFixture shop;

    @BeforeEach
    void open() {
        shop = new DeployFixture(folder);
    }

    private DeployViewModel room() {
        return new DeployViewModel(shop.model, shop.words(Locale.ENGLISH), exported::add);
    }

    private static String fact(DeployViewModel room, String name) {
        return room.facts().stream().filter(fact -> fact.name().equals(name)).findFirst().orElseThrow().value();
    }

    @Test
    void theCardSaysWhatLeavesBeforeAnythingDoes() {
        DeployViewModel room = room();
        assertEquals(Stage.READY, room.stageProperty().get());
        assertEquals(Proof.NONE, room.proofProperty().get());
        assertEquals("the bundle holds no id of a user", fact(room, "Users"));
        assertTrue(fact(room, "Graph").contains(" → "), fact(room, "Graph"));
        assertTrue(fact(room, "Figures").startsWith("none: evaluate"), fact(room, "Figures"));
    }

    @Test
    void aRunWithoutCheckpointWaitsForItsFirst() {
        shop.run.checkpoint = false;
        DeployViewModel room = room();
        assertEquals(Stage.NO_CHECKPOINT, room.stageProperty().get());
        room.goToTrain();
        assertEquals(Place.TRAIN, shop.model.placeProperty().get());
        shop.run.checkpoint = true;
        room.look();
        assertEquals(Stage.READY, room.stageProperty().get());
        shop.model.selectRun(null);
        assertEquals(Stage.NO_RUN, room.stageProperty().get());
    }

    @Test
    void aBundleThatCannotBeReadIsNamedAndTheOthersAreFound() throws java.io.IOException {
        DeployViewModel room = room();
        room.export();
        assertEquals("", room.passedOverProperty().get());
        Files.writeString(folder.resolve("bundles/broken.trailbench-model"), "no zip");
        room.look();
        assertEquals(Proof.AGREES, room.proofProperty().get());
        String said = room.passedOverProperty().get();
        assertTrue(said.startsWith("A file in the folder for bundles cannot be read") && said.contains("broken.trailbench-model is damaged"), said);
    }

    @Test
    void aBundleThatWasCutOffIsNamedInTheLanguageOfTheWindow() throws java.io.IOException {
        DeployViewModel room = room();
        room.export();
        byte[] whole = Files.readAllBytes(folder.resolve("bundles/2026-03-01-gru-next.trailbench-model"));
        Path cut = Files.write(folder.resolve("bundles/cut.trailbench-model"), Arrays.copyOf(whole, whole.length / 2));
        DeployViewModel chinese = new DeployViewModel(shop.model, shop.words(Locale.SIMPLIFIED_CHINESE), exported::add);
        chinese.look();
        String said = chinese.passedOverProperty().get();
        assertTrue(said.contains(cut + " 已损坏或不完整，或不是模型包："), said);
        assertTrue(said.endsWith("请重新复制，或重新导出。") || said.endsWith("请重新复制，或选择由 trailbench export 写出的文件。"), said);
    }

    @Test
    void anExportShowsFileSizeAndCertificateAndIsFoundAgain() {
        DeployViewModel room = room();
        room.export();
        assertEquals(Proof.AGREES, room.proofProperty().get());
        Path file = folder.resolve("bundles/2026-03-01-gru-next.trailbench-model");
        assertEquals(Optional.of(file), room.bundleProperty().get().map(found -> found.file()));
        assertEquals(file.toFile().length() / 1e6, Double.parseDouble(room.size()), 0.001);
        assertEquals(
                """
                60 held-out histories, first 20 items, scores equal to 1e-04:
                Java agrees, 60 in the very same order, largest difference 1.2e-07
                HTTP agrees, 59 in the very same order, largest difference 3.0e-07""",
                room.certificate());
        assertEquals(Optional.of(file), room().bundleProperty().get().map(found -> found.file()), "by whoever opens the project next");
    }

    @Test
    void whatTheBundleDoesWithoutIsAskedForAndStandsInTheCommand() {
        DeployViewModel room = room();
        assertFalse(room.readsUsersProperty().get());
        room.pseudonymsProperty().set(true);
        room.withoutUsersProperty().set(true);
        assertFalse(room.pseudonymsProperty().get(), "one of the two at most");
        room.leastCountProperty().set(10);
        room.export();
        assertEquals("export 2026-03-01-gru-next.trailbench-model Privacy[pseudonyms=false, withoutUsers=false, leastCount=10]", shop.heard.getLast(),
                "this model does not read who the user is");
        assertTrue(room.command().endsWith(".trailbench-model --least-count 10"), room.command());
    }

    @Test
    void aRefusedExportIsRedAndSaysWhyAndTheBundleBeforeStays() {
        DeployViewModel room = room();
        room.export();
        shop.refusal = Optional.of(new Fault.Work("The bundle does not answer as the evaluation ranked"));
        room.export();
        assertEquals(Proof.REFUSED, room.proofProperty().get());
        assertEquals("The bundle does not answer as the evaluation ranked", room.problemProperty().get());
        assertTrue(room.bundleProperty().get().isPresent());
        assertEquals(List.of(), shop.dialogs.faults, "told in the room, not in a dialog");
        shop.refusal = Optional.empty();
        room.export();
        assertEquals(Proof.AGREES, room.proofProperty().get());
        assertEquals("", room.problemProperty().get());
    }

    @Test
    void aBundleMayLieElsewhereAndThoseOfOtherRunsAndDamagedOnesAreNotTaken() throws Exception {
        DeployFixture.write(folder.resolve("bundles/other.trailbench-model"), "another-run");
        Files.writeString(folder.resolve("bundles/broken.trailbench-model"), "no zip");
        DeployViewModel room = room();
        assertEquals(Optional.empty(), room.bundleProperty().get());
        Path elsewhere = folder.resolve("elsewhere/mine.trailbench-model");
        shop.dialogs.answers.add(elsewhere);
        room.exportTo();
        assertEquals(Optional.of(elsewhere), room.bundleProperty().get().map(found -> found.file()));
    }

    @Test
    void aServerIsStartedLookedAtAndStopped() throws Exception {
        DeployViewModel room = room();
        room.export();
        ServerViewModel server = new ServerViewModel(shop.model, address -> shop.new Answers(address));
        server.portProperty().set(0);
        start(room, server);
        assertEquals(State.ON, server.stateProperty().get());
        assertTrue(shop.heard.contains("serve 2026-03-01-gru-next.trailbench-model 127.0.0.1:0"), shop.heard.toString());
        assertEquals("http://127.0.0.1:8123", server.servedProperty().get().orElseThrow().address().toString());
        assertTrue(shop.model.executor().isResting(), "a server that answers is no work to wait for");
        server.written(folder.resolve("bundles/another.trailbench-model"));
        assertEquals(0, server.servedProperty().get().orElseThrow().health().swaps(), "a bundle that nobody serves");
        server.written(exported.getFirst());
        assertEquals(1, server.servedProperty().get().orElseThrow().health().swaps(), "what is served is served anew");
        shop.silence = Optional.of(new Fault.Work("no bundle"));
        server.written(exported.getFirst());
        assertEquals("no bundle", server.problemProperty().get().orElseThrow().getMessage());
        assertEquals(State.ON, server.stateProperty().get());
        shop.silence = Optional.empty();
        server.sample();
        assertEquals(3.4, server.loadProperty().get().p95Millis());
        server.stop();
        assertEquals(State.STOPPING, server.stateProperty().get());
        shop.awaitEnd();
        assertEquals(State.OFF, server.stateProperty().get());
        assertEquals(Optional.empty(), server.servedProperty().get());
        assertEquals(0, server.loadProperty().get().total());
        assertEquals(List.of("http://127.0.0.1:8123"), shop.closed);
    }

    private void start(DeployViewModel room, ServerViewModel server) throws Exception {
        shop.serveNext();
        server.start(room.bundleProperty().get().orElseThrow().file(), "Serving");
        shop.awaitServer();
    }

    @Test
    void eachChangeOfTheHistoryAsksAnew() throws Exception {
        DeployViewModel room = room();
        room.export();
        shop.run.maps.put("pca", SyntheticMap.of(50, 3));
        ServerViewModel server = new ServerViewModel(shop.model, address -> shop.new Answers(address));
        AtomicLong clock = new AtomicLong();
        TryViewModel trial = new TryViewModel(shop.model, server, shop.words(Locale.ENGLISH), () -> clock.getAndAdd(2_000_000));
        start(room, server);
        assertEquals(List.of("i3", "i2", "i1"), ids(trial), "it begins with what is most frequent");
        assertEquals("i2", trial.answers().getFirst().id());
        assertTrue(trial.mappedProperty().get());
        trial.behaviourProperty().set("purchase");
        trial.queryProperty().set("i9");
        assertEquals(1, trial.found().size());
        trial.addFirstFound();
        assertEquals("", trial.queryProperty().get());
        assertEquals("recommend [view i3, view i2, view i1, purchase i9]", shop.heard.getLast());
        assertEquals("i10", trial.answers().getFirst().id());
        assertEquals(0, trial.move(3, 0));
        assertEquals("recommend [purchase i9, view i3, view i2, view i1]", shop.heard.getLast());
        assertEquals(0, trial.move(0, -1), "no further than the beginning");
        trial.remove(0);
        assertEquals(List.of("i3", "i2", "i1"), ids(trial));
        trial.add("new", "New");
        assertEquals("What comes next, by the model Not known to the model: new", trial.saidProperty().get());
        trial.clear();
        assertTrue(trial.saidProperty().get().startsWith("The most frequent items"), trial.saidProperty().get());
        assertEquals("There and back: p50 2.0 ms · p95 2.0 ms · answers: 6", trial.timesProperty().get());
        server.stop();
        shop.awaitEnd();
        assertEquals(List.of(), trial.history());
        assertEquals(List.of(), trial.answers());
    }

    private static List<String> ids(TryViewModel trial) {
        return trial.history().stream().map(TryViewModel.Step::id).toList();
    }

    @Test
    void theMapShowsWhereTheHistoryEndsAndWhereItMayGo() throws Exception {
        DeployViewModel room = room();
        room.export();
        var map = SyntheticMap.of(50, 3);
        shop.run.maps.put("pca", map);
        ServerViewModel server = new ServerViewModel(shop.model, address -> shop.new Answers(address));
        TryViewModel trial = new TryViewModel(shop.model, server, shop.words(Locale.ENGLISH), System::nanoTime);
        start(room, server);
        assertEquals(PointMapModel.NONE, trial.map().selectedProperty().get(), "the shop's items are not on this map");
        trial.add(map.ids().get(7), "Seven");
        assertEquals(7, trial.map().selectedProperty().get());
        server.stop();
        shop.awaitEnd();
        assertTrue(trial.map().isEmpty());
    }

    @Test
    void aServerThatDoesNotAnswerIsToldInTheRoom() throws Exception {
        DeployViewModel room = room();
        room.export();
        ServerViewModel server = new ServerViewModel(shop.model, address -> shop.new Answers(address));
        TryViewModel trial = new TryViewModel(shop.model, server, shop.words(Locale.ENGLISH), System::nanoTime);
        start(room, server);
        shop.silence = Optional.of(new Fault.Work("http://127.0.0.1:8123 does not answer: refused"));
        trial.add("i4", "Item 4");
        assertEquals("http://127.0.0.1:8123 does not answer: refused", trial.problemProperty().get());
        assertEquals(List.of(), trial.answers());
        shop.silence = Optional.empty();
        trial.remove(0);
        assertEquals("", trial.problemProperty().get());
        server.stop();
        shop.awaitEnd();
    }
}
