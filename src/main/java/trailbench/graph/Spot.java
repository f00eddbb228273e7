package trailbench.graph;

/// Where a node's upper left corner stands in a drawing, in pixels of its full size; right and down are positive.
public record Spot(int x, int y) {
    public Spot moved(int right, int down) {
        return new Spot(x + right, y + down);
    }
}
