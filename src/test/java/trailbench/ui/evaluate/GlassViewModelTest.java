package trailbench.ui.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.experiment.CaseEvent;
import trailbench.experiment.CaseGlass;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Progress;

class GlassViewModelTest {
    /// Says the first item of the history, and remembers what it was asked.
    private final class Echo implements CaseGlass {
        @Override
        public Facts facts() {
            return new Facts(List.of("ann", "bob", "annabel"), 4, true, 50, Optional.empty());
        }

        @Override
        public Opened open(String user, int number) {
            List<CaseEvent> history = IntStream.range(0, 4).mapToObj(i -> new CaseEvent(user + i, user + i, "", i, i, Float.NaN)).toList();
            return new Opened(user, number, user.equals("bob") ? 2 : 1, history, List.of(new Named("t", "Target")));
        }

        @Override
        public Answer ask(Question question) {
            List<String> ids = question.events().stream().map(CaseEvent::id).toList();
            asked.add(question.about().map(id -> "why " + id).orElse("rank") + " " + String.join(",", ids));
            Ranked first = new Ranked(ids.getFirst(), ids.getFirst(), 1, 1);
            return new Answer(
                    List.of(first), List.of(new Ranked("t", "Target", 0, ids.size())), question.about().map(id -> ids.stream().map(any -> .5).toList()).orElse(List.of()),
                    question.about().isEmpty() ? List.of() : List.of(weighing("block-2", ids.size(), 1), weighing("block-1", ids.size(), 0)), Optional.empty(), 1);
        }

        private Weighing weighing(String node, int events, int one) {
            return new Weighing(node, IntStream.range(0, events).mapToObj(i -> i == one ? 1.0 : 0.0).toList());
        }

        @Override
        public List<Named> find(String words, int most) {
            return List.of(new Named(words, words));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final List<String> asked = new ArrayList<>();
    private boolean closed;
    private boolean holding;
    private final Deque<Runnable> held = new ArrayDeque<>();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final FakeProject project = new FakeProject(Path.of("shop"), "Shop", false);
    private final WorkbenchModel model = new WorkbenchModel(
            new FakeWorkbench() {
                @Override
                public CaseGlass glass(Project project, RunFolder run, Progress progress) {
                    return new Echo();
                }
            },
            projects, new FxExecutor(Runnable::run, this::work, dialogs::fault, System::nanoTime), dialogs, Settings.inMemory());

    private void work(Runnable work) {
        if (holding) {
            held.add(work);
        } else {
            work.run();
        }
    }

    private GlassViewModel open() {
        project.runs.add(new FakeProject.FakeRun("2026-03-01-gru-next", FakeShop.experiment("gru-next")));
        projects.known.add(project);
        model.desk().open(Path.of("shop"));
        GlassViewModel glass = new GlassViewModel(model, Messages.of(EvaluateViewModel.class, Locale.ENGLISH));
        glass.openGlass();
        return glass;
    }

    @Test
    void openingRanksTheFirstCaseAndThenExplainsItsTarget() {
        GlassViewModel glass = open();
        assertEquals(List.of("rank ann0,ann1,ann2,ann3", "why t ann0,ann1,ann2,ann3"), asked);
        assertEquals(List.of(.5, .5, .5, .5), glass.effectsProperty().get());
        assertEquals("ann0", glass.answerProperty().get().orElseThrow().top().getFirst().id());
    }

    @Test
    void attentionOfTheChosenNodeStandsInThePlaceOfEffects() {
        GlassViewModel glass = open();
        assertEquals(List.of(), glass.weights());
        assertTrue(glass.caption().startsWith("Effect on the score of "), glass.caption());
        glass.weighingProperty().set(Optional.of("block-1"));
        assertEquals(List.of(1.0, .0, .0, .0), glass.weights());
        assertEquals("Attention: weight in what block-1 mixed for the last step", glass.caption());
        glass.remove(0);
        assertEquals(List.of(1.0, .0, .0), glass.weights());
        glass.weighingProperty().set(Optional.of("block-2"));
        assertEquals(List.of(.0, 1.0, .0), glass.weights());
        glass.weighingProperty().set(Optional.empty());
        assertEquals(List.of(), glass.weights());
    }

    @Test
    void everyEditIsRankedAnewAndUndoneByReset() {
        GlassViewModel glass = open();
        glass.remove(0);
        glass.move(2, 0);
        glass.add(new CaseGlass.Named("x", "X"), 1);
        assertTrue(asked.containsAll(List.of("rank ann1,ann2,ann3", "rank ann3,ann1,ann2", "rank ann3,x,ann1,ann2")), asked.toString());
        assertTrue(glass.isEdited());
        assertEquals(4, glass.first().orElseThrow().targets().getFirst().rank()); // what it is compared with stays
        glass.reset();
        assertFalse(glass.isEdited());
        assertEquals("rank ann0,ann1,ann2,ann3", asked.get(asked.size() - 2));
    }

    @Test
    void ofEditsWhileTheModelAnswersTheLatestIsAskedNext() {
        GlassViewModel glass = open();
        asked.clear();
        holding = true;
        glass.remove(0);
        glass.remove(0);
        glass.remove(0);
        assertEquals(1, held.size());
        holding = false;
        held.pop().run();
        assertEquals(List.of("rank ann1,ann2,ann3", "rank ann3", "why t ann3"), asked);
        assertEquals("ann3", glass.answerProperty().get().orElseThrow().top().getFirst().id());
    }

    @Test
    void lastEventStays() {
        GlassViewModel glass = open();
        for (int i = 0; i < 5; i++) {
            glass.remove(0);
        }
        assertEquals(1, glass.historyProperty().get().events().size());
        assertFalse(glass.problemProperty().get().isEmpty());
    }

    @Test
    void casesAreGoneThroughUserByUserAndFoundByTheirBeginning() {
        GlassViewModel glass = open();
        assertEquals(List.of("ann", "annabel"), glass.users("an"));
        glass.step(1);
        assertEquals("bob", glass.openedProperty().get().orElseThrow().user());
        glass.step(1);
        assertEquals(2, glass.openedProperty().get().orElseThrow().number());
        glass.step(1);
        glass.step(1);
        assertEquals("ann", glass.openedProperty().get().orElseThrow().user());
    }

    @Test
    void commandRepeatsWhatWasLeftOut() {
        GlassViewModel glass = open();
        glass.remove(1);
        assertTrue(glass.command().endsWith("--user ann --without 2"), glass.command());
    }

    @Test
    void anotherRunClosesTheModel() {
        GlassViewModel glass = open();
        glass.release();
        assertTrue(closed);
        assertTrue(glass.factsProperty().get().isEmpty());
    }
}
