package trailbench.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.log.LogRecipe.Behaviour;
import trailbench.work.Fault;

class FunnelTest {
    private static Funnel funnel(List<Behaviour> listed, String... known) {
        var recipe = new LogRecipe(List.of(Path.of("log.csv")), LogRecipe.Format.defaults(), LogRecipe.Columns.defaults(), LogRecipe.Clean.defaults());
        return Funnel.of(recipe.withBehaviours(listed), List.of(known));
    }

    @Test
    void namesThatAreKnownStandInTheOrderOfTheFunnelWithoutAWordInTheFile() {
        assertEquals(
                List.of("view", "favourite", "scan", "cart", "purchase", "cancellation"),
                funnel(List.of(), "purchase", "cancellation", "view", "scan", "cart", "favourite").names());
        assertEquals(List.of("pv", "fav", "cart", "buy"), funnel(List.of(), "buy", "cart", "fav", "pv").names());
        assertEquals(List.of("click", "add_to_cart"), funnel(List.of(), "add_to_cart", "click").names());
    }

    @Test
    void namesThatNobodyKnowsKeepTheOrderOfTheLog() {
        assertEquals(List.of("b", "a", "c"), funnel(List.of(), "b", "a", "c").names());
    }

    @Test
    void listGoesBeforeAllElseAndTheOthersFindTheirPlace() {
        Funnel funnel = funnel(List.of(new Behaviour("cart", Optional.of(2.0), Optional.of("#123456")), new Behaviour("view")), "view", "purchase", "fav");
        assertEquals(List.of("fav", "cart", "view", "purchase"), funnel.names());
        assertEquals(List.of(1.0, 2.0, 1.0, 1.0), funnel.stages().stream().map(Funnel.Stage::weight).toList());
        assertEquals("#123456", funnel.colour("cart"));
        assertEquals(List.of("cart", "purchase"), funnel.inOrder(List.of("purchase", "cart")));
    }

    @Test
    void coloursDifferAsLongAsThereAreColoursAndDoNotFollowTheOrder() {
        Funnel funnel = funnel(List.of(), IntStream.range(0, 8).mapToObj(i -> "b" + i).toArray(String[]::new));
        assertEquals(8, new HashSet<>(funnel.stages().stream().map(Funnel.Stage::colour).toList()).size());
        assertEquals(funnel(List.of(), "purchase", "view").colour("purchase"), funnel(List.of(), "purchase").colour("purchase"));
        assertEquals("#E69F00", funnel(List.of(new Behaviour("view", Optional.empty(), Optional.of("#0072b2"))), "click").colour("click"));
        assertTrue(funnel(List.of(), IntStream.range(0, 30).mapToObj(i -> "b" + i).toArray(String[]::new)).stages().stream()
                .allMatch(stage -> stage.colour().matches("#[0-9A-F]{6}")));
    }

    @Test
    void badEntriesAreRefusedWithTheirName() {
        assertTrue(assertThrows(Fault.Request.class, () -> new Behaviour("cart", Optional.of(-1.0), Optional.empty())).getMessage().contains("\"cart\" the weight -1.0"));
        assertTrue(assertThrows(Fault.Request.class, () -> new Behaviour("cart", Optional.empty(), Optional.of("red"))).getMessage().contains("#0072B2"));
        assertTrue(assertThrows(Fault.Request.class, () -> funnel(List.of(new Behaviour("cart"), new Behaviour("cart")))).getMessage().contains("twice"));
        assertThrows(Fault.Request.class, () -> new Behaviour(" "));
    }
}
