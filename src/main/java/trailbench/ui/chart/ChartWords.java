package trailbench.ui.chart;

import java.util.ResourceBundle;

/// This package's words in the user's language.
final class ChartWords {
    private ChartWords() {}

    static ResourceBundle bundle() {
        return ResourceBundle.getBundle("trailbench.ui.chart.messages");
    }
}
