package trailbench.ui.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import trailbench.evaluation.Evaluation;
import trailbench.project.Experiment;
import trailbench.project.Provenance;
import trailbench.project.RunFolder;
import trailbench.training.RunState;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.RunEntry;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// The runs of the project, the selected ones laid over one another, and what can be done with one.
public final class RunsViewModel {
    /// More lines than the theme has colours cannot be told apart.
    static final int MOST_OVERLAID = 8;

    /// What the files of the selected runs say.
    ///
    /// @param experiment its YAML, of the first selected run
    /// @param provenance empty for a run that wrote none
    record Details(Overlay overlay, String experiment, Optional<Provenance> provenance) {}

    private final WorkbenchModel model;
    private final Function<Experiment, String> experimentText;
    private final Consumer<Path> reveal;
    private final ObservableList<RunRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<List<RunRow>> selected = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Details>> details = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Map<String, Evaluation> evaluations = new HashMap<>();
    private final InvalidationListener glance = runs -> list();
    private int question;

    /// @param experimentText writes an experiment as YAML
    /// @param reveal         shows a folder in the system's file browser
    public RunsViewModel(WorkbenchModel model, Function<Experiment, String> experimentText, Consumer<Path> reveal) {
        this.model = model;
        this.experimentText = experimentText;
        this.reveal = reveal;
        model.runs().addListener(glance);
        list();
        readEvaluations();
    }

    /// Newest first.
    ObservableList<RunRow> rows() {
        return rows;
    }

    /// In the order of the table.
    ReadOnlyObjectProperty<List<RunRow>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// Empty while nothing is selected or the files are being read.
    ReadOnlyObjectProperty<Optional<Details>> detailsProperty() {
        return details.getReadOnlyProperty();
    }

    void select(List<RunRow> chosen) {
        List<RunRow> few = chosen.stream().limit(MOST_OVERLAID).toList();
        if (!few.equals(selected.get())) {
            selected.set(few);
            readDetails();
        }
    }

    /// Reads the files again; the room calls it when it comes on screen.
    void refresh() {
        model.glanceAtRuns();
        readEvaluations();
        readDetails();
    }

    void open(Place place) {
        one().ifPresent(row -> {
            model.selectRun(row.entry().folder());
            model.placeProperty().set(place);
        });
    }

    void goToTrain() {
        model.placeProperty().set(Place.TRAIN);
    }

    boolean canResume() {
        return one().filter(row -> row.entry().state() == RunState.STOPPED || row.entry().state() == RunState.FAILED)
                .filter(row -> row.entry().folder().hasCheckpoint())
                .isPresent();
    }

    void resume() {
        if (canResume()) {
            one().ifPresent(row -> model.resume(row.entry().folder()));
        }
    }

    void revealFolder() {
        one().ifPresent(row -> reveal.accept(row.entry().folder().path()));
    }

    void release() {
        model.runs().removeListener(glance);
    }

    private Optional<RunRow> one() {
        return selected.get().stream().findFirst();
    }

    /// Keeps the rows of runs that are still there.
    private void list() {
        Map<String, RunRow> known = rows.stream().collect(Collectors.toMap(RunRow::id, Function.identity()));
        List<RunRow> now = new ArrayList<>();
        boolean ended = false;
        for (RunEntry entry : model.runs()) {
            RunRow.Seen seen = new RunRow.Seen(entry, Optional.ofNullable(evaluations.get(entry.folder().path().toString())));
            RunRow row = known.getOrDefault(entry.id(), new RunRow(seen));
            ended |= known.containsKey(entry.id()) && row.entry().live() && !entry.live();
            row.show(seen);
            now.add(row);
        }
        if (!now.equals(rows)) {
            rows.setAll(now);
            readEvaluations();
        }
        if (ended) {
            readDetails();
        }
    }

    private void readEvaluations() {
        List<RunFolder> finished = model.runs().stream().filter(entry -> !entry.live()).map(RunEntry::folder).toList();
        if (!finished.isEmpty()) {
            model.executor().quietly(() -> evaluationsOf(finished), found -> {
                if (!evaluations.equals(found)) {
                    evaluations.clear();
                    evaluations.putAll(found);
                    list();
                }
            });
        }
    }

    private static Map<String, Evaluation> evaluationsOf(List<RunFolder> runs) {
        Map<String, Evaluation> found = new HashMap<>();
        for (RunFolder run : runs) {
            try {
                run.evaluation().ifPresent(evaluation -> found.put(run.path().toString(), evaluation));
            } catch (Fault fault) {
                System.getLogger(RunsViewModel.class.getName()).log(System.Logger.Level.WARNING, run.id() + " has no readable evaluation", fault);
            }
        }
        return found;
    }

    /// The answer to an older question is thrown away.
    private void readDetails() {
        int asked = ++question;
        List<RunFolder> runs = selected.get().stream().map(row -> row.entry().folder()).toList();
        if (runs.isEmpty()) {
            details.set(Optional.empty());
            return;
        }
        model.executor().quietly(() -> detailsOf(runs), read -> {
            if (asked == question) {
                details.set(Optional.of(read));
            }
        });
    }

    private Details detailsOf(List<RunFolder> runs) {
        Overlay overlay = new Overlay(runs.stream().map(run -> new Overlay.RunEvents(run.id(), run.events())).toList());
        RunFolder first = runs.getFirst();
        return new Details(overlay, experimentText.apply(first.experiment()), first.provenance());
    }
}
