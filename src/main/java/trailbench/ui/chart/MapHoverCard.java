package trailbench.ui.chart;

import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import trailbench.embedding.PointMap;
import trailbench.ui.fx.Messages;

/// The small card beside the cursor: title, id, and the point's value in each column.
final class MapHoverCard extends VBox {
    private static final int MOST_COLUMNS = 6;
    private static final double DISTANCE = 14;

    private final Messages words;
    private final Label title = new Label();
    private final Label values = new Label();

    MapHoverCard(Messages words) {
        this.words = words;
        getStyleClass().add("map-card");
        title.getStyleClass().add("map-card-title");
        values.getStyleClass().add("map-card-values");
        title.setWrapText(true);
        values.setWrapText(true);
        setMaxWidth(280);
        setMouseTransparent(true);
        setManaged(false);
        setVisible(false);
        getChildren().addAll(title, values);
    }

    /// Beside the cursor, on the side where there is room.
    void show(PointMap map, int point, double x, double y, double width, double height) {
        title.setText(map.titles().get(point));
        values.setText(describe(map, point));
        setVisible(true);
        applyCss();
        double wide = Math.min(prefWidth(-1), 280);
        double high = prefHeight(wide);
        double left = x + DISTANCE + wide <= width ? x + DISTANCE : Math.max(x - DISTANCE - wide, 4);
        double top = y + DISTANCE + high <= height ? y + DISTANCE : Math.max(y - DISTANCE - high, 4);
        resizeRelocate(Math.round(left), Math.round(top), wide, high);
    }

    private String describe(PointMap map, int point) {
        StringBuilder text = new StringBuilder(words.text("map.id")).append("  ").append(map.ids().get(point));
        int lines = 0;
        for (Map.Entry<String, List<String>> column : map.columns().entrySet()) {
            String value = column.getValue().get(point);
            if (!value.isBlank() && lines++ < MOST_COLUMNS) {
                text.append('\n').append(MapWords.column(column.getKey(), words)).append("  ").append(value);
            }
        }
        return text.toString();
    }
}
