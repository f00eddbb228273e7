package trailbench.ui.train;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import trailbench.ui.chart.CurveChart;
import trailbench.ui.chart.CurveFrame;
import trailbench.ui.control.Choices;
import trailbench.ui.fx.Messages;

/// The charts of a run side by side, each with a choice of what it shows as its title.
///
/// A chart stays while its run gets new metrics, and goes on with the next run: building one takes longer than a pulse.
final class CurvePanels {
    private final List<Panel> panels = new ArrayList<>();
    private final Messages words;
    private RunCurves curves;

    /// @param holders of the loss by step, the loss by epoch and the metrics, until somebody chooses otherwise
    CurvePanels(List<StackPane> holders, Messages words) {
        this.words = words;
        curves = new RunCurves(words);
        List<String> first = List.of(RunCurves.STEP_LOSS, RunCurves.EPOCH_LOSS, curves.usualMetrics());
        for (int place = 0; place < holders.size(); place++) {
            panels.add(new Panel(holders.get(place), place, first.get(place)));
        }
    }

    void show(RunCurves others) {
        curves = others;
        panels.forEach(Panel::show);
        redraw();
    }

    /// Draws what the curves hold by now.
    void redraw() {
        panels.forEach(Panel::redraw);
    }

    /// The run is over, and no metric was measured.
    void sayNoMetrics() {
        panels.getLast().chart.setEmptyText(words.text("chart.metrics.never"));
    }

    private final class Panel {
        private final StackPane holder;
        private final ComboBox<String> choice = new ComboBox<>();
        private String shown;
        private CurveChart chart;
        private boolean offering;

        Panel(StackPane holder, int place, String shown) {
            this.holder = holder;
            this.shown = shown;
            choice.setId("panel-" + place);
            choice.getStyleClass().add("panel-choice");
            choice.setAccessibleText(words.text("panel.choose"));
            Choices.word(choice, panel -> curves.name(panel));
            chart = made(curves.frame(shown));
            offer();
            choice.valueProperty().subscribe(this::choose);
        }

        private CurveChart made(CurveFrame frame) {
            CurveChart made = new CurveChart(frame, words.locale());
            made.setTitle(choice);
            holder.getChildren().setAll(made);
            return made;
        }

        private void choose(String chosen) {
            if (!offering && chosen != null && !chosen.equals(shown)) {
                shown = chosen;
                show();
                redraw();
            }
        }

        void show() {
            shown = curves.panels().contains(shown) ? shown : curves.usualMetrics();
            CurveFrame frame = curves.frame(shown);
            if (chart.axis() == frame.axis()) {
                chart.show(frame);
            } else {
                chart = made(frame);
            }
            if (shown.startsWith(RunCurves.METRICS)) {
                chart.setEmptyText(words.text("chart.metrics.empty"));
            }
            offer();
        }

        private void offer() {
            offering = true;
            if (!choice.getItems().equals(curves.panels())) {
                choice.getItems().setAll(curves.panels());
            }
            choice.setValue(shown);
            offering = false;
            choice.setTooltip(new Tooltip(curves.frame(shown).title()));
        }

        void redraw() {
            CurveFrame.Axis axis = curves.frame(shown).axis();
            chart.setMarks(curves.marks(axis));
            if (axis == CurveFrame.Axis.EPOCH) {
                chart.setBest(curves.best());
                chart.setPatience(curves.improved(), curves.patienceEnd());
                chart.setOverfitting(curves.overfitting());
            }
            chart.redraw();
        }
    }
}
