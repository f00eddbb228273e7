package trailbench.ui.embeddings;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.ui.fx.Messages;

/// Chooses what the room Embeddings shows: the map, the epochs, or how healthy the vectors are; and opens vectors of others.
final class EmbeddingParts extends HBox {
    /// What the room shows.
    enum Part {
        MAP,
        EPOCHS,
        HEALTH
    }

    private final ReadOnlyObjectWrapper<Part> part = new ReadOnlyObjectWrapper<>(Part.MAP);

    /// @param open asked for vectors of others: a file, or a folder
    EmbeddingParts(Messages words, Runnable open, Consumer<Part> chosen) {
        super(8);
        getStyleClass().add("embedding-parts");
        setAlignment(Pos.CENTER_LEFT);
        ToggleGroup group = new ToggleGroup();
        HBox toggles = new HBox();
        Part[] all = Part.values();
        for (Part each : all) {
            ToggleButton toggle = new ToggleButton(words.text("part." + each.name().toLowerCase(Locale.ROOT)));
            toggle.setId("part-" + each.name().toLowerCase(Locale.ROOT));
            toggle.getStyleClass().add(each == all[0] ? "left-pill" : each == all[all.length - 1] ? "right-pill" : "center-pill");
            toggle.setToggleGroup(group);
            toggle.setMinWidth(USE_PREF_SIZE);
            toggle.setSelected(each == Part.MAP);
            toggle.setOnAction(pressed -> {
                toggle.setSelected(true);
                part.set(each);
            });
            toggles.getChildren().add(toggle);
        }
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        Button vectors = new Button(words.text("vectors.open"), new FontIcon("fth-folder"));
        vectors.setMinWidth(USE_PREF_SIZE);
        vectors.setTooltip(new Tooltip(words.text("vectors.open.tip")));
        vectors.setOnAction(pressed -> open.run());
        getChildren().addAll(toggles, between, vectors);
        part.subscribe(chosen);
    }

    ReadOnlyObjectProperty<Part> partProperty() {
        return part.getReadOnlyProperty();
    }
}
