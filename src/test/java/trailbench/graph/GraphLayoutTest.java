package trailbench.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import trailbench.graph.GraphChoice.LstmAutoencoder;

class GraphLayoutTest {
    private static final int LAYER = GraphLayout.HEIGHT + GraphLayout.DOWN;

    @Test
    void everyNodeStandsBelowItsInputs() {
        Graph graph = new LstmAutoencoder(8, 8, LstmAutoencoder.Decoder.TEACHER_FORCED, LstmAutoencoder.Target.ITEMS).graph();
        Map<String, Spot> spots = GraphLayout.of(graph);
        // items 0, embedding 1, encoder and previous 2, vector 3, repeat 4, decoder-input 5, decoder 6, reconstruction 7
        assertEquals(0, spots.get("items").y());
        assertEquals(2 * LAYER, spots.get("encoder").y());
        assertEquals(2 * LAYER, spots.get("previous").y());
        assertEquals(5 * LAYER, spots.get("decoder-input").y());
        assertEquals(7 * LAYER, spots.get("reconstruction").y());
    }

    @Test
    void noPresetHasNodesThatTouch() {
        for (GraphChoice preset : GraphChoice.presets()) {
            List<Spot> spots = new ArrayList<>(GraphLayout.of(preset.graph()).values());
            for (int i = 0; i < spots.size(); i++) {
                for (int j = 0; j < i; j++) {
                    Spot a = spots.get(i);
                    Spot b = spots.get(j);
                    boolean apart = Math.abs(a.x() - b.x()) >= GraphLayout.WIDTH || Math.abs(a.y() - b.y()) >= GraphLayout.HEIGHT;
                    assertTrue(apart, preset + ": " + a + " and " + b);
                }
            }
        }
    }

    @Test
    void chainIsAColumn() {
        Map<String, Spot> spots = GraphLayout.of(new GraphChoice.LstmNext(8, 8, 2, 0.1).graph());
        assertEquals(1, spots.values().stream().mapToInt(Spot::x).distinct().count(), spots::toString);
    }

    @Test
    void inputStandsRightAboveTheNodeThatReadsIt() {
        Graph graph = new Graph(List.of(
                new InputNode.ItemInput("items"),
                new Node.Embedding("embedding", "items", 4, false),
                new Node.Gru("gru", "embedding", 4),
                new InputNode.UserInput("user"),
                new Node.Embedding("who", "user", 4, false),
                new Node.Sum("sum", List.of("gru", "who"))));
        Map<String, Spot> spots = GraphLayout.of(graph);
        assertEquals(spots.get("who").y() - LAYER, spots.get("user").y());
    }

    @Test
    void circlesAndMissingInputsAreDrawnAllTheSame() {
        Graph graph = new Graph(List.of(new Node.Gru("a", "b", 4), new Node.Gru("b", "a", 4), new Node.Gru("c", "nowhere", 4)));
        assertEquals(3, GraphLayout.of(graph).values().stream().distinct().count());
    }

    @Test
    void orderPutsEachNodeAfterItsInputs() {
        Graph graph = new Graph(List.of(Node.NextItem.own("head", "rnn"), new Node.Gru("rnn", "vectors", 4), new Node.Embedding("vectors", "items", 4, false), new InputNode.ItemInput("items")));
        assertEquals(List.of("items", "vectors", "rnn", "head"), graph.ordered().stream().map(Node::name).toList());
        assertEquals("head", graph.head().name());
    }

    /// Node "between" stands in the way of an edge that would curve through its corner.
    @Test
    void edgeGoesRoundANodeThatItsCurveWouldTouch() {
        Spot from = new Spot(0, 0);
        Spot to = new Spot(104, 276);
        assertTrue(Route.of(from, to, 80, List.of()).path().matches("M [^L]*"));
        Spot between = new Spot(176, 184);
        assertTrue(Route.of(from, to, 80, List.of(between)).path().contains("L"), "past it");
        assertTrue(Route.of(from, to, 80, List.of(between.moved(200, 0))).path().matches("M [^L]*"), "too far to be in the way");
    }
}
