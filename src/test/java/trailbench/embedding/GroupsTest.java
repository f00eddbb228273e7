package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final List<String> TITLES = IntStream.range(0, 240).mapToObj(i -> "item " + i).toList();

    @Test
    void noGroupMixesClustersThatLieApart() {
        List<String> names = Groups.names(Clusters.three(240, 8, 3), TITLES, 42);
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertTrue(!names.get(i).equals(names.get(j)) || i % 3 == j % 3, i + " and " + j + " are both in " + names.get(i));
            }
        }
    }

    @Test
    void groupIsNamedAfterAMember() {
        List<String> names = Groups.names(Clusters.three(240, 8, 3), TITLES, 42);
        for (String name : new HashSet<>(names)) {
            String title = name.substring(name.indexOf("item"));
            assertEquals(name, names.get(TITLES.indexOf(title)));
        }
    }

    @Test
    void sameSeedGivesTheSameGroups() {
        float[][] vectors = Clusters.three(240, 8, 3);
        assertEquals(Groups.names(vectors, TITLES, 42), Groups.names(vectors, TITLES, 42));
    }

    @Test
    void collapsedVectorsAreOneGroup() {
        assertEquals(List.of("1 · item 0"), Groups.names(new float[240][4], TITLES, 1).stream().distinct().toList());
    }
}
