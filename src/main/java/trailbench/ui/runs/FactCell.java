package trailbench.ui.runs;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import trailbench.evaluation.Evaluation;
import trailbench.project.Verification;
import trailbench.runs.RunColumn;
import trailbench.runs.RunSummary;
import trailbench.runs.RunTable;
import trailbench.runs.TestFigures;
import trailbench.training.RunState;
import trailbench.ui.control.StateChip;

/// One fact, field or figure of a run; states and verdicts as chips.
final class FactCell extends TableCell<RunRow, RunTable.Line> {
    private final RunColumn column;
    private final Supplier<RunTable> table;
    private final ColumnWords words;
    private final StateChip chip = new StateChip();

    FactCell(RunColumn column, Supplier<RunTable> table, ColumnWords words) {
        this.column = column;
        this.table = table;
        this.words = words;
        hoverProperty().subscribe(over -> advise(over ? about() : ""));
    }

    @Override
    protected void updateItem(RunTable.@Nullable Line line, boolean empty) {
        super.updateItem(line, empty);
        Optional<RunSummary> run = empty || line == null ? Optional.empty() : line.run();
        setGraphic(null);
        setText(null);
        run.ifPresent(this::show);
        advise(isHover() ? about() : "");
    }

    /// Only where the pointer is: a table full of tooltips, each a small window, takes longer to make than the rest of its cells.
    private void advise(String about) {
        setTooltip(about.isEmpty() ? null : new Tooltip(about));
    }

    private String about() {
        RunTable.Line line = getItem();
        return line == null || isEmpty() ? "" : line.run().map(run -> words.tip(column, run)).orElse("");
    }

    /// A screen reader's user has no pointer.
    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.HELP ? about() : super.queryAccessibleAttribute(attribute, parameters);
    }

    private void show(RunSummary run) {
        switch (column.name()) {
            case "state" -> chip(tone(run.state()), words.cell(table.get(), column, run));
            case "verified" -> repeatable(run);
            case "baselines" -> run.tested().flatMap(TestFigures::bar).ifPresent(bar -> chip(tone(bar), words.cell(table.get(), column, run)));
            default -> setText(words.cell(table.get(), column, run));
        }
    }

    /// A run that waits has not been done once.
    private void repeatable(RunSummary run) {
        if (run.state() != RunState.QUEUED) {
            chip(tone(run.verification()), words.badge(run));
        }
    }

    private void chip(StateChip.Tone tone, String text) {
        chip.show(tone, text);
        setGraphic(chip);
    }

    private static StateChip.Tone tone(RunState state) {
        return switch (state) {
            case READY, RUNNING -> StateChip.Tone.ACTIVE;
            case QUEUED, PAUSED, STOPPING -> StateChip.Tone.WAITING;
            case FINISHED -> StateChip.Tone.GOOD;
            case FAILED -> StateChip.Tone.BAD;
            case STOPPED -> StateChip.Tone.QUIET;
        };
    }

    private static StateChip.Tone tone(Evaluation.Bar bar) {
        return bar.passed() ? StateChip.Tone.GOOD : bar.lead().high() < 0 ? StateChip.Tone.BAD : StateChip.Tone.WAITING;
    }

    private static StateChip.Tone tone(Optional<Verification> verification) {
        return verification.map(done -> switch (done.verdict()) {
                    case IDENTICAL -> StateChip.Tone.GOOD;
                    case WITHIN_TOLERANCE -> StateChip.Tone.WAITING;
                    case DIFFERENT -> StateChip.Tone.BAD;
                })
                .orElse(StateChip.Tone.QUIET);
    }
}
