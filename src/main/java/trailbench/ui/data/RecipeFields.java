package trailbench.ui.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import trailbench.log.CleaningStep;
import trailbench.log.LogRecipe;
import trailbench.log.LogRecipe.Behaviour;
import trailbench.log.LogRecipe.BehaviourRule;
import trailbench.log.LogRecipe.Clean;
import trailbench.log.LogRecipe.Columns;
import trailbench.log.LogRecipe.Format;
import trailbench.ui.shell.DraftFields;
import trailbench.ui.shell.ExperimentEdits;
import trailbench.ui.shell.WorkbenchModel;

/// The values of the draft's recipe, one property each. A role without a column is empty text.
final class RecipeFields {
    /// Stands for "no column" where a role may have none.
    static final String NONE = "";

    private final DraftFields fields;

    final ObjectProperty<String> delimiter;
    final ObjectProperty<Boolean> header;
    final ObjectProperty<String> encoding;

    final ObjectProperty<String> user;
    final ObjectProperty<String> item;
    final ObjectProperty<String> time;
    final ObjectProperty<String> session;
    final ObjectProperty<String> behaviour;
    final ObjectProperty<String> title;
    final ObjectProperty<String> value;
    final ObjectProperty<List<String>> features;
    final ObjectProperty<String> timeFormat;
    final ObjectProperty<String> zone;
    final ObjectProperty<Boolean> basket;
    final ObjectProperty<Map<String, String>> behaviours;
    final ObjectProperty<List<BehaviourRule>> rules;

    final ObjectProperty<Number> minUserEvents;
    final ObjectProperty<Number> minItemEvents;
    final ObjectProperty<List<String>> keepBehaviours;
    final ObjectProperty<List<Behaviour>> listedBehaviours;
    final ObjectProperty<Boolean> dropRepeats;
    final ObjectProperty<Boolean> dropDuplicates;
    final ObjectProperty<List<CleaningStep>> steps;

    RecipeFields(WorkbenchModel model) {
        fields = new DraftFields(model);
        delimiter = format("comma", Format::delimiter, (f, v) -> new Format(v, f.header(), f.encoding()));
        header = format(true, Format::header, (f, v) -> new Format(f.delimiter(), v, f.encoding()));
        encoding = format("UTF-8", Format::encoding, (f, v) -> new Format(f.delimiter(), f.header(), v));

        user = column(NONE, Columns::user, (c, v) -> roles(c, v, c.item(), c.time(), c.session(), c.behaviour(), c.title()));
        item = column(NONE, Columns::item, (c, v) -> roles(c, c.user(), v, c.time(), c.session(), c.behaviour(), c.title()));
        time = column(NONE, c -> c.time().orElse(NONE), (c, v) -> roles(c, c.user(), c.item(), role(v), c.session(), c.behaviour(), c.title()));
        session = column(NONE, c -> c.session().orElse(NONE), (c, v) -> roles(c, c.user(), c.item(), c.time(), role(v), c.behaviour(), c.title()));
        behaviour = column(NONE, c -> c.behaviour().orElse(NONE), (c, v) -> roles(c, c.user(), c.item(), c.time(), c.session(), role(v), c.title()));
        title = column(NONE, c -> c.title().orElse(NONE), (c, v) -> roles(c, c.user(), c.item(), c.time(), c.session(), c.behaviour(), role(v)));
        value = column(NONE, c -> c.value().orElse(NONE), (c, v) -> c.withValue(role(v)));
        features = column(List.of(), Columns::features, (c, v) -> rest(c, v, c.timeFormat(), c.zone(), c.basket(), c.behaviours(), c.behaviourRules()));
        timeFormat = column("auto", Columns::timeFormat, (c, v) -> rest(c, c.features(), v, c.zone(), c.basket(), c.behaviours(), c.behaviourRules()));
        zone = column("UTC", Columns::zone, (c, v) -> rest(c, c.features(), c.timeFormat(), v, c.basket(), c.behaviours(), c.behaviourRules()));
        basket = column(false, Columns::basket, (c, v) -> rest(c, c.features(), c.timeFormat(), c.zone(), v, c.behaviours(), c.behaviourRules()));
        behaviours = column(Map.of(), Columns::behaviours, (c, v) -> rest(c, c.features(), c.timeFormat(), c.zone(), c.basket(), v, c.behaviourRules()));
        rules = column(List.of(), Columns::behaviourRules, (c, v) -> rest(c, c.features(), c.timeFormat(), c.zone(), c.basket(), c.behaviours(), v));

        minUserEvents = clean(1, Clean::minUserEvents, (c, v) -> c.withMinUserEvents(v.intValue()));
        minItemEvents = clean(1, Clean::minItemEvents, (c, v) -> c.withMinItemEvents(v.intValue()));
        keepBehaviours = clean(List.of(), Clean::keepBehaviours, Clean::withKeepBehaviours);
        listedBehaviours = recipe(List.of(), recipe -> recipe.behaviours().orElse(List.of()), LogRecipe::withBehaviours);
        dropRepeats = clean(false, Clean::dropConsecutiveRepeats, Clean::withDropConsecutiveRepeats);
        dropDuplicates = clean(true, Clean::dropDuplicates, Clean::withDropDuplicates);
        steps = clean(List.of(), Clean::steps, Clean::withSteps);
    }

    private <T> ObjectProperty<T> format(T whenNone, Function<Format, T> get, BiFunction<Format, T, Format> set) {
        return recipe(whenNone, recipe -> get.apply(recipe.format()),
                (r, v) -> r.with(set.apply(r.format(), v)));
    }

    private <T> ObjectProperty<T> column(T whenNone, Function<Columns, T> get, BiFunction<Columns, T, Columns> set) {
        return recipe(whenNone, recipe -> get.apply(recipe.columns()),
                (r, v) -> r.with(set.apply(r.columns(), v)));
    }

    private <T> ObjectProperty<T> clean(T whenNone, Function<Clean, T> get, BiFunction<Clean, T, Clean> set) {
        return recipe(whenNone, recipe -> get.apply(recipe.clean()),
                (r, v) -> r.with(set.apply(r.clean(), v)));
    }

    private <T> ObjectProperty<T> recipe(T whenNone, Function<LogRecipe, T> get, BiFunction<LogRecipe, T, LogRecipe> set) {
        return fields.field(whenNone, e -> get.apply(e.log()), (e, v) -> ExperimentEdits.withLog(e, set.apply(e.log(), v)));
    }

    private static Columns roles(Columns c, String user, String item, Optional<String> time, Optional<String> session,
            Optional<String> behaviour, Optional<String> title) {
        return new Columns(user, item, time, session, behaviour, title, c.value(), c.features(), c.timeFormat(), c.zone(), c.basket() && session.isPresent(),
                c.behaviours(), c.behaviourRules(), c.itemTables(), c.userTables(), c.itemVectors());
    }

    private static Columns rest(Columns c, List<String> features, String timeFormat, String zone, boolean basket, Map<String, String> behaviours,
            List<BehaviourRule> rules) {
        return new Columns(c.user(), c.item(), c.time(), c.session(), c.behaviour(), c.title(), c.value(), features, timeFormat, zone, basket, behaviours, rules,
                c.itemTables(), c.userTables(), c.itemVectors());
    }

    private static Optional<String> role(String column) {
        return column.equals(NONE) ? Optional.empty() : Optional.of(column);
    }

    void release() {
        fields.release();
    }
}
