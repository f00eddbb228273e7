package trailbench.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.log.EventLog;
import trailbench.log.LogReader;
import trailbench.log.LogRecipe;
import trailbench.sequence.Cases.Part;
import trailbench.sequence.LeakFinding.Severity;
import trailbench.sequence.SequenceOptions.Targets;
import trailbench.sequence.SequenceOptions.Windows;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Splits that the files of a log say, from the files on.
class GivenPartsTest {
    private static final Split GIVEN = new Split.Given(List.of(Path.of("s.valid.csv")), List.of(Path.of("s.test.csv")));

    @TempDir
    private Path folder;

    private Sequences read(boolean baskets, String training, String validation, String test) throws IOException {
        String head = "user,item,time,invoice\n";
        Files.writeString(folder.resolve("s.train.csv"), head + training);
        Files.writeString(folder.resolve("s.valid.csv"), head + validation);
        Files.writeString(folder.resolve("s.test.csv"), head + test);
        LogRecipe recipe = recipe(baskets);
        EventLog log = LogReader.read(recipe, folder, folder.resolve("rejects.tsv"), Progress.SILENT);
        return Sequences.of(log);
    }

    private static LogRecipe recipe(boolean baskets) {
        return new LogRecipe(
                List.of(Path.of("s.train.csv"), Path.of("s.valid.csv"), Path.of("s.test.csv")), LogRecipe.Format.defaults(),
                new LogRecipe.Columns(
                        "user", "item", Optional.of("time"), Optional.of("invoice"), Optional.empty(), Optional.empty(), List.of(), "seconds", "UTC", baskets,
                        Map.of(), List.of()),
                new LogRecipe.Clean(1, 1, List.of(), false, false));
    }

    private static String targets(Sequences sequences, SplitBounds bounds, Part part) {
        StringBuilder text = new StringBuilder();
        Cases cases = bounds.cases(sequences.store(), part);
        for (int i = 0; i < cases.size(); i++) {
            text.append(sequences.store().userIds().get(cases.users()[i])).append(sequences.vocabulary().id(cases.targets()[i])).append(' ');
        }
        return text.toString().strip();
    }

    @Test
    void rowsBelongToThePartOfTheirFile() throws IOException {
        // a bad row and rows of several users in each file; ann's and bob's events are read one after the other
        Sequences read = read(
                false,
                "ann,x,1,1\nann,y,2,2\nbob,x,5,3\nbob,,9,3\nbob,y,6,4\n",
                "bob,z,7,5\nann,z,3,6\n",
                "ann,x,4,7\nbob,x,8,8\nann,y,5,9\n");
        Sequences ordered = read.orderedFor(GIVEN);
        SplitBounds bounds = ordered.split(GIVEN);
        assertEquals("annz bobz", targets(ordered, bounds, Part.VALIDATION));
        assertEquals("annx anny bobx", targets(ordered, bounds, Part.TEST));
        assertArrayEquals(new int[] {2, 7}, bounds.trainingEnd());
        assertEquals("given: the validation is s.valid.csv, the test s.test.csv, as the log's files are", bounds.facts().text());
        assertArrayEquals(read.store().items(), ordered.store().items(), "files in the order of time need no other order");
        assertEquals(0, inspect(ordered, bounds).of(LeakKind.HISTORY_LATER).found().count());
    }

    private static Leaks inspect(Sequences sequences, SplitBounds bounds) {
        WindowSet training =
                WindowSet.training(sequences.store(), bounds, new SequenceOptions(50, new Windows.Last(), Targets.NEXT_ITEM), false);
        List<Cases> parts = List.of(bounds.cases(sequences.store(), Part.VALIDATION), bounds.cases(sequences.store(), Part.TEST));
        return LeakInspector.inspect(sequences, bounds, recipe(false), training, parts, Set.of());
    }

    @Test
    void filesThatWereDrawnAtRandomAreTakenAsTheyAreAndFoundOut() throws IOException {
        // ann's test lies at 2 s, between her training events at 1 and 3 s
        Sequences ordered = read(false, "ann,x,1,1\nann,y,3,2\nann,x,5,2\n", "ann,y,4,3\n", "ann,z,2,4\n").orderedFor(GIVEN);
        SplitBounds bounds = ordered.split(GIVEN);
        assertEquals("annz", targets(ordered, bounds, Part.TEST));
        assertEquals("anny", targets(ordered, bounds, Part.VALIDATION));
        assertArrayEquals(new long[] {1_000, 3_000, 5_000, 4_000, 2_000}, ordered.store().times());
        LeakFinding later = inspect(ordered, bounds).of(LeakKind.HISTORY_LATER);
        assertEquals(Severity.RED, later.severity());
        assertEquals(2, later.found().count());
    }

    @Test
    void basketThatLiesInTwoFilesIsFoundOut() throws IOException {
        Sequences whole = read(true, "ann,x,1,1\nann,y,1,1\n", "ann,x,2,2\n", "ann,z,3,3\nann,y,3,3\n").orderedFor(GIVEN);
        assertEquals(Severity.GREEN, inspect(whole, whole.split(GIVEN)).of(LeakKind.BASKET_CUT).severity());
        Sequences cut = read(true, "ann,x,1,1\nann,y,1,1\n", "ann,x,2,2\n", "ann,z,2,2\nann,y,3,3\n").orderedFor(GIVEN);
        LeakFinding found = inspect(cut, cut.split(GIVEN)).of(LeakKind.BASKET_CUT);
        assertEquals(Severity.RED, found.severity());
        assertEquals("z", found.examples().getFirst().event().item());
    }

    @Test
    void filesThatDoNotFitAreNamed() throws IOException {
        Sequences read = read(false, "ann,x,1,1\n", "ann,y,2,2\n", "bob,z,3,3\n");
        assertTrue(message(read, Split.Given.defaults()).startsWith("split: given must name the files"), message(read, Split.Given.defaults()));
        Split unknown = new Split.Given(List.of(Path.of("s.dev.csv")), List.of(Path.of("s.test.csv")));
        assertTrue(message(read, unknown).startsWith("split: given names s.dev.csv, which is none of several log.files"), message(read, unknown));
        Split twice = new Split.Given(List.of(Path.of("s.test.csv")), List.of(Path.of("s.test.csv")));
        assertTrue(message(read, twice).contains("for two parts"), message(read, twice));
        assertTrue(message(read, GIVEN).contains("1 training events, 1 validation cases, 0 test cases"), message(read, GIVEN));
        assertEquals(GIVEN, Split.Given.among(List.of(Path.of("s.train.csv"), Path.of("s.valid.csv"), Path.of("s.test.csv"))));
    }

    private static String message(Sequences sequences, Split split) {
        return assertThrows(Fault.Request.class, () -> sequences.orderedFor(split).split(split)).getMessage();
    }
}
