package trailbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FuzzyTest {
    @Test
    void lettersInTheirOrderFitAndOthersDoNot() {
        assertTrue(Fuzzy.weight("trn", "Train").isPresent());
        assertEquals(OptionalInt.empty(), Fuzzy.weight("nrt", "Train"));
        assertEquals(OptionalInt.empty(), Fuzzy.weight("trainn", "Train"));
    }

    @Test
    void nothingTypedFitsEverythingAlike() {
        assertEquals(OptionalInt.of(0), Fuzzy.weight("  ", "Train"));
        assertEquals(OptionalInt.of(0), Fuzzy.weight("", ""));
    }

    /// "ev" in "Evaluate": e begins the text and a word (1 + 8 + 4), v beside it (1 + 5) = 19. In "Never": e (1), v beside it (1 + 5) = 7.
    @Test
    void beginningsAndLettersSideBySideWeighMore() {
        assertEquals(OptionalInt.of(19), Fuzzy.weight("ev", "Evaluate"));
        assertEquals(OptionalInt.of(7), Fuzzy.weight("ev", "Never"));
    }

    /// "sa": the s of "Save" begins a word and its a stands beside it, though an s comes before: 1 + 8 + 1 + 5.
    @Test
    void bestOfAllWaysToFindAWordCounts() {
        assertEquals(OptionalInt.of(15), Fuzzy.weight("sa", "as is Save"));
    }

    @Test
    void eachTypedWordHasToBeFound() {
        assertTrue(Fuzzy.weight("run gru", "gru-next finished Run").isPresent());
        assertEquals(OptionalInt.empty(), Fuzzy.weight("run lstm", "gru-next finished Run"));
    }

    @Test
    void chineseIsFoundByItsCharacters() {
        assertTrue(Fuzzy.weight("评", "评估").isPresent());
    }
}
