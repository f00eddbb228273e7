package trailbench.ui.sequences;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.sequences.SequencePicture.Basket;
import trailbench.ui.sequences.SequencePicture.Strip;

/// A few users' sequences as rows of chips: padding, what lies before, and the last baskets in the colours of their
/// parts. The rows end together at the right, at each user's last event.
final class StripRows {
    private static final int TITLE = 14;
    private static final int CHIPS = 3;
    private static final double HEIGHT = 32;
    private final Messages words;
    private final Quantities quantities;

    private final Consumer<String> open;

    /// @param open shows the user of that id in full
    StripRows(Messages words, Quantities quantities, Consumer<String> open) {
        this.open = open;
        this.words = words;
        this.quantities = quantities;
    }

    List<Node> rows(List<Strip> strips) {
        return strips.stream().map(this::row).toList();
    }

    /// What stands before the rows and does not scroll: the user's id, and the padding of the window.
    List<Node> heads(List<Strip> strips) {
        return strips.stream().map(this::head).toList();
    }

    private Node head(Strip strip) {
        Hyperlink user = new Hyperlink(strip.user());
        user.getStyleClass().addAll("mono", "small-text", "strip-user");
        user.setTooltip(new Tooltip(words.text("strips.open", strip.user())));
        user.setOnAction(event -> open.accept(strip.user()));
        user.setMaxWidth(96);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = line(user, space);
        if (strip.padding() > 0) {
            head.getChildren().add(chip(words.text("strips.padding", strip.padding()), "padding", words.text("strips.padding.tip", strip.padding())));
        }
        return head;
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(6, nodes);
        line.setMinHeight(HEIGHT);
        line.setPrefHeight(HEIGHT);
        line.setMaxHeight(HEIGHT);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Node row(Strip strip) {
        HBox row = line();
        row.setAlignment(Pos.CENTER_RIGHT);
        if (strip.earlier() > 0) {
            row.getChildren().add(chip(words.text("strips.earlier", strip.earlier()), "earlier", words.text("strips.earlier.tip", strip.earlier())));
        }
        strip.baskets().forEach(basket -> row.getChildren().add(basket(basket)));
        return row;
    }

    private Node basket(Basket basket) {
        String part = words.text("part." + basket.part().styleClass());
        HBox box = new HBox(2);
        box.setMaxHeight(Region.USE_PREF_SIZE);
        box.getStyleClass().addAll("basket", basket.part().styleClass());
        String when = quantities.day(basket.time());
        for (String title : basket.titles().stream().limit(CHIPS).toList()) {
            box.getChildren().add(chip(shortened(title), basket.part().styleClass(), words.text("strips.tip", title, when, part)));
        }
        int more = basket.titles().size() - CHIPS;
        if (more > 0) {
            String rest = String.join(", ", basket.titles().subList(CHIPS, basket.titles().size()));
            box.getChildren().add(chip("+" + more, basket.part().styleClass(), words.text("strips.tip", rest, when, part)));
        }
        return box;
    }

    private static Label chip(String text, String styleClass, String tip) {
        Label chip = new Label(text);
        chip.getStyleClass().addAll("chip", styleClass);
        chip.setMinWidth(Region.USE_PREF_SIZE);
        chip.setTooltip(new Tooltip(tip));
        return chip;
    }

    private static String shortened(String title) {
        return title.length() <= TITLE ? title : title.substring(0, TITLE - 1).strip() + "…";
    }
}
