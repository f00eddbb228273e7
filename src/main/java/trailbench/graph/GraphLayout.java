package trailbench.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where each node stands when a graph is drawn from left to right.
///
/// A node's column is the length of the longest path that leads to it; within a column, nodes stand at the height of what feeds them
/// (K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system structures", 1981: the layering and one
/// sweep of the barycentre rule; no dummy nodes). Works for wrong graphs too: an edge that closes a circle is left out of the count.
///
/// @param cells   place of each node by name
/// @param columns number of columns
/// @param rows    number of rows of the fullest column
public record GraphLayout(Map<String, Cell> cells, int columns, int rows) {

    public GraphLayout {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    /// @param column from 0, left to right
    /// @param row    from 0, top to bottom
    public record Cell(int column, int row) {}

    public static GraphLayout of(Graph graph) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        graph.nodes().forEach(node -> nodes.putIfAbsent(node.name(), node));
        Map<String, Integer> depth = new HashMap<>();
        nodes.keySet().forEach(name -> depth(name, nodes, depth, new HashSet<>()));

        List<List<String>> layers = new ArrayList<>();
        for (String name : nodes.keySet()) {
            while (layers.size() <= depth.get(name)) {
                layers.add(new ArrayList<>());
            }
            layers.get(depth.get(name)).add(name);
        }
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (int column = 0; column < layers.size(); column++) {
            List<String> layer = layers.get(column);
            layer.sort(Comparator.comparingDouble(name -> height(nodes.get(name), cells)));
            for (int row = 0; row < layer.size(); row++) {
                cells.put(layer.get(row), new Cell(column, row));
            }
        }
        int rows = layers.stream().mapToInt(List::size).max().orElse(0);
        return new GraphLayout(cells, layers.size(), rows);
    }

    private static int depth(String name, Map<String, Node> nodes, Map<String, Integer> depth, Set<String> open) {
        Integer known = depth.get(name);
        if (known != null) {
            return known;
        }
        open.add(name);
        int deepest = -1;
        for (String source : Graph.sources(nodes.get(name))) {
            if (nodes.containsKey(source) && !open.contains(source)) {
                deepest = Math.max(deepest, depth(source, nodes, depth, open));
            }
        }
        open.remove(name);
        depth.put(name, deepest + 1);
        return deepest + 1;
    }

    private static double height(Node node, Map<String, Cell> placed) {
        return Graph.sources(node).stream()
                .filter(placed::containsKey)
                .mapToInt(source -> placed.get(source).row())
                .average()
                .orElse(0);
    }
}
