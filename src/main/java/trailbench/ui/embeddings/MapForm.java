package trailbench.ui.embeddings;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import trailbench.embedding.MapOptions;
import trailbench.embedding.MapOptions.Method;
import trailbench.ui.fx.Messages;

/// What the user asks of a new map; begins with [MapOptions#defaults].
public final class MapForm {
    private final ObjectProperty<Method> method = new SimpleObjectProperty<>(MapOptions.defaults().method());
    private final DoubleProperty points = new SimpleDoubleProperty(MapOptions.defaults().points());
    private final DoubleProperty perplexity = new SimpleDoubleProperty(MapOptions.defaults().perplexity());
    private final DoubleProperty iterations = new SimpleDoubleProperty(MapOptions.defaults().iterations());
    private final DoubleProperty seed = new SimpleDoubleProperty(MapOptions.defaults().seed());
    private final ObjectProperty<Optional<String>> strata = new SimpleObjectProperty<>(MapOptions.defaults().strata());
    private final ObjectProperty<Optional<String>> from = new SimpleObjectProperty<>(MapOptions.defaults().from());
    private final BooleanBinding tsne = method.isEqualTo(Method.TSNE);
    private final BooleanBinding moving = method.isNotEqualTo(Method.PCA);
    private final StringBinding problem;

    MapForm(Messages words) {
        problem = Bindings.createStringBinding(
                () -> tsne.get() && 3 * perplexity.get() > points.get() - 1 ? words.text("form.perplexity.problem", points.get(), perplexity.get()) : "",
                tsne, points, perplexity);
    }

    MapOptions options() {
        return with(method.get());
    }

    /// The same items by another method.
    MapOptions with(Method other) {
        return new MapOptions(other, (int) points.get(), perplexity.get(), (int) iterations.get(), (long) seed.get(), strata.get(), from.get());
    }

    public ObjectProperty<Method> methodProperty() {
        return method;
    }

    public DoubleProperty pointsProperty() {
        return points;
    }

    public DoubleProperty perplexityProperty() {
        return perplexity;
    }

    public DoubleProperty iterationsProperty() {
        return iterations;
    }

    public DoubleProperty seedProperty() {
        return seed;
    }

    /// How items are chosen of more than fit: empty for the most frequent, else a column, see [MapOptions#strata].
    public ObjectProperty<Optional<String>> strataProperty() {
        return strata;
    }

    /// The file of the map to start from and to lie on; empty for none.
    public ObjectProperty<Optional<String>> fromProperty() {
        return from;
    }

    /// True if neighbours, iterations and seed matter.
    public BooleanBinding movingBinding() {
        return moving;
    }

    /// Why no map can be made with these numbers; empty if one can.
    public StringBinding problemBinding() {
        return problem;
    }
}
