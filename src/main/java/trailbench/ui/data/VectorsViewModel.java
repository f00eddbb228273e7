package trailbench.ui.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.log.LogRecipe;
import trailbench.log.LogRecipe.ItemVectors;
import trailbench.log.VectorReport;
import trailbench.project.Experiment;
import trailbench.ui.fx.Dialogs.FileKind;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.ExperimentEdits;
import trailbench.ui.shell.WorkbenchModel;

/// Decides what the Data room says of vectors of items that were made elsewhere.
final class VectorsViewModel {
    /// What files with the ids of a matrix are called, after the matrix's own name.
    private static final List<String> ID_ENDINGS = List.of(".ids", ".ids.txt", "_ids.txt", ".txt");

    private final WorkbenchModel model;
    private final Messages words;
    private final ReadOnlyObjectWrapper<List<ItemVectors>> entries = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Map<ItemVectors, VectorReport>> reports = new ReadOnlyObjectWrapper<>(Map.of());
    private final Subscription subscription;
    private @Nullable LogRecipe inspected;
    private boolean onScreen;

    VectorsViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        this.subscription = model.draftProperty().subscribe(draft -> {
            entries.set(draft == null ? List.of() : draft.log().columns().itemVectors());
            inspectIfNeeded();
        });
    }

    void released() {
        subscription.unsubscribe();
    }

    void onScreen(boolean now) {
        onScreen = now;
        inspectIfNeeded();
    }

    private void inspectIfNeeded() {
        Experiment draft = model.draft();
        if (!onScreen || draft == null) {
            return;
        }
        LogRecipe log = draft.log();
        if (inspected == null || !TablesViewModel.sameIds(inspected, log)) {
            reports.set(Map.of());
        }
        List<ItemVectors> unknown = entries.get().stream().filter(entry -> !reports.get().containsKey(entry)).toList();
        inspected = log;
        if (!unknown.isEmpty()) {
            model.executor().run(words.text("job.tables", unknown.getFirst().file().getFileName()),
                    progress -> model.workbench().inspectVectors(log, model.recipeFolder(), unknown, progress), this::know);
        }
    }

    private void know(List<VectorReport> seen) {
        Map<ItemVectors, VectorReport> known = new HashMap<>(reports.get());
        seen.forEach(report -> known.put(report.vectors(), report));
        reports.set(Map.copyOf(known));
        // of Parquet, ids stand in the only column that may hold them, or in one called so
        seen.stream().filter(report -> report.vectors().id().isEmpty() && !report.idColumns().isEmpty()).forEach(report -> {
            String id = report.idColumns().stream().filter(column -> column.equalsIgnoreCase("id")).findFirst().orElse(report.idColumns().getFirst());
            replace(report.vectors(), withId(report.vectors(), id));
        });
    }

    /// Asks for a file and adds it; beside a matrix lies a file with its ids, or it is asked for.
    void choose() {
        if (model.draft() == null) {
            return;
        }
        for (Path file : model.dialogs().openFiles(words.text("vectors.choose"), new FileKind(words.text("vectors.kind"), List.of("*.npy", "*.parquet")))) {
            boolean npy = file.getFileName().toString().endsWith(".npy");
            Optional<Path> ids = npy ? idsBeside(file).or(() -> model.dialogs().openFiles(words.text("vectors.chooseids")).stream().findFirst()) : Optional.empty();
            List<ItemVectors> all = new ArrayList<>(entries.get());
            all.add(new ItemVectors(Optional.empty(), file, ids, Optional.empty(), List.of()));
            set(all);
        }
    }

    private static Optional<Path> idsBeside(Path matrix) {
        String name = matrix.getFileName().toString();
        String stem = name.substring(0, name.lastIndexOf('.'));
        return Stream.concat(ID_ENDINGS.stream().map(ending -> stem + ending), Stream.of("ids.txt")).map(matrix::resolveSibling).filter(Files::isRegularFile).findFirst();
    }

    static ItemVectors withId(ItemVectors entry, String column) {
        return new ItemVectors(entry.name(), entry.file(), entry.ids(), Optional.of(column), entry.vector());
    }

    /// @param name by which a graph asks for them; empty for the file's own
    static ItemVectors withName(ItemVectors entry, String name) {
        return new ItemVectors(Optional.of(name).filter(text -> !text.isBlank()), entry.file(), entry.ids(), entry.id(), entry.vector());
    }

    void replace(ItemVectors before, ItemVectors after) {
        set(entries.get().stream().map(entry -> entry.equals(before) ? after : entry).toList());
    }

    void remove(ItemVectors entry) {
        set(entries.get().stream().filter(other -> !other.equals(entry)).toList());
    }

    private void set(List<ItemVectors> now) {
        model.edit(e -> ExperimentEdits.withLog(e, e.log().with(e.log().columns().withItemVectors(now))));
    }

    Optional<VectorReport> report(ItemVectors entry) {
        return Optional.ofNullable(reports.get().get(entry));
    }

    ReadOnlyObjectProperty<List<ItemVectors>> entriesProperty() {
        return entries.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Map<ItemVectors, VectorReport>> reportsProperty() {
        return reports.getReadOnlyProperty();
    }
}
