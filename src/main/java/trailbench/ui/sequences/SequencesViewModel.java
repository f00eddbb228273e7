package trailbench.ui.sequences;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.Prepared;
import trailbench.log.Funnel;
import trailbench.project.Experiment;
import trailbench.sequence.SequenceOptions;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// Decides what the Sequences room shows and does.
final class SequencesViewModel {
    private final WorkbenchModel model;
    private final Messages words;
    private final SequenceFields fields;
    private final ReadOnlyObjectWrapper<@Nullable SequencePicture> picture = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final BooleanBinding noExperiment;
    private final BooleanBinding stale;
    private final Subscription subscriptions;
    private @Nullable Wanted drawn;
    private boolean onScreen;

    /// What a picture is made from.
    private record Wanted(Prepared prepared, SequenceOptions options, boolean reconstructs) {}

    private record Drawn(Optional<SequencePicture> picture, String problem) {}

    SequencesViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        this.fields = new SequenceFields(model);
        this.noExperiment = model.draftProperty().isNull();
        this.stale = model.preparedLog().property().isNotNull().and(model.preparedLog().freshBinding().not());
        this.subscriptions = Subscription.combine(
                model.draftProperty().subscribe(draft -> refresh()), model.preparedLog().property().subscribe(prepared -> refresh()));
    }

    void shown() {
        onScreen = true;
        model.preparedLog().wanted(true);
        refresh();
    }

    void hidden() {
        onScreen = false;
        model.preparedLog().wanted(false);
    }

    void released() {
        subscriptions.unsubscribe();
        fields.release();
    }

    private void refresh() {
        if (!onScreen) {
            return;
        }
        Experiment draft = model.draft();
        Prepared prepared = model.preparedLog().get();
        if (draft == null || prepared == null) {
            drawn = null;
            picture.set(null);
            return;
        }
        Wanted wanted = new Wanted(prepared, draft.sequences(), draft.graph().graph().targetsItsInputs());
        if (wanted.equals(drawn)) {
            return;
        }
        drawn = wanted;
        model.executor().quietly(() -> draw(wanted), seen -> {
            if (wanted.equals(drawn)) {
                problem.set(seen.problem());
                seen.picture().ifPresent(picture::set);
            }
        });
    }

    private Drawn draw(Wanted wanted) {
        try {
            return new Drawn(Optional.of(SequencePicture.of(wanted.prepared(), wanted.options(), wanted.reconstructs(), words)), "");
        } catch (Fault.Request refused) {
            return new Drawn(Optional.empty(), words.fault(refused));
        }
    }

    /// Saves where the project can be written to, and prepares; or cancels a preparation that goes on.
    void prepare() {
        model.preparedLog().prepareOrCancel();
    }

    /// Takes an instant or a day (UTC) as typed; nothing for the share of events that is the default.
    void setInstant(ObjectProperty<Optional<Instant>> field, String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            problem.set("");
            field.set(Optional.empty());
            return;
        }
        try {
            Instant instant = text.length() <= 10 ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant() : Instant.parse(text);
            problem.set("");
            field.set(Optional.of(instant));
        } catch (DateTimeException unreadable) {
            problem.set(words.text("split.unreadable", text));
        }
    }

    /// The log's behaviours in the order of the funnel: those of the log as last prepared, and those that its recipe lists.
    List<String> behaviours() {
        Experiment draft = model.draft();
        Prepared prepared = model.preparedLog().get();
        return draft == null ? List.of() : Funnel.of(draft.log(), prepared == null ? List.of() : prepared.vocabulary().behaviours()).names();
    }

    SequenceFields fields() {
        return fields;
    }

    WorkbenchModel model() {
        return model;
    }

    /// True while there is nothing to cut into sequences.
    BooleanBinding noExperimentBinding() {
        return noExperiment;
    }

    /// True if the split was changed since the log was prepared.
    BooleanBinding staleBinding() {
        return stale;
    }

    /// Made from the log as last prepared and the windows as they stand; null before that.
    ReadOnlyObjectProperty<@Nullable SequencePicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
