package trailbench.ui.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.log.Clue;
import trailbench.log.LogRecipe;
import trailbench.log.TableReport;
import trailbench.project.Experiment;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.ExperimentEdits;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// Decides what the Data room says of tables beside the log: those of the recipe, and files that look like one and may be taken.
final class TablesViewModel {
    private final WorkbenchModel model;
    private final Messages words;
    private final Consumer<String> problem;
    private final ReadOnlyObjectWrapper<List<TableEntry>> entries = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<TableReport>> offers = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Map<Path, TableReport>> reports = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<@Nullable TableReport> shown = new ReadOnlyObjectWrapper<>();
    private final Subscription subscription;
    /// What the reports hold for: the log as its ids are read. Null before the first look.
    private @Nullable LogRecipe inspected;
    private boolean onScreen;

    /// @param problem is told what cannot be; an empty text takes it back
    TablesViewModel(WorkbenchModel model, Messages words, Consumer<String> problem) {
        this.model = model;
        this.words = words;
        this.problem = problem;
        this.subscription = model.draftProperty().subscribe(this::follow);
    }

    void released() {
        subscription.unsubscribe();
    }

    void onScreen(boolean now) {
        onScreen = now;
        inspectIfNeeded();
    }

    private void follow(@Nullable Experiment draft) {
        entries.set(draft == null ? List.of() : TableEntry.of(draft.log().columns()));
        if (draft == null) {
            offers.set(List.of());
        }
        inspectIfNeeded();
    }

    /// Looks at the tables of the recipe of which nothing is known yet, or whose log is another one by now.
    private void inspectIfNeeded() {
        Experiment draft = model.draft();
        if (!onScreen || draft == null) {
            return;
        }
        if (inspected == null || !sameIds(inspected, draft.log())) {
            reports.set(Map.of());
        }
        List<Path> files = entries.get().stream().map(TableEntry::file).distinct().filter(file -> !reports.get().containsKey(file)).toList();
        if (files.isEmpty()) {
            return;
        }
        LogRecipe log = draft.log();
        inspected = log;
        look(log, files, seen -> {
            if (log == inspected) {
                know(seen);
            }
        }, this::refuse);
    }

    /// True if both logs are read for the same ids of users and items.
    static boolean sameIds(LogRecipe one, LogRecipe other) {
        return one.files().equals(other.files()) && one.format().equals(other.format())
                && one.columns().user().equals(other.columns().user()) && one.columns().item().equals(other.columns().item());
    }

    private void look(LogRecipe log, List<Path> files, Consumer<List<TableReport>> done, Consumer<Throwable> failed) {
        model.executor().run(words.text("job.tables", files.getFirst().getFileName()),
                progress -> model.workbench().inspectTables(log, model.recipeFolder(), files, progress), done, failed);
    }

    private void know(List<TableReport> seen) {
        Map<Path, TableReport> known = new HashMap<>(reports.get());
        seen.forEach(report -> known.put(report.file(), report));
        reports.set(Map.copyOf(known));
        TableReport now = shown.get();
        if (now != null && known.containsKey(now.file())) {
            shown.set(known.get(now.file()));
        }
    }

    private void refuse(Throwable fault) {
        problem.accept(words.fault(fault));
        if (!(fault instanceof Fault)) {
            model.executor().fault(fault);
        }
    }

    // ---- files that look like tables

    /// Offers files as tables if each holds ids of the draft's log.
    ///
    /// @param otherwise done if there is no draft, or one of them holds none
    void offer(List<Path> files, Runnable otherwise) {
        Experiment draft = model.draft();
        if (draft == null || draft.log().files().isEmpty()) {
            otherwise.run();
            return;
        }
        problem.accept("");
        look(draft.log(), files, seen -> {
            if (seen.stream().allMatch(report -> report.about().isPresent())) {
                offers.set(seen);
                shown.set(seen.getFirst());
            } else {
                otherwise.run();
            }
        }, noTable -> otherwise.run());
    }

    /// Takes what is offered into the recipe.
    void accept(TableReport offer) {
        dismiss(offer);
        offer.about().ifPresent(about -> add(offer, about));
    }

    void dismiss(TableReport offer) {
        offers.set(offers.get().stream().filter(other -> !other.equals(offer)).toList());
        if (offer.equals(shown.get())) {
            shown.set(null);
        }
    }

    // ---- tables of the recipe

    /// Asks for a file and adds it as what it looks like.
    void choose() {
        Experiment draft = model.draft();
        List<Path> chosen = draft == null ? List.of() : model.desk().chooseLogs();
        if (draft == null || chosen.isEmpty()) {
            return;
        }
        problem.accept("");
        look(draft.log(), chosen, seen -> seen.forEach(report -> report.about().ifPresentOrElse(
                about -> add(report, about), () -> problem.accept(words.text("tables.none", report.file().getFileName())))), this::refuse);
    }

    private void add(TableReport report, Clue.About about) {
        Experiment draft = model.draft();
        if (draft == null) {
            return;
        }
        TableEntry entry = TableEntry.of(report, about);
        LogRecipe.Columns columns = draft.log().columns();
        Set<String> taken = new HashSet<>(about == Clue.About.ITEMS ? columns.itemFeatures() : columns.userFeatures());
        List<TableEntry> all = new ArrayList<>(entries.get());
        all.removeIf(other -> other.file().equals(entry.file()) && other.about() == about);
        all.add(entry.withFeatures(entry.features().stream().filter(feature -> !taken.contains(feature)).toList()));
        know(List.of(report));
        inspected = draft.log();
        set(all);
        shown.set(report);
    }

    void replace(TableEntry before, TableEntry after) {
        set(entries.get().stream().map(entry -> entry.equals(before) ? after : entry).toList());
    }

    void remove(TableEntry entry) {
        TableReport now = shown.get();
        if (now != null && now.file().equals(entry.file())) {
            shown.set(null);
        }
        set(entries.get().stream().filter(other -> !other.equals(entry)).toList());
    }

    private void set(List<TableEntry> now) {
        if (model.draft() != null) {
            model.edit(e -> ExperimentEdits.withLog(e, e.log().with(TableEntry.put(e.log().columns(), now))));
        }
    }

    /// Shows a table's first rows.
    void show(TableEntry entry) {
        report(entry).ifPresent(shown::set);
    }

    Optional<TableReport> report(TableEntry entry) {
        return Optional.ofNullable(reports.get().get(entry.file()));
    }

    /// Share of the log's ids that the table has; empty while nobody has looked.
    Optional<Clue> clue(TableEntry entry) {
        return report(entry).map(seen -> new Clue.Joined(entry.name(), entry.about(), entry.id(), seen.found(entry.about(), entry.id())));
    }

    ReadOnlyObjectProperty<List<TableEntry>> entriesProperty() {
        return entries.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<TableReport>> offersProperty() {
        return offers.getReadOnlyProperty();
    }

    /// What is known of the tables' files.
    ReadOnlyObjectProperty<Map<Path, TableReport>> reportsProperty() {
        return reports.getReadOnlyProperty();
    }

    /// The table whose rows are looked at; null for none.
    ReadOnlyObjectProperty<@Nullable TableReport> shownProperty() {
        return shown.getReadOnlyProperty();
    }
}
