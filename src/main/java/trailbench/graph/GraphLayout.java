package trailbench.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where each node stands when a graph is drawn from top to bottom in layers.
///
/// A node's layer is the length of the longest path that leads to it; what has no inputs stands right above the first node that reads it.
/// An edge over several layers has a place in each, so that it need not run through a node. Within a layer, nodes are ordered by the mean
/// place of their neighbours, in sweeps down and up (K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical
/// system structures", IEEE Transactions on Systems, Man, and Cybernetics 1981), and then drawn towards them. Works for wrong graphs too:
/// an edge that closes a circle is left out of the count.
public final class GraphLayout {
    /// Width of a node, in pixels.
    public static final int WIDTH = 176;
    /// Height of a node, in pixels.
    public static final int HEIGHT = 52;
    /// From a layer's lower edge to the next one's upper edge, in pixels.
    public static final int DOWN = 40;
    /// Between two nodes of a layer, in pixels.
    public static final int ACROSS = 32;
    /// Places are multiples of this.
    public static final int GRID = 4;

    private static final int LANE = 40;
    private static final int SWEEPS = 8;

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> layer = new HashMap<>();
    private final Map<Place, List<Place>> above = new HashMap<>();
    private final Map<Place, List<Place>> below = new HashMap<>();
    private final List<List<Place>> layers = new ArrayList<>();

    /// A node, or where an edge passes a layer.
    private static final class Place {
        private final String name;
        private final int width;
        private double centre;

        Place(String name, int width) {
            this.name = name;
            this.width = width;
        }
    }

    private GraphLayout(Graph graph) {
        graph.nodes().forEach(node -> nodes.putIfAbsent(node.name(), node));
        nodes.keySet().forEach(name -> depth(name, new HashSet<>()));
        lowerInputs();
        fillLayers();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            sweep(sweep % 2 == 0);
        }
    }

    /// The place of each node by name; the leftmost and the topmost stand at 0.
    public static Map<String, Spot> of(Graph graph) {
        return new GraphLayout(graph).spots();
    }

    /// Corners of the smallest rectangle around nodes that stand at these places.
    public static Extent extent(Collection<Spot> spots) {
        int left = spots.stream().mapToInt(Spot::x).min().orElse(0);
        int top = spots.stream().mapToInt(Spot::y).min().orElse(0);
        int right = spots.stream().mapToInt(Spot::x).max().orElse(-WIDTH) + WIDTH;
        int bottom = spots.stream().mapToInt(Spot::y).max().orElse(-HEIGHT) + HEIGHT;
        return new Extent(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    }

    /// A rectangle in pixels.
    public record Extent(int left, int top, int width, int height) {}

    private int depth(String name, Set<String> open) {
        Integer known = layer.get(name);
        if (known != null) {
            return known;
        }
        open.add(name);
        int deepest = -1;
        for (String source : Graph.sources(nodes.get(name))) {
            if (nodes.containsKey(source) && !open.contains(source)) {
                deepest = Math.max(deepest, depth(source, open));
            }
        }
        open.remove(name);
        layer.put(name, deepest + 1);
        return deepest + 1;
    }

    private void lowerInputs() {
        for (Node node : nodes.values()) {
            if (Graph.sources(node).isEmpty()) {
                nodes.values().stream()
                        .filter(reader -> Graph.sources(reader).contains(node.name()))
                        .mapToInt(reader -> layer.get(reader.name()) - 1)
                        .min()
                        .ifPresent(lowest -> layer.put(node.name(), Math.max(0, lowest)));
            }
        }
    }

    private void fillLayers() {
        int deepest = layer.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
        for (int i = 0; i <= deepest; i++) {
            layers.add(new ArrayList<>());
        }
        Map<String, Place> places = new HashMap<>();
        for (String name : nodes.keySet()) {
            Place place = new Place(name, WIDTH);
            places.put(name, place);
            layers.get(layer.get(name)).add(place);
        }
        for (Node node : nodes.values()) {
            for (String source : Graph.sources(node)) {
                if (nodes.containsKey(source) && layer.get(source) < layer.get(node.name())) {
                    join(places.get(source), layer.get(source), places.get(node.name()), layer.get(node.name()));
                }
            }
        }
        layers.forEach(GraphLayout::spread);
    }

    private void join(Place from, int first, Place to, int last) {
        Place before = from;
        for (int between = first + 1; between < last; between++) {
            Place lane = new Place("", LANE);
            layers.get(between).add(lane);
            link(before, lane);
            before = lane;
        }
        link(before, to);
    }

    private void link(Place upper, Place lower) {
        below.computeIfAbsent(upper, _ -> new ArrayList<>()).add(lower);
        above.computeIfAbsent(lower, _ -> new ArrayList<>()).add(upper);
    }

    private void sweep(boolean downwards) {
        List<List<Place>> order = downwards ? layers : layers.reversed();
        for (List<Place> row : order) {
            Map<Place, Double> wished = new HashMap<>();
            for (Place place : row) {
                List<Place> near = (downwards ? above : below).getOrDefault(place, List.of());
                wished.put(place, near.stream().mapToDouble(each -> each.centre).average().orElse(place.centre));
            }
            row.sort(Comparator.comparingDouble(wished::get));
            pack(row, wished);
        }
    }

    /// As near to the wished places as the widths allow, in the order of the row.
    private static void pack(List<Place> row, Map<Place, Double> wished) {
        double edge = Double.NEGATIVE_INFINITY;
        double shift = 0;
        for (Place place : row) {
            place.centre = Math.max(wished.get(place), edge + place.width / 2.0);
            edge = place.centre + place.width / 2.0 + ACROSS;
            shift += wished.get(place) - place.centre;
        }
        for (Place place : row) {
            place.centre += shift / row.size();
        }
    }

    private static void spread(List<Place> row) {
        double edge = 0;
        for (Place place : row) {
            place.centre = edge + place.width / 2.0;
            edge += place.width + ACROSS;
        }
        double middle = (edge - ACROSS) / 2;
        row.forEach(place -> place.centre -= middle);
    }

    private Map<String, Spot> spots() {
        double leftmost = layers.stream()
                .flatMap(List::stream)
                .filter(place -> !place.name.isEmpty())
                .mapToDouble(place -> place.centre)
                .min()
                .orElse(0);
        Map<String, Spot> found = new LinkedHashMap<>();
        for (int row = 0; row < layers.size(); row++) {
            for (Place place : layers.get(row)) {
                if (!place.name.isEmpty()) {
                    int x = GRID * (int) Math.round((place.centre - leftmost) / GRID);
                    found.put(place.name, new Spot(x, row * (HEIGHT + DOWN)));
                }
            }
        }
        return found;
    }
}
