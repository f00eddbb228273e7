package trailbench.ui.sequences;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
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
    private static final double CHIP = 76;
    private static final int TITLE = 26;

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
        text.getChildren().add(muted(words.text("leaks.advice." + key(finding))));
        HBox actions = new HBox(8);
        if (!finding.fix().isEmpty()) {
            actions.getChildren().add(mendButton(finding));
        }
        if (!finding.examples().isEmpty()) {
            VBox examples = new VBox(2);
            examples.getChildren().addAll(lines(finding));
            actions.getChildren().add(examplesButton(examples, finding.severity() == Severity.RED));
            text.getChildren().addAll(actions, examples);
        } else if (!finding.fix().isEmpty()) {
            text.getChildren().add(actions);
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

    /// Shows the examples and hides them again.
    private Button examplesButton(VBox examples, boolean shownFirst) {
        Button button = new Button();
        button.getStyleClass().addAll("small", "flat");
        button.setMinWidth(Region.USE_PREF_SIZE);
        examples.managedProperty().bind(examples.visibleProperty());
        button.textProperty().bind(Bindings.when(examples.visibleProperty()).then(words.text("leaks.examples.hide")).otherwise(words.text("leaks.examples")));
        button.setOnAction(event -> examples.setVisible(!examples.isVisible()));
        examples.setVisible(shownFirst);
        return button;
    }

    /// One line an example, and one for the event that shows it; once for all of them where it is the same.
    private List<Label> lines(LeakFinding finding) {
        List<Label> lines = new ArrayList<>();
        boolean sameOther = finding.examples().stream().map(LeakFinding.Example::other).distinct().count() == 1;
        for (int i = 0; i < finding.examples().size(); i++) {
            LeakFinding.Example example = finding.examples().get(i);
            lines.add(small(said(example.event())));
            if (!sameOther || i == finding.examples().size() - 1) {
                example.other().ifPresent(other -> lines.add(muted(words.text("leaks.other." + key(finding), said(other)))));
            }
        }
        return lines;
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

    private static Label small(String words) {
        Label label = wrapped(words);
        label.getStyleClass().add("small-text");
        return label;
    }

    private static Label muted(String words) {
        Label label = small(words);
        label.getStyleClass().add("muted");
        return label;
    }
}
