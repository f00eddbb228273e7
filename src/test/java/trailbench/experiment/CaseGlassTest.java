package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.embedding.MapOptions;
import trailbench.embedding.PointMap;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.evaluation.CaseRanks;
import trailbench.experiment.CaseGlass.Answer;
import trailbench.experiment.CaseGlass.Opened;
import trailbench.experiment.CaseGlass.Question;
import trailbench.format.Json;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.UserFolders;
import trailbench.work.Fault;
import trailbench.work.Progress;

class CaseGlassTest {
    @TempDir
    private Path folder;

    private static CaseEvent event(String id, long time, int basket) {
        return new CaseEvent(id, id, "", time, basket, Float.NaN);
    }

    private static List<String> ids(CaseHistory history) {
        return history.events().stream().map(CaseEvent::id).toList();
    }

    @Test
    void placesKeepTheirTimesWhateverStandsInThem() {
        CaseHistory history = new CaseHistory(List.of(event("a", 10, 0), event("b", 20, 1), event("c", 30, 2), event("d", 40, 3)));
        CaseHistory moved = history.moved(3, 1);
        assertEquals(List.of("a", "d", "b", "c"), ids(moved));
        assertEquals(List.of(10L, 20L, 30L, 40L), moved.events().stream().map(CaseEvent::time).toList());
        assertEquals(history, moved.moved(1, 3));
        assertEquals(List.of("a", "c", "d"), ids(history.without(1)));
        CaseHistory more = history.with("x", "X", 2);
        assertEquals(List.of("a", "b", "x", "c", "d"), ids(more));
        assertEquals(List.of(0, 1, 2, 3, 4), more.events().stream().map(CaseEvent::basket).toList());
        assertEquals(20, more.events().get(2).time());
        // what is put into a basket joins it
        CaseHistory basket = new CaseHistory(List.of(event("a", 10, 5), event("b", 10, 5), event("c", 30, 6))).with("x", "X", 1);
        assertEquals(List.of(5, 5, 5, 6), basket.events().stream().map(CaseEvent::basket).toList());
        assertThrows(Fault.Request.class, () -> history.without(4));
        assertThrows(Fault.Request.class, () -> history.moved(0, 4));
    }

    @Test
    void rankUnderTheGlassIsThatOfTheEvaluationAndAnEffectIsTheScoreWithoutAnEvent() {
        SyntheticLog.write(folder.resolve("log.csv"), 60, 40, 1);
        Preparation preparation = new Preparation(new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs")));
        try (Project project = new FolderProjects().create(folder.resolve("project"), "Circle")) {
            ComputingWorkbench workbench = new ComputingWorkbench(preparation, Dl4jEngine::new);
            FolderRun run = FolderRun.open(workbench.train(project, SyntheticLog.experiment(folder.resolve("log.csv"))).path());
            workbench.evaluate(project, run, Progress.SILENT);
            PointMap map = workbench.map(project, run, new MapOptions(MapOptions.Method.PCA, 100, 5, 50, 1), Progress.SILENT);
            CaseRanks ranks = run.ranks().orElseThrow();
            try (CaseGlass glass = workbench.glass(project, run, Progress.SILENT)) {
                int i = 0;
                for (String user : glass.facts().users()) {
                    Opened opened = glass.open(user, 1);
                    String target = opened.targets().getFirst().id();
                    Answer answer = glass.ask(new Question(user, opened.history(), List.of(target), 3, Optional.of(target)));
                    boolean candidate = ranks.higher()[i] != Integer.MAX_VALUE;
                    assertEquals(candidate ? ranks.higher()[i] + 1 + ranks.tied()[i] / 2.0 : 0, answer.targets().getFirst().rank(), user);
                    assertEquals(3, answer.top().size());
                    assertEquals(opened.history().size(), answer.effects().size());
                    i += opened.of() == 1 ? opened.targets().size() : ranks.higher().length;
                }
                effectsAreDifferencesOfScores(glass);
                placeIsWithinTheMap(glass, map);
                linesAnswerAsTheGlassDoes(glass);
            }
        }
    }

    private static void effectsAreDifferencesOfScores(CaseGlass glass) {
        Opened opened = glass.open(glass.facts().users().getFirst(), 1);
        List<String> target = List.of(opened.targets().getFirst().id());
        Answer whole = glass.ask(new Question(opened.user(), opened.history(), target, 1, Optional.of(target.getFirst())));
        int last = opened.history().size() - 1;
        Answer without = glass.ask(new Question(opened.user(), new CaseHistory(opened.history()).without(last).events(), target, 1, Optional.empty()));
        assertEquals(whole.targets().getFirst().score() - without.targets().getFirst().score(), whole.effects().get(last), 1e-4);
        assertTrue(Math.abs(whole.effects().get(last)) > 1e-3, whole.effects().toString());
        assertThrows(Fault.Request.class, () -> glass.ask(new Question(opened.user(), List.of(), target, 1, Optional.empty())));
        assertThrows(Fault.Request.class, () -> glass.open("nobody", 1));
    }

    private static void placeIsWithinTheMap(CaseGlass glass, PointMap map) {
        Opened opened = glass.open(glass.facts().users().getFirst(), 1);
        CaseGlass.Place place = glass.ask(new Question(opened.user(), opened.history(), List.of(), 1, Optional.empty())).place().orElseThrow();
        double[] xs = IntStream.range(0, map.size()).mapToDouble(point -> map.x()[point]).sorted().toArray();
        assertTrue(xs[0] <= place.x() && place.x() <= xs[xs.length - 1], place + " in " + Arrays.toString(xs));
        assertEquals(10, place.of().size());
    }

    private static void linesAnswerAsTheGlassDoes(CaseGlass glass) {
        Opened opened = glass.open(glass.facts().users().getFirst(), 1);
        Question question = new Question(opened.user(), opened.history(), List.of(opened.targets().getFirst().id()), 2, Optional.empty());
        String asked = Json.line(new GlassLines.Asked.Open(opened.user(), 1)) + "\n" + Json.line(new GlassLines.Asked.Case(question)) + "\n"
                + Json.line(new GlassLines.Asked.Open("nobody", 1)) + "\n";
        List<String> said = new ArrayList<>();
        GlassLines.answer(glass, new ByteArrayInputStream(asked.getBytes(StandardCharsets.UTF_8)), said::add);
        assertEquals(4, said.size());
        assertEquals(opened, Json.parse(said.get(1), GlassLines.Told.class).opened().orElseThrow());
        assertEquals(glass.ask(question).top(), Json.parse(said.get(2), GlassLines.Told.class).answer().orElseThrow().top());
        assertTrue(Json.parse(said.get(3), GlassLines.Told.class).fault().orElseThrow().toString().contains("nobody"));
    }
}
