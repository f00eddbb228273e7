package trailbench.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import trailbench.project.Experiment;
import trailbench.work.Fault;

/// Single values of the draft as properties that controls can be bound to: setting one replaces the draft, replacing the draft sets them all.
///
/// A value that the record refuses leaves the draft as it was, brings the old value back, and is told to the user.
public final class DraftFields {
    private final WorkbenchModel model;
    private final List<Subscription> subscriptions = new ArrayList<>();

    public DraftFields(WorkbenchModel model) {
        this.model = model;
    }

    /// @param whenNone the value while there is no draft
    /// @param get      reads the value out of an experiment
    /// @param set      a copy of an experiment with another value
    public <T> ObjectProperty<T> field(T whenNone, Function<Experiment, T> get, BiFunction<Experiment, T, Experiment> set) {
        ObjectProperty<T> property = new SimpleObjectProperty<>(whenNone);
        subscriptions.add(model.draftProperty().subscribe(draft -> property.set(draft == null ? whenNone : get.apply(draft))));
        property.addListener((value, before, wanted) -> {
            Experiment draft = model.draft();
            if (draft == null || Objects.equals(get.apply(draft), wanted)) {
                return;
            }
            try {
                model.edit(edited -> set.apply(edited, wanted));
            } catch (Fault.Request refused) {
                property.set(get.apply(draft));
                model.executor().fault(refused);
            }
        });
        return property;
    }

    /// Lets go of the model.
    public void release() {
        subscriptions.forEach(Subscription::unsubscribe);
    }
}
