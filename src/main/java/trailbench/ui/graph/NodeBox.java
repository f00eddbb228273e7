package trailbench.ui.graph;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.graph.GraphCheck;
import trailbench.graph.InputNode;
import trailbench.graph.Node;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// A node as it is drawn: icon and name, what it is, how many parameters it has.
final class NodeBox extends VBox {
    static final double WIDTH = 172;
    static final double HEIGHT = 76;

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final String name;

    NodeBox(Node node, GraphCheck check, Messages words, Quantities quantities, Runnable chosen) {
        name = node.name();
        Look look = look(node);
        getStyleClass().addAll("node-box", look.family());
        setPrefSize(WIDTH, HEIGHT);
        setMinSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        Label title = new Label(name);
        title.getStyleClass().add("node-name");
        Label kind = new Label(words.text("kind." + look.kind()) + numbers(node), new FontIcon(look.icon()));
        kind.getStyleClass().add("node-kind");
        Long parameters = check.parameters().get(name);
        Label count = new Label(parameters == null || parameters == 0 ? "" : words.text("node.parameters", quantities.count(parameters)));
        count.getStyleClass().add("node-count");
        getChildren().addAll(title, kind, count);
        List<GraphCheck.Problem> problems = check.problems(name);
        pseudoClassStateChanged(WRONG, !problems.isEmpty());
        String about = words.text("kind." + look.kind() + ".about");
        Tooltip.install(this, new Tooltip(problems.isEmpty() ? name + ": " + about : problems.getFirst().toString()));
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleText(name + ", " + kind.getText() + ", " + count.getText());
        setOnMousePressed(mouse -> {
            requestFocus();
            chosen.run();
            mouse.consume();
        });
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) {
                chosen.run();
                key.consume();
            }
        });
    }

    void show(String selected) {
        pseudoClassStateChanged(SELECTED, name.equals(selected));
    }

    private static String numbers(Node node) {
        return switch (node) {
            case InputNode.HourInput h -> " · " + h.cycle().hours();
            case InputNode.FeatureInput f -> " · " + f.feature();
            case InputNode.UserFeatureInput f -> " · " + f.feature();
            case Node.Embedding e -> " · " + e.width();
            case Node.Dropout d -> " · " + d.rate();
            case Node.SequenceDropout d -> " · " + d.rate();
            case Node.DilatedConvolution c -> " · " + c.kernel() + " × " + c.dilation();
            case Node.WindowConvolution c -> " · " + c.length();
            case Node.AdditiveAttention a -> " · " + a.units();
            case Node.SimpleRnn r -> " · " + r.units();
            case Node.Lstm l -> " · " + l.units();
            case Node.Gru g -> " · " + g.units();
            case Node.Dense d -> " · " + d.units();
            default -> "";
        };
    }

    /// @param kind   key of its words
    /// @param family style class: what colour it has
    private record Look(String kind, String icon, String family) {}

    static String kind(Node node) {
        return look(node).kind();
    }

    private static Look look(Node node) {
        return switch (node) {
            case InputNode.ItemInput _ -> new Look("item-input", "fth-log-in", "input");
            case InputNode.BehaviourInput _ -> new Look("behaviour-input", "fth-mouse-pointer", "input");
            case InputNode.TimeGapInput _ -> new Look("time-gap-input", "fth-watch", "input");
            case InputNode.HourInput _ -> new Look("hour-input", "fth-clock", "input");
            case InputNode.UserInput _ -> new Look("user-input", "fth-user", "input");
            case InputNode.FeatureInput _ -> new Look("feature-input", "fth-tag", "input");
            case InputNode.UserFeatureInput _ -> new Look("user-feature-input", "fth-users", "input");
            case Node.Embedding _ -> new Look("embedding", "fth-grid", "embedding");
            case Node.Dropout _ -> new Look("dropout", "fth-droplet", "shaping");
            case Node.SequenceDropout _ -> new Look("sequence-dropout", "fth-droplet", "shaping");
            case Node.DilatedConvolution _ -> new Look("dilated-convolution", "fth-layers", "recurrent");
            case Node.WindowConvolution _ -> new Look("window-convolution", "fth-layers", "recurrent");
            case Node.AdditiveAttention _ -> new Look("additive-attention", "fth-eye", "recurrent");
            case Node.SimpleRnn _ -> new Look("simple-rnn", "fth-repeat", "recurrent");
            case Node.Lstm _ -> new Look("lstm", "fth-repeat", "recurrent");
            case Node.Gru _ -> new Look("gru", "fth-repeat", "recurrent");
            case Node.Positions _ -> new Look("positions", "fth-hash", "embedding");
            case Node.LayerNorm _ -> new Look("layer-norm", "fth-minimize-2", "shaping");
            case Node.SelfAttention _ -> new Look("self-attention", "fth-eye", "recurrent");
            case Node.LastStep _ -> new Look("last-step", "fth-skip-forward", "shaping");
            case Node.RepeatVector _ -> new Look("repeat-vector", "fth-copy", "shaping");
            case Node.PreviousStep _ -> new Look("previous-step", "fth-skip-back", "shaping");
            case Node.Concat _ -> new Look("concat", "fth-git-merge", "shaping");
            case Node.Sum _ -> new Look("sum", "fth-plus", "shaping");
            case Node.Dense _ -> new Look("dense", "fth-sliders", "recurrent");
            case Node.NextItem _ -> new Look("next-item", "fth-target", "head");
            case Node.MaskedItem _ -> new Look("masked-item", "fth-eye-off", "head");
            case Node.ReconstructItems _ -> new Look("reconstruct-items", "fth-target", "head");
            case Node.ReconstructVectors _ -> new Look("reconstruct-vectors", "fth-target", "head");
        };
    }
}
