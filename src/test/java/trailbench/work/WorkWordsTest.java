package trailbench.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkWordsTest {
    private static final WorkWords ENGLISH = new WorkWords(Locale.ENGLISH);
    private static final WorkWords CHINESE = new WorkWords(Locale.SIMPLIFIED_CHINESE);

    private static List<String> about(int count) {
        return IntStream.range(0, count).mapToObj(i -> "<" + i + ">").toList();
    }

    private static void speaksOfAll(String words, List<String> about) {
        about.forEach(name -> assertEquals(2, words.split(name, -1).length, words));
        assertFalse(words.contains("{") || words.contains("''"), words);
    }

    @ParameterizedTest
    @EnumSource
    void everyPhaseHasWordsInBothLanguages(Phase.Kind kind) {
        Phase phase = new Phase(kind, about(kind.count()), Optional.empty());
        speaksOfAll(ENGLISH.phase(phase), phase.about());
        speaksOfAll(CHINESE.phase(phase), phase.about());
        assertNotEquals(ENGLISH.phase(phase), CHINESE.phase(phase));
        assertEquals(ENGLISH.phase(phase), phase.toString());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SAID")
    void everyTroubleHasWordsInBothLanguages(Trouble.Kind kind) {
        Trouble trouble = Trouble.of(kind, about(kind.count()).toArray());
        speaksOfAll(ENGLISH.trouble(trouble), trouble.about());
        speaksOfAll(CHINESE.trouble(trouble), trouble.about());
        assertNotEquals(ENGLISH.trouble(trouble), CHINESE.trouble(trouble));
        assertEquals(ENGLISH.trouble(trouble), new Fault.Work(trouble).getMessage());
    }

    @Test
    void faultKeepsItsKindAndASentenceItsWords() {
        Fault told = assertThrows(Fault.Request.class, () -> Fault.require(false, Trouble.Kind.FORK_GRAPH, "a-run", "graph.hidden"));
        assertEquals(Trouble.of(Trouble.Kind.FORK_GRAPH, "a-run", "graph.hidden"), told.trouble());
        assertEquals(List.of("k %s is not at least 1", "0"), new Fault.Request("k %s is not at least 1", 0).trouble().about());
    }

    @Test
    void numbersHaveTheirThousandsApartAndAnEpochStandsBefore() {
        Phase ranking = Phase.of(Phase.Kind.RANKING, 3_877, 12);
        assertEquals("Ranking 3,877 items for 12 cases", ranking.toString());
        assertEquals("epoch 5: Ranking 3,877 items for 12 cases", ranking.inEpoch(5).toString());
        assertEquals("第 5 轮：正在为 12 个案例给 3,877 个物品排名", CHINESE.phase(ranking.inEpoch(5)));
    }

    @Test
    void phaseThatSpeaksOfTooLittleIsRefused() {
        assertThrows(Fault.Request.class, () -> Phase.of(Phase.Kind.RANKING, 3_877));
    }
}
