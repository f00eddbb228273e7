package trailbench.ui.train;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import trailbench.engine.Diagnosis;
import trailbench.training.BlackBox;
import trailbench.ui.chart.Figures;
import trailbench.ui.fx.Messages;

/// What went on when a run diverged, in sentences, and the way on.
final class BlackBoxPane extends VBox {
    private static final int LAYERS = 4;
    private final Messages words;
    private final Button fork = new Button();

    BlackBoxPane(Messages words, Runnable cure) {
        super(4);
        this.words = words;
        setId("blackBox");
        getStyleClass().add("black-box");
        fork.setId("forkWithCure");
        fork.setOnAction(pressed -> cure.run());
    }

    /// @param canFork false if there is no checkpoint to fork from: the options of the form take the cure
    void show(BlackBox box, boolean canFork, String command) {
        Label title = new Label(words.text("box.title", box.epoch(), box.step()));
        title.getStyleClass().add("section-title");
        getChildren().setAll(title, line(place(box)), line(norms(box)), line(suspects(box)), fork);
        layers(box).ifPresent(text -> getChildren().add(3, line(text)));
        fork.setText(words.text(canFork ? "box.fork" : "box.options"));
        fork.setTooltip(new Tooltip(canFork ? command : words.text("box.options.tip")));
    }

    private String place(BlackBox box) {
        String batches = box.batches().stream()
                .map(batch -> words.text("box.batch", batch.batch(), batch.windows(), batch.targets()))
                .collect(Collectors.joining("; "));
        String where = box.diagnosis().first()
                .map(first -> words.text("box.first." + first.place().name().toLowerCase(Locale.ROOT), first.layer()))
                .orElse(words.text("box.first.none"));
        return where + " " + words.text(box.training() ? "box.in.training" : "box.in.validation", batches);
    }

    private String norms(BlackBox box) {
        List<BlackBox.Good> before = box.before().subList(Math.max(0, box.before().size() - 6), box.before().size());
        return before.isEmpty()
                ? words.text("box.norms.none")
                : words.text("box.norms", before.stream().map(step -> figure(step.gradientNorm())).collect(Collectors.joining(" → ")));
    }

    /// The largest parameters: where weights have grown.
    private Optional<String> layers(BlackBox box) {
        String largest = box.diagnosis().layers().stream()
                .filter(layer -> layer.parameters() > 0 || Double.isNaN(layer.parameters()))
                .sorted(Comparator.comparing(Diagnosis.Layer::parameters).reversed())
                .limit(LAYERS)
                .map(layer -> layer.name() + " " + figure(layer.parameters()))
                .collect(Collectors.joining(", "));
        return largest.isEmpty() ? Optional.empty() : Optional.of(words.text("box.layers", largest));
    }

    private String suspects(BlackBox box) {
        return words.text(
                "box.suspects",
                box.suspects().stream()
                        .map(suspect -> words.text("box.suspect." + suspect.cause().name().toLowerCase(Locale.ROOT).replace('_', '-'), figure(suspect.figure())))
                        .collect(Collectors.joining("; ")));
    }

    private String figure(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6 ? Figures.whole(value, words.locale()) : Figures.of(value, words.locale());
    }

    private static Label line(String text) {
        Label line = new Label(text);
        line.setWrapText(true);
        line.setMinHeight(USE_PREF_SIZE);
        return line;
    }
}
