package trailbench.ui.control;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A small mark of how sure something is: up to three bars, each higher than the one before. Words must stand beside it.
public final class LevelMark extends HBox {
    private static final int BARS = 3;

    /// @param level bars that are filled, 0 to 3
    public LevelMark(int level) {
        super(2);
        getStyleClass().addAll("level-mark", "level-" + level);
        getStylesheets().add(String.valueOf(LevelMark.class.getResource("level-mark.css")));
        setAlignment(Pos.BOTTOM_LEFT);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        for (int bar = 1; bar <= BARS; bar++) {
            Region region = new Region();
            region.getStyleClass().addAll("level-bar", bar <= level ? "filled" : "open");
            region.setMinSize(3, 3.0 * bar + 1);
            region.setPrefSize(3, 3.0 * bar + 1);
            region.setMaxSize(3, 3.0 * bar + 1);
            getChildren().add(region);
        }
    }
}
