package trailbench.ui.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import trailbench.log.TableReport;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.ui.fx.Dialogs;
import trailbench.ui.fx.Job;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.ExperimentEdits;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// Decides what the Data room shows and does.
final class DataViewModel {
    private static final int REJECTS_SHOWN = 500;
    private static final String RECIPE_ENDING = ".recipe.yaml";

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
    private final TablesViewModel tables;
    private final VectorsViewModel vectors;
    private final ClueWords clueWords;
    private @Nullable LogRecipe inspected;
    private @Nullable Job inspection;
    private boolean onScreen;

    DataViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        this.fields = new RecipeFields(model);
        this.tables = new TablesViewModel(model, words, this::say);
        this.vectors = new VectorsViewModel(model, words);
        this.clueWords = new ClueWords(words);
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
        tables.onScreen(true);
        vectors.onScreen(true);
        model.preparedLog().wanted(true);
    }

    void hidden() {
        onScreen = false;
        tables.onScreen(false);
        vectors.onScreen(false);
        model.preparedLog().wanted(false);
    }

    void released() {
        subscriptions.unsubscribe();
        fields.release();
        tables.released();
        vectors.released();
    }

    RecipeFields fields() {
        return fields;
    }

    // ---- choosing and looking

    /// Asks for the files of a log and looks at them.
    void choose() {
        List<Path> chosen = model.desk().chooseLogs();
        if (!chosen.isEmpty()) {
            takeAsLog(chosen);
        }
    }

    /// Looks at files or folders that were dropped: beside a log they may be tables of its items or users, and are offered as such; else they
    /// are taken as the log.
    void take(List<Path> files) {
        tables.offer(files, () -> takeAsLog(files));
    }

    /// Reads what is offered as a table as a log of its own.
    void takeOffersAsLog() {
        List<TableReport> offered = tables.offersProperty().get();
        offered.forEach(tables::dismiss);
        takeAsLog(offered.stream().map(TableReport::file).toList());
    }

    /// Looks at files or folders; their proposed recipe becomes that of the experiment.
    private void takeAsLog(List<Path> files) {
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

    // ---- recipes for the next log

    /// Asks where, and writes the draft's recipe without its files.
    void saveRecipe() {
        Experiment draft = model.draft();
        if (draft != null) {
            model.dialogs().saveFile(words.text("recipe.save.title"), stem(draft.log()) + RECIPE_ENDING, recipeKind())
                    .ifPresent(file -> model.executor().run(words.text("job.saverecipe", file.getFileName()), progress -> {
                        model.workbench().saveRecipe(draft.log(), file);
                        return file;
                    }, saved -> say("")));
        }
    }

    /// Asks for a saved recipe and reads the draft's log by it.
    void applyRecipe() {
        Experiment draft = model.draft();
        List<Path> chosen = draft == null ? List.of() : model.dialogs().openFiles(words.text("recipe.apply.title"), recipeKind());
        if (draft == null || chosen.isEmpty()) {
            return;
        }
        List<Path> files = draft.log().files().stream().map(file -> model.recipeFolder().resolve(file).normalize()).toList();
        stopLooking();
        follow(model.executor().run(words.text("job.inspect", fileName(draft.log())),
                progress -> model.workbench().inspect(files, chosen.getFirst(), progress),
                seen -> {
                    LogRecipe read = seen.recipe();
                    LogRecipe own = new LogRecipe(draft.log().files(), read.format(), read.columns(), read.clean(), read.behaviours());
                    inspected = own;
                    show(seen);
                    model.edit(e -> ExperimentEdits.withLog(e, own));
                }, this::refuse));
    }

    private Dialogs.FileKind recipeKind() {
        return new Dialogs.FileKind(words.text("recipe.kind"), List.of("*" + RECIPE_ENDING, "*.yaml", "*.yml"));
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
        problem.set(words.fault(fault));
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
            problem.set(words.fault(refused));
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

    /// What speaks for a role's column, as long as it is the one that was looked at.
    Optional<Clue> clue(String role, String column) {
        return clue(role).filter(clue -> !(clue instanceof Clue.Column about) || about.column().equals(column));
    }

    /// What speaks for a part of the recipe.
    Optional<Clue> clue(String part) {
        LogReport seen = report.get();
        return seen == null ? Optional.empty() : Optional.ofNullable(seen.clues().get(part));
    }

    /// Names of behaviours that the log can have: those of the rules, of the mapping, and of the values seen.
    List<String> behaviourNames() {
        Set<String> names = new LinkedHashSet<>();
        fields.rules.get().forEach(rule -> names.add(rule.behaviour()));
        List<String> values = fields.behaviour.get().equals(RecipeFields.NONE) ? List.of() : behaviourValues();
        values.forEach(value -> names.add(fields.behaviours.get().getOrDefault(value, value)));
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
        if (column.equals(fields.value.get())) {
            return words.text("role.value");
        }
        return fields.features.get().contains(column) ? words.text("role.feature") : "";
    }

    /// The role that a column plays, as the style sheet calls it; empty for none.
    String roleKey(String column) {
        return Stream.of(Map.entry("user", fields.user.get()), Map.entry("item", fields.item.get()), Map.entry("time", fields.time.get()),
                        Map.entry("session", fields.session.get()), Map.entry("behaviour", fields.behaviour.get()), Map.entry("title", fields.title.get()),
                        Map.entry("value", fields.value.get()))
                .filter(role -> role.getValue().equals(column)).map(Map.Entry::getKey).findFirst()
                .orElse(fields.features.get().contains(column) ? "feature" : "");
    }

    /// A value of the log's rows as it is read: a time in UTC behind one that is written otherwise, the behaviour behind a value that goes by
    /// another name.
    String read(String column, String value, int row) {
        LogReport seen = report.get();
        if (column.equals(fields.time.get()) && seen != null && row < seen.times().size()) {
            String time = seen.times().get(row).replace('T', ' ').replace("Z", " UTC");
            String shown = time.isEmpty() ? words.text("preview.unreadable") : time;
            return value.isBlank() || time.equals(value) ? value : words.text("preview.read", value, shown);
        }
        String behaviour = column.equals(fields.behaviour.get()) ? fields.behaviours.get().getOrDefault(value, value) : value;
        return behaviour.equals(value) ? value : words.text("preview.read", value, behaviour);
    }

    private static String fileName(LogRecipe recipe) {
        return recipe.files().isEmpty() ? "" : String.valueOf(recipe.files().getFirst().getFileName());
    }

    private static String stem(LogRecipe recipe) {
        String name = fileName(recipe);
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    TablesViewModel tables() {
        return tables;
    }

    VectorsViewModel vectors() {
        return vectors;
    }

    ClueWords clueWords() {
        return clueWords;
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
