package trailbench.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import trailbench.graph.GraphChoice.LstmAutoencoder;
import trailbench.graph.GraphLayout.Cell;

class GraphLayoutTest {

    @Test
    void everyNodeStandsRightOfItsInputs() {
        Graph graph = new LstmAutoencoder(8, 8, LstmAutoencoder.Decoder.TEACHER_FORCED, LstmAutoencoder.Target.ITEMS).graph();
        GraphLayout layout = GraphLayout.of(graph);
        // items 0, embedding 1, encoder and previous 2, vector 3, repeat 4, decoder-input 5, decoder 6, reconstruction 7
        assertEquals(new Cell(0, 0), layout.cells().get("items"));
        assertEquals(new Cell(2, 0), layout.cells().get("encoder"));
        assertEquals(new Cell(2, 1), layout.cells().get("previous"));
        assertEquals(new Cell(5, 0), layout.cells().get("decoder-input"));
        assertEquals(8, layout.columns());
        assertEquals(2, layout.rows());
    }

    @Test
    void circlesAndMissingInputsAreDrawnAllTheSame() {
        Graph graph = new Graph(List.of(new Node.Gru("a", "b", 4), new Node.Gru("b", "a", 4), new Node.Gru("c", "nowhere", 4)));
        GraphLayout layout = GraphLayout.of(graph);
        assertEquals(3, layout.cells().size());
        assertEquals(3, layout.cells().values().stream().distinct().count());
    }

    @Test
    void orderPutsEachNodeAfterItsInputs() {
        Graph graph = new Graph(List.of(Node.NextItem.own("head", "rnn"), new Node.Gru("rnn", "vectors", 4), new Node.Embedding("vectors", "items", 4, false), new InputNode.ItemInput("items")));
        assertEquals(List.of("items", "vectors", "rnn", "head"), graph.ordered().stream().map(Node::name).toList());
        assertEquals("head", graph.head().name());
    }
}
