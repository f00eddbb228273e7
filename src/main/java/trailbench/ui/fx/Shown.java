package trailbench.ui.fx;

import javafx.scene.Node;

/// Parts of a room that are there or not.
public final class Shown {
    private Shown() {}

    /// What is not shown takes no room either.
    public static void set(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
