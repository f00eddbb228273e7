package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.work.Fault;

class MapSampleTest {
    /// Item 0 is the most popular of a hundred, item 99 the least. Ten of them are red, of which two among the least popular; one is blue.
    private static final Map<String, List<String>> COLUMNS = Map.of(
            "popularity", IntStream.range(0, 100).mapToObj(i -> Integer.toString(1_000 - i)).toList(),
            "colour", IntStream.range(0, 100).mapToObj(i -> i == 50 ? "blue" : i < 8 || i > 97 ? "red" : "grey").toList());

    @Test
    void withoutStrataTheMostFrequentAreShown() {
        assertArrayEquals(IntStream.range(0, 20).toArray(), MapSample.rows(COLUMNS, 20, Optional.empty(), 1));
    }

    @Test
    void strataOfPopularityHaveEquallyMany() {
        int[] rows = MapSample.rows(COLUMNS, 20, Optional.of("popularity"), 1);
        for (int tenth = 0; tenth < 10; tenth++) {
            int from = 10 * tenth;
            assertEquals(2, Arrays.stream(rows).filter(row -> from <= row && row < from + 10).count(), "tenth " + tenth);
        }
        assertArrayEquals(rows, MapSample.rows(COLUMNS, 20, Optional.of("popularity"), 1));
        assertFalse(Arrays.equals(rows, MapSample.rows(COLUMNS, 20, Optional.of("popularity"), 2)));
    }

    @Test
    void strataOfAColumnKeepTheirSharesAndNoneIsLost() {
        int[] rows = MapSample.rows(COLUMNS, 20, Optional.of("colour"), 1);
        List<String> colours = Arrays.stream(rows).mapToObj(COLUMNS.get("colour")::get).toList();
        assertEquals(20, colours.size());
        assertEquals(2, colours.stream().filter("red"::equals).count()); // 10 of 100
        assertEquals(1, colours.stream().filter("blue"::equals).count()); // a fifth of a point, but at least one
        assertEquals(17, colours.stream().filter("grey"::equals).count());
    }

    @Test
    void moreValuesThanPointsGiveTheMostFrequentValuesOneEach() {
        Map<String, List<String>> columns = Map.of(
                "popularity", List.of("1", "1", "1", "1", "1", "1"), "kind", List.of("a", "b", "c", "c", "d", "d"));
        int[] rows = MapSample.rows(columns, 3, Optional.of("kind"), 1);
        List<String> kinds = Arrays.stream(rows).mapToObj(columns.get("kind")::get).sorted().toList();
        assertEquals(List.of("a", "c", "d"), kinds);
    }

    @Test
    void unknownColumnIsNamedWithThoseThereAre() {
        Fault.Request fault = assertThrows(Fault.Request.class, () -> MapSample.rows(COLUMNS, 20, Optional.of("size"), 1));
        assertTrue(fault.getMessage().contains("\"size\"") && fault.getMessage().contains("colour"), fault.getMessage());
    }
}
