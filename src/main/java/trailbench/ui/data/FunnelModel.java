package trailbench.ui.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.Prepared;
import trailbench.log.Funnel;
import trailbench.log.LogRecipe;
import trailbench.log.LogRecipe.Behaviour;
import trailbench.project.Experiment;
import trailbench.ui.shell.WorkbenchModel;

/// The behaviours of the draft's log in the order of its funnel, and what can be changed of them.
///
/// The first change writes all of them into the recipe, so that it says what was seen when it was made.
final class FunnelModel {
    private final WorkbenchModel model;
    private final DataViewModel viewModel;
    private final RecipeFields fields;
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final Subscription subscription;
    private @Nullable Prepared counted;
    private Map<String, Long> counts = Map.of();

    /// @param kept   false if events of this behaviour are left out
    /// @param events in the log as last prepared; empty before that, and for a behaviour that was left out
    /// @param known  false for one that the recipe alone speaks of
    record Row(String name, double weight, String colour, boolean kept, OptionalLong events, boolean known) {}

    FunnelModel(DataViewModel viewModel) {
        this.viewModel = viewModel;
        this.model = viewModel.model();
        this.fields = viewModel.fields();
        this.subscription = Subscription.combine(
                model.draftProperty().subscribe(this::refresh), model.preparedLog().property().subscribe(this::refresh),
                viewModel.reportProperty().subscribe(this::refresh));
    }

    void released() {
        subscription.unsubscribe();
    }

    /// In the order of the funnel; empty if the log tells no behaviours apart.
    ReadOnlyObjectProperty<List<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    private void refresh() {
        Experiment draft = model.draft();
        List<Row> now = draft == null ? List.of() : rows(draft.log());
        if (!now.equals(rows.get())) {
            rows.set(now);
        }
    }

    private List<Row> rows(LogRecipe recipe) {
        LogRecipe.Columns columns = recipe.columns();
        if (columns.behaviour().isEmpty() && columns.behaviourRules().isEmpty() && recipe.behaviours().isEmpty()) {
            return List.of();
        }
        count();
        Set<String> known = new LinkedHashSet<>(viewModel.behaviourNames());
        known.addAll(counts.keySet());
        List<String> keep = recipe.clean().keepBehaviours();
        return Funnel.of(recipe, known).stages().stream()
                .map(stage -> new Row(
                        stage.name(), stage.weight(), stage.colour(), keep.isEmpty() || keep.contains(stage.name()),
                        counts.containsKey(stage.name()) ? OptionalLong.of(counts.get(stage.name())) : OptionalLong.empty(), known.contains(stage.name())))
                .toList();
    }

    private void count() {
        Prepared prepared = model.preparedLog().get();
        if (prepared == counted) {
            return;
        }
        counted = prepared;
        counts = prepared == null ? Map.of() : counts(prepared);
    }

    private static Map<String, Long> counts(Prepared prepared) {
        List<String> names = prepared.vocabulary().behaviours();
        long[] events = new long[names.size()];
        for (byte behaviour : prepared.store().behaviours()) {
            events[behaviour]++;
        }
        return names.stream().collect(Collectors.toMap(Function.identity(), name -> events[names.indexOf(name)]));
    }

    /// Puts the behaviour at place `from` to place `to`.
    void move(int from, int to) {
        if (from != to && 0 <= to && to < rows.get().size()) {
            List<Behaviour> listed = new ArrayList<>(listed());
            listed.add(to, listed.remove(from));
            fields.listedBehaviours.set(List.copyOf(listed));
        }
    }

    void setWeight(int place, double weight) {
        if (rows.get().get(place).weight() != weight) {
            change(place, old -> new Behaviour(old.name(), Optional.of(weight), old.colour()));
        }
    }

    /// @param colour `#rrggbb`
    void setColour(int place, String colour) {
        change(place, old -> new Behaviour(old.name(), old.weight(), Optional.of(colour)));
    }

    private void change(int place, UnaryOperator<Behaviour> change) {
        List<Behaviour> listed = new ArrayList<>(listed());
        listed.set(place, change.apply(listed.get(place)));
        fields.listedBehaviours.set(List.copyOf(listed));
    }

    /// Keeps or leaves out the behaviour's events. The last one that is kept stays.
    void setKept(int place, boolean kept) {
        List<Row> shown = rows.get();
        List<String> keep = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            if (i == place ? kept : shown.get(i).kept()) {
                keep.add(shown.get(i).name());
            }
        }
        if (!keep.isEmpty()) {
            fields.keepBehaviours.set(keep.size() == shown.size() ? List.of() : List.copyOf(keep));
        }
    }

    /// Takes a behaviour that the log does not have out of the recipe.
    void remove(int place) {
        String name = rows.get().get(place).name();
        List<String> keep = fields.keepBehaviours.get().stream().filter(other -> !other.equals(name)).toList();
        fields.keepBehaviours.set(keep);
        fields.listedBehaviours.set(listed().stream().filter(behaviour -> !behaviour.name().equals(name)).toList());
    }

    /// What the recipe says of each behaviour that is shown.
    private List<Behaviour> listed() {
        Map<String, Behaviour> told =
                fields.listedBehaviours.get().stream().collect(Collectors.toMap(Behaviour::name, Function.identity()));
        return rows.get().stream().map(row -> told.getOrDefault(row.name(), new Behaviour(row.name()))).toList();
    }
}
