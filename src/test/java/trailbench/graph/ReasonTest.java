package trailbench.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    /// Every sentence speaks of all that it is about, once, in both languages.
    @ParameterizedTest
    @EnumSource
    void everyReasonHasWordsInBothLanguages(Reason.Kind kind) {
        List<String> about = IntStream.range(0, kind.count()).mapToObj(i -> "<" + i + ">").toList();
        for (Locale language : LANGUAGES) {
            String words = new NodeWords(language).reason(new Reason(kind, about));
            about.forEach(name -> assertEquals(2, words.split(name, -1).length, words));
            assertFalse(words.contains("{") || words.contains("''"), words);
            assertTrue(words.endsWith(language.equals(Locale.ENGLISH) ? "." : "。"), words);
        }
        assertNotEquals(new NodeWords(Locale.ENGLISH).reason(new Reason(kind, about)), new NodeWords(Locale.SIMPLIFIED_CHINESE).reason(new Reason(kind, about)));
    }

    @Test
    void problemIsToldInTheLanguageThatIsAskedForAndInEnglishByItself() {
        Graph graph = new Graph(List.of(
                new InputNode.ItemInput("items"), new Node.Embedding("embedding", "items", 8, false), new Node.Gru("encoder", "items", 8),
                Node.NextItem.own("next-item", "encoder")));
        GraphCheck.Problem problem = GraphCheck.check(graph, 100, 20).problems("encoder").getFirst();

        assertEquals(
                "encoder: Wrong shape: this node takes one vector a step [B, T, width], but its input is [B, T]. Put an embedding between the input and this node.",
                problem.toString());
        assertEquals(problem.toString(), new NodeWords(Locale.ENGLISH).problem(problem));
        assertEquals("encoder：形状不符：本节点需要每步一个向量 [B, T, 宽度]，但它的输入是 [B, T]。请在输入与本节点之间放一个嵌入。", new NodeWords(Locale.SIMPLIFIED_CHINESE).problem(problem));
    }
}
