package trailbench.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.format.Yaml;
import trailbench.log.CleaningStep;
import trailbench.log.LogMapping;
import trailbench.log.LogRecipe;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.Split;

class PreprocessingTest {
    private static final LogRecipe.Columns COLUMNS = new LogRecipe.Columns(
                    "user", "item", Optional.of("time"), Optional.empty(), Optional.of("event"), Optional.of("title"), List.of("price"), "auto", "UTC", false, Map.of(), List.of())
            .withItemTables(List.of(new LogRecipe.ItemTable(Path.of("/home/anna/items.csv"), "id", Optional.empty(), List.of("genre"))))
            .withItemVectors(List.of(new LogRecipe.ItemVectors(Optional.of("pictures"), Path.of("/home/anna/vectors.npy"), Optional.empty(), Optional.empty(), List.of())));
    private static final LogRecipe RECIPE = new LogRecipe(
            List.of(Path.of("/home/anna/log.csv")), LogRecipe.Format.defaults(), COLUMNS,
            LogRecipe.Clean.defaults().withSteps(List.of(
                    new CleaningStep.Values("event", "view|buy", true), new CleaningStep.Bots(60), new CleaningStep.Returns("buy", "return"),
                    new CleaningStep.MinimumCounts(5, 5), new CleaningStep.SessionsByGap(Duration.ofMinutes(30)))));

    @Test
    void noFileIsNamed() {
        Preprocessing preprocessing = Preprocessing.of(RECIPE, SequenceOptions.defaults(), Split.defaults());
        assertFalse(Yaml.text(preprocessing).contains("anna"), Yaml.text(preprocessing));
    }

    @Test
    void furtherUsersAreReadWithoutTitlesTablesAndStepsThatCompareUsers() {
        LogMapping live = Preprocessing.of(RECIPE, SequenceOptions.defaults(), Split.defaults()).live();
        assertEquals(Optional.empty(), live.columns().title());
        assertEquals(List.of(), live.columns().itemFeatures());
        assertEquals(List.of(), live.columns().itemVectors());
        assertEquals(1, live.clean().minUserEvents());
        assertEquals(1, live.clean().minItemEvents());
        assertEquals(
                List.of(new CleaningStep.Values("event", "view|buy", true), new CleaningStep.Returns("buy", "return"), new CleaningStep.SessionsByGap(Duration.ofMinutes(30))),
                live.clean().steps());
    }
}
