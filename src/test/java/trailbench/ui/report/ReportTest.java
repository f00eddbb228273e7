package trailbench.ui.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import trailbench.experiment.Prepared;
import trailbench.log.CleaningStep;
import trailbench.log.LogRecipe;
import trailbench.sequence.Example;
import trailbench.sequence.Finding;
import trailbench.sequence.Finding.Kind;
import trailbench.sequence.Finding.Severity;
import trailbench.sequence.Fix;
import trailbench.sequence.LogProfile;
import trailbench.ui.control.EmptyState;
import trailbench.ui.control.StackedBars;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Progress;

/// The quality report as the Data room shows it, on the generated shop.
class ReportTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FindingsWorkbench workbench = new FindingsWorkbench();
    private final WorkbenchModel model;

    /// Finds what it is told to.
    private static final class FindingsWorkbench extends FakeWorkbench {
        List<Finding> found = List.of();

        @Override
        public LogProfile profile(Prepared prepared, LogRecipe recipe, Progress progress) {
            LogProfile facts = super.profile(prepared, recipe, progress);
            return new LogProfile(
                    facts.counts(), facts.span(), facts.userEvents(), facts.itemEvents(), facts.timeline(), facts.ties(), facts.gaps(), facts.repeats(),
                    facts.longTail(), facts.tally(), found.isEmpty() ? facts.findings() : found);
        }
    }

    ReportTest() {
        FakeProject project = new FakeProject(Path.of("mine"), "Online retail", false);
        project.experiments.add(FakeShop.experiment("gru-next"));
        FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
        projects.known.add(project);
        model = new WorkbenchModel(workbench, projects, FxExecutor.direct(dialogs::fault), dialogs, Settings.inMemory());
        model.desk().open(Path.of("mine"));
    }

    private ReportViewModel viewModel() {
        return new ReportViewModel(model, Messages.of(ReportView.class, Locale.ENGLISH));
    }

    @Test
    void isMadeOnceSomebodyLooksAndTheLogIsPrepared() {
        ReportViewModel report = viewModel();
        report.shown();
        assertTrue(report.nothingBinding().get());
        assertNull(report.pictureProperty().get());

        report.hidden();
        model.preparedLog().prepare();
        assertNull(report.pictureProperty().get());
        assertFalse(workbench.asked.contains("profile 9f3c01"));

        report.shown();
        ReportPicture picture = report.pictureProperty().get();
        assertNotNull(picture);
        assertEquals("541,909 rows read = 400,000 events kept + 140,272 rows rejected + 1,637 events removed by rules", picture.rows());
        report.hidden();
        report.shown();
        assertEquals(1, workbench.asked.stream().filter(asked -> asked.startsWith("profile")).count());
        assertTrue(dialogs.faults.isEmpty());
    }

    @Test
    void fixChangesTheRecipeAndMakesTheReportStale() {
        Finding repeats = new Finding(Kind.CONSECUTIVE_REPEATS, Severity.NOTICE, "", 50, 200, Optional.empty(), Optional.of(new Fix.DropRepeats()));
        workbench.found = List.of(repeats);
        ReportViewModel report = viewModel();
        report.shown();
        report.prepare();
        FindingRow row = report.pictureProperty().get().findings().getFirst();
        assertEquals("Events on the item of the event right before: 50 of 200 events (25.0 %)", row.title());
        FindingRow.Mend mend = row.mend().orElseThrow();
        assertEquals("--set 'log.clean.drop_consecutive_repeats=true'", mend.options());
        assertFalse(report.mendedBinding(mend.fix()).get());
        assertFalse(report.staleBinding().get());

        report.mend(mend.fix());
        assertTrue(model.draft().log().clean().dropConsecutiveRepeats());
        assertTrue(report.mendedBinding(mend.fix()).get());
        assertTrue(report.staleBinding().get());
    }

    @Test
    void everyKindFixAndReasonHasWordsInBothLanguages() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            FindingWords words = new FindingWords(Messages.of(ReportView.class, locale), FakeShop.recipe());
            List<Fix> fixes = List.of(new Fix.DropDuplicates(), new Fix.DropRepeats(), new Fix.MinimumUserEvents(3), new Fix.MinimumItemEvents(9), new Fix.Encoding("UTF-8"),
                    new Fix.AddStep(new CleaningStep.TimeRange(Optional.of(Instant.EPOCH), Optional.empty())),
                    new Fix.AddStep(new CleaningStep.TimeRange(Optional.empty(), Optional.of(Instant.EPOCH))),
                    new Fix.AddStep(new CleaningStep.TimeRange(Optional.of(Instant.EPOCH), Optional.of(Instant.EPOCH.plusSeconds(1)))),
                    new Fix.AddStep(CleaningStep.Bots.defaults()), new Fix.AddStep(CleaningStep.Lengths.defaults()));
            for (Kind kind : Kind.values()) {
                for (Fix fix : fixes) {
                    FindingRow row = words.rows(List.of(new Finding(
                            kind, Severity.HINT, "no user", 3, 12, Optional.of(new Example.User("u7", 4)), Optional.of(fix)))).getFirst();
                    assertTrue(row.title().contains("25.0") && row.example().contains("u7") && !row.why().isBlank(), row::toString);
                    assertFalse(row.mend().orElseThrow().words().isBlank());
                }
            }
            String reason = words.rows(List.of(new Finding(Kind.REJECTED_ROWS, Severity.HINT, "missing columns", 3, 12, Optional.empty(), Optional.empty())))
                    .getFirst().title();
            assertTrue(reason.contains(locale.equals(Locale.ENGLISH) ? "missing columns" : "缺少列"), reason);
        }
    }

    @Test
    void behavioursStandInTheOrderAndTheColoursOfTheFunnelAndVeryManyShareTheLastPart() {
        ReportPicture.Bars few = events(List.of("buy", "view", "cart"), List.of(3L, 1L, 2L), FakeShop.recipe().withBehaviours(
                List.of(new LogRecipe.Behaviour("cart", Optional.empty(), Optional.of("#123456")))));
        assertEquals(
                List.of(new ReportPicture.Part("view", "#0072B2"), new ReportPicture.Part("cart", "#123456"), new ReportPicture.Part("buy", "#009E73")),
                few.parts());
        assertEquals(List.of(1.0, 2.0, 3.0), few.bars().getFirst().heights());

        List<String> names = IntStream.rangeClosed(1, 14).mapToObj(i -> "b" + i).toList();
        ReportPicture.Bars many = events(names, LongStream.rangeClosed(1, 14).boxed().toList(), FakeShop.recipe());
        assertEquals(12, many.parts().size());
        assertEquals("others", many.parts().getLast().name());
        assertEquals(12.0 + 13.0 + 14.0, many.bars().getFirst().heights().getLast());
    }

    private ReportPicture.Bars events(List<String> names, List<Long> events, LogRecipe recipe) {
        LogProfile.Timeline timeline = new LogProfile.Timeline(LogProfile.Step.DAY, names,
                List.of(new LogProfile.Timeline.Bin(Instant.EPOCH, events, 0)), 1, 0);
        LogProfile facts = workbench.profile(FakeShop.prepared(), FakeShop.recipe(), Progress.SILENT);
        LogProfile shown = new LogProfile(
                new LogProfile.Counts(1, 1, 36, names.stream().collect(Collectors.toMap(Function.identity(), name -> 1L, Long::sum, LinkedHashMap::new))), facts.span(), facts.userEvents(), facts.itemEvents(), Optional.of(timeline), facts.ties(),
                facts.gaps(), facts.repeats(), facts.longTail(), facts.tally(), List.of());
        return ReportPicture.of(shown, recipe, Messages.of(ReportView.class, Locale.ENGLISH)).events().orElseThrow();
    }

    @Test
    void emptyStateThenFiguresThenMending() {
        workbench.found = List.of(
                new Finding(Kind.EPOCH_TIMES, Severity.PROBLEM, "", 3, 200, Optional.of(new Example.Event("12346", "8512A", "POSTAGE", Optional.of(Instant.EPOCH))),
                        Optional.empty()),
                new Finding(Kind.CONSECUTIVE_REPEATS, Severity.NOTICE, "", 50, 200, Optional.empty(), Optional.of(new Fix.DropRepeats())));
        boolean[] left = new boolean[1];
        ReportView view = Toolkit.onWindowThread(() -> new ReportView(model, Locale.ENGLISH, () -> left[0] = true));
        Scene scene = Toolkit.onWindowThread(() -> Toolkit.scene((Parent) view.view(), Theme.LIGHT, Locale.ENGLISH, 1072, 704));
        Toolkit.onWindowThread(view::shown);
        Toolkit.picture(scene, "report-empty-light-en");
        EmptyState empty = (EmptyState) scene.lookup("#empty");
        assertTrue(empty.isVisible());

        Toolkit.onWindowThread(() -> empty.button().fire());
        Toolkit.picture(scene, "report-light-en");
        assertFalse(empty.isVisible());
        assertTrue(scene.lookup("#results").isVisible());
        assertEquals(6, scene.lookup("#tiles").lookupAll(".metric-tile").size());
        assertTrue(scene.lookup("#events") instanceof StackedBars bars && !bars.lookupAll(".bar").isEmpty());
        assertEquals(Set.of("Problem", "Look"), Set.copyOf(scene.getRoot().lookupAll(".state-chip").stream().map(chip -> ((Label) chip).getText()).toList()));

        Button mend = (Button) scene.lookup(".mend");
        assertEquals("Drop repeats", mend.getText());
        Toolkit.onWindowThread(mend::fire);
        assertTrue(mend.isDisabled());
        assertEquals("In the recipe", mend.getText());
        assertTrue(scene.lookup("#stale").isVisible());
        Toolkit.onWindowThread(() -> ((Button) scene.lookup("#back")).fire());
        assertTrue(left[0]);
        assertTrue(dialogs.faults.isEmpty());
    }
}
