package trailbench.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrawingTest {
    private static final Channels CHANNELS = Channels.ofItems(100, 10);
    private final Drawing gru = Drawing.of(new GraphChoice.GruNext(8, 16, 1, 0.1));

    private static NodeKind.Port port(Drawing drawing, String node, int at) {
        return NodeKind.of(drawing.graph().node(node)).ports().get(at);
    }

    private Optional<String> refusal(Drawing drawing, String from, String to) {
        return new Connections(drawing, CHANNELS).refusal(from, to, port(drawing, to, 0)).stream().map(Reason::toString).reduce((what, mend) -> what + " " + mend);
    }

    @Test
    void placesAreKeptInTheChoiceAndChangeNothingOfTheModel() {
        Drawing moved = gru.moved(List.of("encoder"), 40, -8);
        GraphChoice.Drawn choice = moved.choice();
        assertEquals(gru.spots().get("encoder").moved(40, -8), Drawing.of(choice).spots().get("encoder"));
        assertEquals(gru.graph(), choice.graph());
    }

    @Test
    void nodeWithoutAPlaceIsLaidOut() {
        Drawing partly = Drawing.of(new GraphChoice.Drawn(gru.graph().nodes(), Optional.of(Map.of("encoder", List.of(500, 4)))));
        assertEquals(new Spot(500, 4), partly.spots().get("encoder"));
        assertEquals(GraphLayout.of(gru.graph()).get("items"), partly.spots().get("items"));
    }

    @Test
    void edgesAreWhatNodesRead() {
        Drawing sasrec = Drawing.of(GraphChoice.Sasrec.defaults());
        assertTrue(sasrec.edges().stream().anyMatch(edge -> edge.port().reference() && edge.from().equals("embedding") && edge.to().equals("next-item")));
        assertEquals(5, gru.edges().size());
    }

    @Test
    void renamedNodeIsReadUnderItsNewName() {
        Drawing sasrec = Drawing.of(GraphChoice.Sasrec.defaults());
        Node.Embedding embedding = (Node.Embedding) sasrec.graph().node("embedding");
        Drawing renamed = sasrec.replaced("embedding", new Node.Embedding("vectors", embedding.input(), embedding.width(), false));
        assertEquals(sasrec.edges().size(), renamed.edges().size());
        assertEquals(Optional.of("vectors"), ((Node.NextItem) renamed.graph().node("next-item")).tied());
        assertTrue(GraphCheck.check(renamed.graph(), CHANNELS).passes());
        assertEquals(sasrec.spots().get("embedding"), renamed.spots().get("vectors"));
    }

    @Test
    void deletedNodeLeavesItsReadersUnconnected() {
        Drawing without = gru.without(List.of("encoder"));
        assertEquals(List.of(""), without.graph().node("output-dropout").inputs());
        GraphCheck check = GraphCheck.check(without.graph(), CHANNELS);
        assertEquals("Nothing is connected to it.", check.problems("output-dropout").getFirst().message());
        assertFalse(without.spots().containsKey("encoder"));
    }

    @Test
    void dissolvedNodeIsBridged() {
        Drawing bridged = gru.dissolved(List.of("embedding-dropout", "output-dropout"));
        assertEquals(List.of("embedding"), bridged.graph().node("encoder").inputs());
        assertEquals(List.of("encoder"), bridged.graph().node("next-item").inputs());
        assertTrue(GraphCheck.check(bridged.graph(), CHANNELS).passes());
    }

    @Test
    void nodeIsInsertedIntoAnEdge() {
        Drawing.Edge edge = gru.edges().stream().filter(each -> each.to().equals("encoder")).findFirst().orElseThrow();
        Drawing with = gru.inserted(edge, new Node.LayerNorm("norm", ""), new Spot(0, 0));
        assertEquals(List.of("norm"), with.graph().node("encoder").inputs());
        assertEquals(List.of("embedding-dropout"), with.graph().node("norm").inputs());
    }

    @Test
    void connectionsAreRefusedByWhatFlowsWithTheReason() {
        Drawing drawing = gru.added(new Node.Gru("second", "", 4), new Spot(0, 0)).added(new Node.RepeatVector("repeat", ""), new Spot(0, 0));
        assertTrue(refusal(drawing, "items", "second").orElseThrow().contains("[B, T]"));
        assertTrue(refusal(drawing, "encoder", "repeat").orElseThrow().contains("one vector a sequence"));
        assertTrue(refusal(drawing, "next-item", "second").orElseThrow().contains("is a head"));
        assertTrue(refusal(drawing, "second", "second").orElseThrow().contains("itself"));
        assertTrue(refusal(drawing, "next-item", "encoder").isPresent());
        assertTrue(refusal(drawing, "output-dropout", "encoder").orElseThrow().contains("circle"));
        assertEquals(Optional.empty(), refusal(drawing, "embedding", "second"));
    }

    @Test
    void widthIsNoReasonToRefuse() {
        Drawing drawing = gru.added(new Node.Sum("sum", List.of("embedding")), new Spot(0, 0));
        assertEquals(Optional.empty(), refusal(drawing, "encoder", "sum"));
        Drawing joined = drawing.connected("encoder", "sum", port(drawing, "sum", 0));
        assertTrue(GraphCheck.check(joined.graph(), CHANNELS).problems("sum").getFirst().message().contains("one width"));
    }

    @Test
    void tableGoesIntoThePortOfAReference() {
        NodeKind.Port tied = port(gru, "next-item", 1);
        Connections connections = new Connections(gru, CHANNELS);
        assertEquals(List.of(Reason.of(Reason.Kind.TAKES_TABLE)), connections.refusal("encoder", "next-item", tied));
        assertEquals(List.of(), connections.refusal("embedding", "next-item", tied));
        Drawing joined = gru.connected("embedding", "next-item", tied);
        assertEquals(Optional.of("embedding"), ((Node.NextItem) joined.graph().node("next-item")).tied());
        Drawing apart = joined.disconnected(new Drawing.Edge("embedding", "next-item", tied));
        assertEquals(gru.graph(), apart.graph());
    }

    @Test
    void pastedNodesHaveFreeNamesAndKeepTheirEdges() {
        Drawing part = gru.part(List.of("embedding-dropout", "encoder"));
        Drawing.Pasted pasted = gru.pasted(part, 24, 24);
        assertEquals(List.of("embedding-dropout-2", "encoder-2"), pasted.names());
        assertEquals(List.of("embedding-dropout-2"), pasted.drawing().graph().node("encoder-2").inputs());
        assertEquals(List.of("embedding"), pasted.drawing().graph().node("embedding-dropout-2").inputs());
        assertEquals(gru.spots().get("encoder").moved(24, 24), pasted.drawing().spots().get("encoder-2"));

        Drawing elsewhere = Drawing.of(new GraphChoice.Drawn(List.of(new InputNode.ItemInput("items")))).pasted(part, 0, 0).drawing();
        assertEquals(List.of(""), elsewhere.graph().node("embedding-dropout").inputs());
    }

    @Test
    void nodesAreAligned() {
        Drawing apart = gru.moved(List.of("encoder"), 100, 0).moved(List.of("items"), 20, 0);
        int left = gru.spots().get("encoder").x();
        Drawing aligned = apart.aligned(List.of("encoder", "items"), Drawing.Line.LEFT);
        assertEquals(left + 20, aligned.spots().get("encoder").x());
        assertEquals(left + 60, apart.aligned(List.of("encoder", "items"), Drawing.Line.CENTRE).spots().get("items").x());
        assertEquals(gru.spots(), apart.tidied().spots());
    }

    @Test
    void pictureHasEveryNodeAndWhatFlows() {
        String svg = GraphSvg.of("a < b", gru, GraphCheck.check(gru.graph(), CHANNELS), new NodeWords(java.util.Locale.ENGLISH), false);
        gru.graph().nodes().forEach(node -> assertTrue(svg.contains(">" + node.name() + "<"), node.name()));
        assertTrue(svg.contains("[B, T, 16]"));
        assertTrue(svg.contains("a &lt; b"));
    }
}
