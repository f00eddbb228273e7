package trailbench.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A drawing as SVG: nodes with what they are and how many parameters they hold, edges with what flows along them.
public final class GraphSvg {
    private static final int MARGIN = 24;
    private static final int HEAD = 34;
    private static final String FONTS = "'Noto Sans', 'Noto Sans CJK SC', 'Segoe UI', 'Helvetica Neue', sans-serif";

    private final Drawing drawing;
    private final GraphCheck check;
    private final NodeWords words;
    private final Look look;
    private final StringBuilder svg = new StringBuilder();

    private record Look(String ground, String box, String line, String text, String muted, String edge) {
        static final Look LIGHT = new Look("#ffffff", "#ffffff", "#d0d7de", "#1f2328", "#59636e", "#818b98");
        static final Look DARK = new Look("#0d1117", "#161b22", "#3d444d", "#f0f6fc", "#9198a1", "#7d8590");
    }

    private GraphSvg(Drawing drawing, GraphCheck check, NodeWords words, boolean dark) {
        this.drawing = drawing;
        this.check = check;
        this.words = words;
        this.look = dark ? Look.DARK : Look.LIGHT;
    }

    /// @param title   stands above the drawing
    /// @param dark    light lines on dark ground
    public static String of(String title, Drawing drawing, GraphCheck check, NodeWords words, boolean dark) {
        return new GraphSvg(drawing, check, words, dark).draw(title);
    }

    private String draw(String title) {
        GraphLayout.Extent extent = GraphLayout.extent(drawing.spots().values());
        int beside = GraphLayout.ACROSS;
        int width = Math.max(extent.width() + 2 * beside, 320) + 2 * MARGIN;
        int height = extent.height() + 2 * MARGIN + HEAD;
        line("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"%s\">", width, height, width, height, FONTS);
        line("<title>%s</title>", escape(title));
        line("<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>", look.ground());
        line("<text x=\"%d\" y=\"%d\" font-size=\"14\" font-weight=\"600\" fill=\"%s\">%s</text>", MARGIN, MARGIN + 8, look.text(), escape(title));
        line("<g transform=\"translate(%d %d)\">", MARGIN + beside - extent.left(), MARGIN + HEAD - extent.top());
        drawing.edges().forEach(this::edge);
        drawing.graph().nodes().forEach(this::node);
        line("</g>");
        line("</svg>");
        return svg.toString();
    }

    private void edge(Drawing.Edge edge) {
        Route route = route(drawing, edge);
        String dashes = edge.port().reference() ? " stroke-dasharray=\"5 4\"" : "";
        line("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"%s/>", route.path(), look.edge(), dashes);
        if (!edge.port().reference()) {
            Optional.ofNullable(check.shapes().get(edge.from())).ifPresent(shape -> line(
                    "<text x=\"%.1f\" y=\"%.1f\" font-size=\"10\" text-anchor=\"middle\" fill=\"%s\" stroke=\"%s\" stroke-width=\"3\" paint-order=\"stroke\">%s</text>",
                    route.labelX(), route.labelY() + 3, look.muted(), look.ground(), shape));
        }
    }

    /// The way of an edge in a drawing.
    public static Route route(Drawing drawing, Drawing.Edge edge) {
        Map<String, Spot> spots = drawing.spots();
        Collection<Spot> others = new ArrayList<>();
        spots.forEach((name, spot) -> {
            if (!name.equals(edge.from()) && !name.equals(edge.to())) {
                others.add(spot);
            }
        });
        return Route.of(spots.get(edge.from()), spots.get(edge.to()), entersAt(drawing.graph().node(edge.to()), edge), others);
    }

    private static double entersAt(Node node, Drawing.Edge edge) {
        List<String> connected = Drawing.connected(node, edge.port());
        double beside = edge.port().many() ? 14 * (connected.indexOf(edge.from()) - (connected.size() - 1) / 2.0) : 0;
        return portAt(NodeKind.of(node), edge.port()) + beside;
    }

    /// From the left edge of a node to one of its ports, in pixels: those that tables go into stand to the right.
    public static double portAt(NodeKind kind, NodeKind.Port port) {
        List<NodeKind.Port> alike = kind.ports().stream().filter(each -> each.reference() == port.reference()).toList();
        double place = (alike.indexOf(port) + 1.0) / (alike.size() + 1.0);
        return port.reference() ? GraphLayout.WIDTH * (0.7 + 0.3 * place) : GraphLayout.WIDTH * place;
    }

    private void node(Node node) {
        Spot at = drawing.spots().get(node.name());
        boolean wrong = !check.problems(node.name()).isEmpty();
        String colour = wrong ? "#cf222e" : colour(NodeKind.of(node).family());
        line("<g transform=\"translate(%d %d)\">", at.x(), at.y());
        check.problems(node.name()).stream().findFirst().ifPresent(problem -> line("<title>%s</title>", escape(words.problem(problem))));
        line("<rect width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\" stroke=\"%s\"/>", GraphLayout.WIDTH, GraphLayout.HEIGHT, look.box(), wrong ? colour : look.line());
        line("<rect width=\"4\" height=\"%d\" rx=\"2\" fill=\"%s\"/>", GraphLayout.HEIGHT, colour);
        line("<text x=\"14\" y=\"21\" font-size=\"13\" font-weight=\"600\" fill=\"%s\">%s</text>", look.text(), escape(shorter(node.name(), 22)));
        line("<text x=\"14\" y=\"39\" font-size=\"11\" fill=\"%s\">%s</text>", look.muted(), escape(shorter(words.title(node), 18)));
        long parameters = check.parameters().getOrDefault(node.name(), 0L);
        if (parameters > 0) {
            line("<text x=\"%d\" y=\"39\" font-size=\"11\" text-anchor=\"end\" fill=\"%s\">%,d</text>", GraphLayout.WIDTH - 10, look.muted(), parameters);
        }
        line("</g>");
    }

    private static String colour(Family family) {
        return switch (family) {
            case INPUT -> "#6e7781";
            case VECTORS -> "#8f63e9";
            case COMBINING -> "#bf8700";
            case ENCODER -> "#0969da";
            case STEPS -> "#1b7c83";
            case LAYER -> "#6e7781";
            case HEAD -> "#1a7f37";
        };
    }

    private static String shorter(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
