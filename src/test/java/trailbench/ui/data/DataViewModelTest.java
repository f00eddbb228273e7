package trailbench.ui.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.log.LogRecipe;
import trailbench.log.LogReport;
import trailbench.log.LogSniffer;
import trailbench.log.TableReport;
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

class DataViewModelTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    private boolean refuses;
    private final FakeWorkbench workbench = new FakeWorkbench() {
        @Override
        public LogReport inspect(LogRecipe recipe, Path folder, Progress progress) {
            if (refuses) {
                throw new Fault.Request("shop.csv has no column \"who\".");
            }
            return super.inspect(recipe, folder, progress);
        }
    };
    private final FakeProject project = new FakeProject(Path.of("mine"), "Mine", false);
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final WorkbenchModel model =
            new WorkbenchModel(workbench, projects, FxExecutor.direct(dialogs::fault), dialogs, Settings.inMemory());
    private final DataViewModel room = new DataViewModel(model, Messages.of(DataViewModel.class, Locale.ENGLISH));

    @BeforeEach
    void open() {
        projects.known.add(project);
    }

    private void openWithExperiment() {
        project.experiments.add(FakeShop.experiment("gru-next"));
        model.desk().open(Path.of("mine"));
    }

    @Test
    void roomLooksAtTheLogAndPreparesOnlyWhenItIsShown() {
        openWithExperiment();
        assertTrue(workbench.asked.isEmpty());

        room.shown();

        assertEquals(List.of("inspect again CustomerID", "prepare gru-next"), workbench.asked);
        assertEquals(8, room.columnsProperty().get().size());
        assertFalse(room.inspectingProperty().get());
    }

    @Test
    void anotherColumnIsLookedAtAgainAtOnceAndACleaningRuleIsNot() {
        openWithExperiment();
        room.shown();
        workbench.asked.clear();

        room.fields().minUserEvents.set(9);
        assertTrue(workbench.asked.isEmpty());
        room.fields().user.set("Country");

        assertEquals(List.of("inspect again Country"), workbench.asked);
        assertEquals("Country", model.draft().log().columns().user());
        assertEquals(9, model.draft().log().clean().minUserEvents());
        assertTrue(room.staleBinding().get());
    }

    @Test
    void aRoleWithoutAColumnIsEmptyInTheRecipe() {
        openWithExperiment();

        room.fields().session.set(RecipeFields.NONE);

        assertEquals(Optional.empty(), model.draft().log().columns().session());
        assertFalse(model.draft().log().columns().basket(), "without a session there is no basket");
    }

    @Test
    void whatCannotBeReadIsSaidInTheRoomAndNotInADialog() {
        openWithExperiment();
        room.shown();
        refuses = true;

        room.fields().user.set("who");

        assertEquals("shop.csv has no column \"who\".", room.problemProperty().get());
        assertTrue(dialogs.faults.isEmpty());
        refuses = false;
        room.fields().user.set("CustomerID");
        assertEquals("", room.problemProperty().get());
    }

    @Test
    void missingFileIsSaidInTheLanguageOfTheWindow() {
        openWithExperiment();
        Path missing = Path.of("mine", "gone.csv");
        FakeWorkbench real = new FakeWorkbench() {
            @Override
            public LogReport inspect(LogRecipe recipe, Path folder, Progress progress) {
                return LogSniffer.inspect(List.of(missing), progress);
            }
        };
        var chinese = new WorkbenchModel(real, projects, FxExecutor.direct(dialogs::fault), dialogs, Settings.inMemory());
        chinese.desk().open(Path.of("mine"));
        DataViewModel asked = new DataViewModel(chinese, Messages.of(DataViewModel.class, Locale.SIMPLIFIED_CHINESE));

        asked.shown();

        assertEquals(missing.toAbsolutePath() + " 不存在。请检查路径；方案中的路径从项目文件夹算起。", asked.problemProperty().get());
    }

    @Test
    void aDroppedFileStartsAnExperimentWithTheProposedRecipe() {
        model.desk().open(Path.of("mine"));
        assertTrue(room.emptyBinding().get());
        room.shown();

        room.take(List.of(Path.of("shop.csv.gz")));

        assertEquals(FakeShop.recipe(), model.draft().log());
        assertEquals(List.of("inspect shop.csv.gz"), workbench.asked, "one look is enough");
        assertFalse(room.emptyBinding().get());
    }

    @Test
    void preparingSavesTheRecipeAndShowsWhereEveryRowWent() {
        openWithExperiment();
        room.fields().minUserEvents.set(3);

        room.prepare();

        assertEquals(3, project.experiment("gru-next").log().clean().minUserEvents());
        // 541,909 read: 135,080 without user and 5,192 duplicates rejected, 612 + 1,025 removed, 400,000 kept
        TallyModel tally = room.tallyProperty().get();
        assertEquals(List.of("Rows read", "No user", "Duplicate", "Users with too few events", "Items with too few events", "Kept"),
                tally.bars().stream().map(TallyModel.Bar::name).toList());
        TallyModel.Bar noUser = tally.bars().get(1);
        assertEquals(1, noUser.to(), 1e-12);
        assertEquals((541_909 - 135_080) / 541_909.0, noUser.from(), 1e-12);
        assertEquals("−135,080 · 24.9 %", noUser.count());
        assertEquals(noUser.from(), tally.bars().get(2).to(), 1e-12, "each bar begins where the one before ends");
    }

    @Test
    void closingTheProjectEmptiesTheRoom() {
        openWithExperiment();
        room.shown();

        model.desk().closeProject();

        assertTrue(room.emptyBinding().get());
        assertNull(room.tallyProperty().get());
        assertNull(room.reportProperty().get());
    }

    @Test
    void aRuleThatIsNoExpressionIsRefusedInTheRoom() {
        openWithExperiment();

        room.setRule(0, "InvoiceNo", "(", "cancellation");

        assertTrue(room.problemProperty().get().contains("not a regular expression"), room.problemProperty().get());
        assertEquals("^C", model.draft().log().columns().behaviourRules().getFirst().pattern());
    }

    @Test
    void rejectsAreReadWithTheirReason(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("rejects.tsv");
        Files.writeString(file, "file\tline\treason\trow\nshop.csv\t12\tno user\t536544,DOT,,1\nshop.csv\t19\tduplicate\ta,b\tc\n");

        assertEquals(List.of(new Reject("shop.csv", "12", "no user", "536544,DOT,,1"), new Reject("shop.csv", "19", "duplicate", "a,b\tc")),
                Reject.first(file, 10));
    }

    @Test
    void aRoleTellsWhyOnlyWhileItIsAsProposed() {
        openWithExperiment();
        room.shown();

        assertEquals("Certain. Named like the role “User”, 4,372 values", room.clue("user", "CustomerID").map(room.clueWords()::sentence).orElse(""));
        assertEquals(Optional.empty(), room.clue("user", "Country"));
        assertEquals(Optional.empty(), room.clue("behaviour", "Country"));
        assertEquals("A guess, please check. Times name no zone", room.clue("zone").map(room.clueWords()::sentence).orElse(""));
    }

    @Test
    void aFileDroppedBesideALogIsOfferedAsTheTableThatItIs() {
        openWithExperiment();
        room.shown();
        workbench.asked.clear();

        room.take(List.of(Path.of("users.dat")));

        assertEquals(List.of("tables [users.dat]"), workbench.asked);
        assertEquals(List.of(Path.of("users.dat")), room.tables().offersProperty().get().stream().map(TableReport::file).toList());
        assertEquals(FakeShop.recipe(), model.draft().log(), "nothing is taken unasked");
        room.tables().accept(room.tables().offersProperty().get().getFirst());
        assertEquals(List.of(new LogRecipe.UserTable(Path.of("users.dat"), "customer", List.of("age"))), model.draft().log().columns().userTables());
        assertEquals(List.of(), room.tables().offersProperty().get());
        TableEntry entry = room.tables().entriesProperty().get().getFirst();
        assertEquals("Likely. 50.0 % of the log’s users are in it".replace("Likely", "A guess, please check"), room.clueWords().sentence(room.tables().clue(entry).orElseThrow()));

        room.tables().replace(entry, entry.withFeatures(List.of("age", "country")));
        assertEquals(List.of("age", "country"), model.draft().log().columns().userFeatures());
        room.tables().remove(room.tables().entriesProperty().get().getFirst());
        assertEquals(FakeShop.recipe(), model.draft().log());
    }

    @Test
    void vectorsAreAddedWithTheirIdsAndSayHowManyItemsHaveOne() {
        openWithExperiment();
        room.shown();
        dialogs.answers.add(Path.of("titles.parquet"));
        room.vectors().choose();
        assertEquals(List.of(new LogRecipe.ItemVectors(Optional.empty(), Path.of("titles.parquet"), Optional.empty(), Optional.of("sku"), List.of())),
                model.draft().log().columns().itemVectors(), "the first column that may hold ids");
        LogRecipe.ItemVectors titles = room.vectors().entriesProperty().get().getFirst();
        assertEquals(0.9, room.vectors().report(titles).orElseThrow().share(), 1e-3);

        dialogs.answers.add(Path.of("pictures.npy"));
        dialogs.answers.add(Path.of("rows.txt"));
        room.vectors().choose();
        LogRecipe.ItemVectors pictures = room.vectors().entriesProperty().get().getLast();
        assertEquals(Optional.of(Path.of("rows.txt")), pictures.ids(), "asked for, as none lies beside it");
        room.vectors().replace(pictures, VectorsViewModel.withName(pictures, "covers"));
        assertEquals(List.of("titles", "covers"), model.draft().log().columns().itemVectors().stream().map(LogRecipe.ItemVectors::called).toList());
        room.vectors().remove(titles);
        assertEquals(1, model.draft().log().columns().itemVectors().size());
    }

    @Test
    void tablesOfTheRecipeAreLookedAtOnceAndAgainWhenTheIdsAreOthers() {
        LogRecipe recipe = FakeShop.recipe();
        LogRecipe.ItemTable goods = new LogRecipe.ItemTable(Path.of("goods.csv"), "code", Optional.of("name"), List.of());
        model.desk().open(Path.of("mine"));
        model.startExperiment("with-goods", recipe.with(recipe.columns().withItemTables(List.of(goods))));
        room.shown();
        workbench.asked.removeIf(asked -> !asked.startsWith("tables"));
        assertEquals(List.of("tables [goods.csv]"), workbench.asked);

        room.fields().minUserEvents.set(9);
        assertEquals(1, workbench.asked.stream().filter(asked -> asked.startsWith("tables")).count());
        room.fields().item.set("Country");
        assertEquals(2, workbench.asked.stream().filter(asked -> asked.startsWith("tables")).count());
        assertEquals(List.of(goods), model.draft().log().columns().itemTables(), "another role leaves the tables as they are");
    }

    @Test
    void aRecipeIsSavedAndAppliedToTheLogThatIsOpen() {
        openWithExperiment();
        room.shown();
        workbench.asked.clear();
        dialogs.answers.add(Path.of("kept.recipe.yaml"));
        room.saveRecipe();
        dialogs.answers.add(Path.of("kept.recipe.yaml"));
        room.applyRecipe();

        assertEquals(List.of("save recipe kept.recipe.yaml", "inspect online-retail.csv.gz by kept.recipe.yaml"), workbench.asked);
        assertEquals(7, model.draft().log().clean().minUserEvents());
        assertEquals(FakeShop.recipe().files(), model.draft().log().files(), "the log keeps its name");
    }

    @Test
    void valuesAreShownAsTheyAreRead() {
        openWithExperiment();
        room.shown();

        assertEquals("2010-12-01 08:10:00  →  2010-12-01 08:10:00 UTC", room.read("InvoiceDate", "2010-12-01 08:10:00", 0));
        assertEquals("17850", room.read("CustomerID", "17850", 0));
        assertEquals("time", room.roleKey("InvoiceDate"));
        assertEquals("", room.roleKey("Quantity"));
    }
}
