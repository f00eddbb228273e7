package trailbench.ui.control;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Tab;

/// What lies behind tabs. JavaFX dresses and lays out what no selected tab shows, too: a room of many tabs opens sooner without it.
public final class TabContents {
    private TabContents() {}

    /// Puts content behind a tab when the tab is first selected.
    public static void onDemand(Tab tab, Supplier<Node> content) {
        tab.selectedProperty().subscribe(selected -> {
            if (selected && tab.getContent() == null) {
                tab.setContent(content.get());
            }
        });
    }
}
