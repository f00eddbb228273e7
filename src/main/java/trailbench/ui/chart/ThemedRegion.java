package trailbench.ui.chart;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/// A region that paints itself in the theme's colours: `-map-background`, `-map-foreground`, `-map-muted`, `-map-border` and
/// `-map-accent`, which the stylesheet ties to the theme's own variables.
abstract sealed class ThemedRegion extends Region permits CaseMap, PointMapView, ParallelChart, TimelineView {
    private static final StyleablePropertyFactory<ThemedRegion> FACTORY = new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private final StyleableProperty<Color> background = colour("background", MapTheme.LIGHT.background());
    private final StyleableProperty<Color> foreground = colour("foreground", MapTheme.LIGHT.foreground());
    private final StyleableProperty<Color> muted = colour("muted", MapTheme.LIGHT.muted());
    private final StyleableProperty<Color> border = colour("border", MapTheme.LIGHT.border());
    private final StyleableProperty<Color> accent = colour("accent", MapTheme.LIGHT.accent());
    /// `-map-warning`
    private final StyleableProperty<Color> warning = colour("warning", MapTheme.LIGHT.warning());

    private StyleableProperty<Color> colour(String name, Color initial) {
        return FACTORY.createStyleableColorProperty(this, name, "-map-" + name, region -> region.colour(name), initial);
    }

    private StyleableProperty<Color> colour(String name) {
        return switch (name) {
            case "background" -> background;
            case "foreground" -> foreground;
            case "muted" -> muted;
            case "border" -> border;
            case "warning" -> warning;
            default -> accent;
        };
    }

    final MapTheme theme() {
        return new MapTheme(background.getValue(), foreground.getValue(), muted.getValue(), border.getValue(), accent.getValue(), warning.getValue());
    }

    /// Runs whenever one of the colours changes.
    final void themeChanged(Runnable action) {
        for (StyleableProperty<Color> themed : List.of(background, foreground, muted, border, accent, warning)) {
            ((ObservableValue<?>) themed).subscribe(colour -> action.run());
        }
    }

    @Override
    public final List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }
}
