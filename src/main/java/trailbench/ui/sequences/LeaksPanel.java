package trailbench.ui.sequences;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import trailbench.sequence.LeakFinding;
import trailbench.sequence.LeakFinding.Event;
import trailbench.sequence.LeakFinding.Severity;
import trailbench.sequence.Leaks;
import trailbench.ui.control.SectionHeader;
import trailbench.ui.control.StateChip;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.shell.PassportWords;

/// The findings of the leak inspector, the worst first: each with its state in a word and a colour, what it means, examples, and a button
/// that mends it where a change of the experiment does.
final class LeaksPanel extends VBox {
    private static final double CHIP = 88;
    private static final int TITLE = 28;

    private final LeaksViewModel viewModel;
    private final Messages words;
    private final Quantities quantities;
    private final PassportWords passports;
    private final SectionHeader header = new SectionHeader();
    private final VBox rows = new VBox(12);

    LeaksPanel(LeaksViewModel viewModel, Messages words) {
        this.viewModel = viewModel;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        this.passports = new PassportWords(words.locale());
        setId("leaks");
        getStyleClass().add("card");
        header.setTitle(words.text("leaks.title"));
        getChildren().addAll(header, rows);
        visibleProperty().bind(viewModel.leaksProperty().isNotNull());
        managedProperty().bind(visibleProperty());
        viewModel.leaksProperty().subscribe(this::show);
    }

    private void show(@Nullable Leaks leaks) {
        if (leaks == null) {
            return;
        }
        header.setNote(words.text("leaks.summary", count(leaks, Severity.RED), count(leaks, Severity.AMBER), count(leaks, Severity.GREEN)));
        rows.getChildren().setAll(leaks.findings().stream()
                .sorted(Comparator.comparing(LeakFinding::severity).reversed())
                .map(this::row)
                .toList());
    }

    private static long count(Leaks leaks, Severity severity) {
        return leaks.findings().stream().filter(finding -> finding.severity() == severity).count();
    }

    private Node row(LeakFinding finding) {
        VBox text = new VBox(4, wrapped(sentence(finding)));
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(12, chip(finding), text);
        row.setAlignment(Pos.TOP_LEFT);
        if (finding.severity() == Severity.GREEN) {
            return row;
        }
        Label advice = wrapped(words.text("leaks.advice." + key(finding)));
        advice.getStyleClass().addAll("muted", "small-text");
        text.getChildren().add(advice);
        List<Node> actions = new ArrayList<>();
        if (!finding.examples().isEmpty()) {
            actions.add(examplesButton(finding, text));
        }
        if (!finding.fix().isEmpty()) {
            actions.add(mendButton(finding));
        }
        if (!actions.isEmpty()) {
            HBox buttons = new HBox(8);
            buttons.getChildren().addAll(actions);
            text.getChildren().add(buttons);
        }
        return row;
    }

    private Node chip(LeakFinding finding) {
        StateChip chip = new StateChip();
        StateChip.Tone tone = switch (finding.severity()) {
            case GREEN -> StateChip.Tone.GOOD;
            case AMBER -> StateChip.Tone.WAITING;
            case RED -> StateChip.Tone.BAD;
        };
        chip.show(tone, words.text("leaks." + finding.severity().name().toLowerCase(Locale.ROOT)));
        HBox place = new HBox(chip);
        place.setMinWidth(CHIP);
        place.setPrefWidth(CHIP);
        return place;
    }

    private String sentence(LeakFinding finding) {
        if (!finding.checked()) {
            return words.text("leaks.unchecked", words.text("leaks.none." + key(finding)));
        }
        return finding.found().count() == 0 ? words.text("leaks.none." + key(finding)) : passports.leak(finding.found());
    }

    private Button mendButton(LeakFinding finding) {
        Map<String, String> fix = finding.fix();
        Button button = new Button(fix.keySet().stream()
                .map(field -> words.text("leaks.fix." + field.replace('.', '-').replace('_', '-')))
                .collect(Collectors.joining(", ")));
        button.getStyleClass().addAll("small", "mend");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(
                fix.entrySet().stream().map(change -> "--set " + change.getKey() + "=" + change.getValue()).collect(Collectors.joining(" "))));
        button.setOnAction(event -> viewModel.mend(finding));
        return button;
    }

    /// Shows the examples below `text`, and hides them again; those of a leak are shown from the start.
    private ToggleButton examplesButton(LeakFinding finding, VBox text) {
        VBox examples = new VBox(2);
        examples.getChildren().addAll(finding.examples().stream().map(example -> line(finding, example)).toList());
        ToggleButton button = new ToggleButton(words.text("leaks.examples"));
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setSelected(finding.severity() == Severity.RED);
        examples.visibleProperty().bind(button.selectedProperty());
        examples.managedProperty().bind(examples.visibleProperty());
        text.getChildren().add(examples);
        return button;
    }

    private Label line(LeakFinding finding, LeakFinding.Example example) {
        String own = said(example.event());
        Label line = wrapped(example.other().map(other -> words.text("leaks.other." + key(finding), own, said(other))).orElse(own));
        line.getStyleClass().add("small-text");
        return line;
    }

    private String said(Event event) {
        String title = event.item().length() <= TITLE ? event.item() : event.item().substring(0, TITLE - 1).strip() + "…";
        return event.time().map(time -> words.text("leaks.event.timed", event.user(), title, quantities.utc(time)))
                .orElse(words.text("leaks.event", event.user(), title));
    }

    private static String key(LeakFinding finding) {
        return finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Label wrapped(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
