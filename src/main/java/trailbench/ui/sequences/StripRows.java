package trailbench.ui.sequences;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
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
    private static final double HEIGHT = 28;
    private final Messages words;
    private final Quantities quantities;

    StripRows(Messages words, Quantities quantities) {
        this.words = words;
        this.quantities = quantities;
    }

    List<Node> rows(List<Strip> strips) {
        return strips.stream().map(this::row).toList();
    }

    /// The users' ids, one above the other as the rows are.
    List<Node> users(List<Strip> strips) {
        return strips.stream().map(StripRows::user).toList();
    }

    private static Node user(Strip strip) {
        Label user = new Label(strip.user());
        user.getStyleClass().addAll("mono", "small-text", "muted");
        user.setMinHeight(HEIGHT);
        user.setMaxWidth(96);
        return user;
    }

    private Node row(Strip strip) {
        HBox row = new HBox(6);
        row.setMinHeight(HEIGHT);
        row.setAlignment(Pos.CENTER_RIGHT);
        if (strip.padding() > 0) {
            row.getChildren().add(chip(words.text("strips.padding", strip.padding()), "padding", words.text("strips.padding.tip", strip.padding())));
        }
        if (strip.earlier() > 0) {
            row.getChildren().add(chip(words.text("strips.earlier", strip.earlier()), "earlier", words.text("strips.earlier.tip", strip.earlier())));
        }
        strip.baskets().forEach(basket -> row.getChildren().add(basket(basket)));
        return row;
    }

    private Node basket(Basket basket) {
        String part = words.text("part." + basket.part().styleClass());
        HBox box = new HBox(2);
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
