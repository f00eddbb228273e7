package trailbench.ui.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.Prepared;
import trailbench.log.Clue;
import trailbench.log.LogRecipe;
import trailbench.log.LogRecipe.BehaviourRule;
import trailbench.log.LogReport;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.ui.fx.Job;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.ExperimentEdits;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// Decides what the Data room shows and does.
final class DataViewModel {
    private static final int REJECTS_SHOWN = 500;
    private final WorkbenchModel model;
    private final Messages words;
    private final RecipeFields fields;
    private final ReadOnlyObjectWrapper<@Nullable LogReport> report = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper inspecting = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<String>> columns = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable TallyModel> tally = new ReadOnlyObjectWrapper<>();
    private final Subscription subscriptions;
    private final BooleanBinding empty;
    private final BooleanBinding stale;
    private final ObservableList<Reject> rejects = FXCollections.observableArrayList();
    private Map<String, Clue> proposed = Map.of();
    private @Nullable LogRecipe inspected;
    private @Nullable Job inspection;
    private boolean onScreen;

    DataViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        this.fields = new RecipeFields(model);
        this.empty = model.draftProperty().isNull();
        this.stale = Bindings.createBooleanBinding(
                () -> model.preparedLog().get() != null && !model.preparedLog().freshBinding().get(),
                model.preparedLog().property(), model.preparedLog().freshBinding());
        this.subscriptions = Subscription.combine(
                model.draftProperty().subscribe(draft -> inspectIfAsked()),
                model.preparedLog().property().subscribe(prepared -> {
                    tally.set(prepared == null ? null : TallyModel.of(prepared, words));
                    rejects.clear();
                }));
    }

    void shown() {
        onScreen = true;
        inspectIfAsked();
        model.preparedLog().wanted(true);
    }

    void hidden() {
        onScreen = false;
        model.preparedLog().wanted(false);
    }

    void released() {
        subscriptions.unsubscribe();
        fields.release();
    }

    RecipeFields fields() {
        return fields;
    }

    // ---- choosing and looking

    /// Asks for the files of a log and looks at them.
    void choose() {
        List<Path> chosen = model.desk().chooseLogs();
        if (!chosen.isEmpty()) {
            take(chosen);
        }
    }

    /// Looks at files or folders that were chosen or dropped; their proposed recipe becomes that of the experiment.
    void take(List<Path> files) {
        Project open = model.project();
        if (open == null) {
            model.desk().createFromLogs(files);
            return;
        }
        stopLooking();
        follow(model.executor().run(words.text("job.inspect", files.getFirst().getFileName()),
                progress -> model.workbench().inspect(files, progress), this::adopt, this::refuse));
    }

    private void adopt(LogReport seen) {
        inspected = seen.recipe();
        proposed = seen.clues();
        show(seen);
        Experiment draft = model.draft();
        if (draft == null) {
            model.startExperiment(stem(seen.recipe()), seen.recipe());
        } else {
            model.edit(e -> ExperimentEdits.withLog(e, seen.recipe()));
        }
    }

    /// Looks again when format or columns changed. What is cleaned makes no difference to how the file looks.
    private void inspectIfAsked() {
        Experiment draft = model.draft();
        if (draft == null) {
            report.set(null);
            columns.set(List.of());
            inspected = null;
            return;
        }
        if (!onScreen || inspected != null && looksTheSame(inspected, draft.log())) {
            return;
        }
        LogRecipe wanted = draft.log();
        inspected = wanted;
        stopLooking();
        follow(model.executor().run(words.text("job.inspect", fileName(wanted)),
                progress -> model.workbench().inspect(wanted, model.recipeFolder(), progress),
                seen -> {
                    if (wanted.equals(inspected)) {
                        show(seen);
                    }
                },
                fault -> {
                    if (wanted.equals(inspected)) {
                        refuse(fault);
                    }
                }));
    }

    private static boolean looksTheSame(LogRecipe one, LogRecipe other) {
        return one.files().equals(other.files()) && one.format().equals(other.format()) && one.columns().equals(other.columns());
    }

    private void stopLooking() {
        if (inspection != null) {
            inspection.cancel();
        }
        problem.set("");
    }

    /// The latest look is the one that counts.
    private void follow(Job look) {
        inspection = look;
        look.stateProperty().subscribe(state -> {
            if (look == inspection) {
                inspecting.set(state == Job.State.RUNNING);
            }
        });
    }

    private void show(LogReport seen) {
        columns.set(seen.columns());
        report.set(seen);
    }

    /// Tells of a setting that cannot be; empty takes it back.
    void say(String sentence) {
        problem.set(sentence);
    }

    private void refuse(Throwable fault) {
        problem.set(String.valueOf(fault.getMessage()));
        if (!(fault instanceof Fault)) {
            model.executor().fault(fault);
        }
    }

    // ---- rules that name behaviours

    /// A first rule on the column that looks most like a number of an invoice, else the first column.
    void addRule() {
        String column = !fields.session.get().isEmpty() ? fields.session.get() : columns.get().isEmpty() ? "0" : columns.get().getFirst();
        List<BehaviourRule> rules = new ArrayList<>(fields.rules.get());
        rules.add(new BehaviourRule(column, "", words.text("behaviour.new")));
        fields.rules.set(List.copyOf(rules));
    }

    void setRule(int index, String column, String pattern, String behaviour) {
        List<BehaviourRule> rules = new ArrayList<>(fields.rules.get());
        try {
            rules.set(index, new BehaviourRule(column, pattern, behaviour.strip()));
        } catch (Fault.Request refused) {
            problem.set(refused.getMessage());
            return;
        }
        fields.rules.set(List.copyOf(rules));
    }

    void removeRule(int index) {
        List<BehaviourRule> rules = new ArrayList<>(fields.rules.get());
        rules.remove(index);
        fields.rules.set(List.copyOf(rules));
    }

    // ---- preparing

    /// Saves the recipe where the project can be written to, and prepares; or cancels a preparation that goes on.
    void prepare() {
        model.preparedLog().prepareOrCancel();
    }

    /// Reads the first rejected rows of the prepared log into [#rejects].
    void readRejects() {
        Prepared prepared = model.preparedLog().get();
        if (prepared == null) {
            return;
        }
        model.executor().quietly(() -> Reject.first(prepared.rejects(), REJECTS_SHOWN), rejects::setAll);
    }

    // ---- what is shown

    /// The file of the recipe, with how many more there are.
    String source() {
        Experiment draft = model.draft();
        if (draft == null || draft.log().files().isEmpty()) {
            return "";
        }
        int more = draft.log().files().size() - 1;
        return more == 0 ? fileName(draft.log()) : words.text("source.more", fileName(draft.log()), more);
    }

    /// Why a column was proposed for a role, while it still is the one; else what is known of the column.
    String reason(String role, String column) {
        LogReport seen = report.get();
        return Stream.of(proposed, seen == null ? Map.<String, Clue>of() : seen.clues())
                .map(clues -> clues.get(role))
                .flatMap(clue -> clue instanceof Clue.Column about && about.column().equals(column) ? Stream.of(about) : Stream.empty())
                .findFirst().map(this::reason).orElse("");
    }

    private String reason(Clue.Column clue) {
        String key = "clue." + clue.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String why = clue.why() == Clue.Why.NAMED_LIKE_THE_ROLE ? words.text(key, words.text("role." + clue.role())) : words.text(key);
        return words.text("clue.values", why, clue.values());
    }

    /// Names of behaviours that the log can have: those of the rules, of the mapping, and of the values seen.
    List<String> behaviourNames() {
        Set<String> names = new LinkedHashSet<>();
        fields.rules.get().forEach(rule -> names.add(rule.behaviour()));
        behaviourValues().forEach(value -> names.add(fields.behaviours.get().getOrDefault(value, value)));
        names.addAll(fields.keepBehaviours.get());
        return List.copyOf(names);
    }

    /// Values of the behaviour column among the rows seen and in the mapping.
    List<String> behaviourValues() {
        LogReport seen = report.get();
        int column = columns.get().indexOf(fields.behaviour.get());
        Stream<String> inRows = seen == null || column < 0 ? Stream.of() : seen.sample().stream().map(row -> row.get(column));
        return Stream.concat(fields.behaviours.get().keySet().stream(), inRows).filter(value -> !value.isBlank()).distinct().limit(12).toList();
    }

    /// The role that a column plays, in words; empty for none.
    String roleOf(String column) {
        if (column.equals(fields.user.get())) {
            return words.text("role.user");
        }
        if (column.equals(fields.item.get())) {
            return words.text("role.item");
        }
        if (column.equals(fields.time.get())) {
            return words.text("role.time");
        }
        if (column.equals(fields.session.get())) {
            return words.text(fields.basket.get() ? "role.basket" : "role.session");
        }
        if (column.equals(fields.behaviour.get())) {
            return words.text("role.behaviour");
        }
        if (column.equals(fields.title.get())) {
            return words.text("role.title");
        }
        return fields.features.get().contains(column) ? words.text("role.feature") : "";
    }

    private static String fileName(LogRecipe recipe) {
        return recipe.files().isEmpty() ? "" : String.valueOf(recipe.files().getFirst().getFileName());
    }

    private static String stem(LogRecipe recipe) {
        String name = fileName(recipe);
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    WorkbenchModel model() {
        return model;
    }

    /// True while there is no experiment, so nothing but the invitation to choose a log.
    BooleanBinding emptyBinding() {
        return empty;
    }

    /// True if the figures shown belong to a recipe that was changed since.
    BooleanBinding staleBinding() {
        return stale;
    }

    ReadOnlyObjectProperty<@Nullable LogReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<String>> columnsProperty() {
        return columns.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty inspectingProperty() {
        return inspecting.getReadOnlyProperty();
    }

    /// The first rejected rows, once they were read.
    ObservableList<Reject> rejects() {
        return rejects;
    }

    /// Why the file cannot be read as asked; empty if it can.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable TallyModel> tallyProperty() {
        return tally.getReadOnlyProperty();
    }
}
