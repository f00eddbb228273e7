package trailbench.ui.sequences;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.SequenceOptions.Of;
import trailbench.sequence.SequenceOptions.Targets;
import trailbench.sequence.SequenceOptions.Windows;
import trailbench.ui.shell.DraftFields;
import trailbench.ui.shell.ExperimentEdits;
import trailbench.ui.shell.WorkbenchModel;

/// The draft's windows and split, one property a value.
final class SequenceFields {
    enum WindowKind {
        LAST,
        SLIDING,
        NEXT_VALUE;

        static WindowKind of(Windows windows) {
            return switch (windows) {
                case Windows.Last last -> LAST;
                case Windows.Sliding sliding -> SLIDING;
                case Windows.NextValue next -> NEXT_VALUE;
            };
        }

        Windows windows() {
            return switch (this) {
                case LAST -> new Windows.Last();
                case SLIDING -> Windows.Sliding.defaults();
                case NEXT_VALUE -> new Windows.NextValue();
            };
        }

        /// The key of its words.
        String key() {
            return "windows." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final DraftFields fields;
    final ObjectProperty<Of> of;
    final ObjectProperty<Number> maxLength;
    final ObjectProperty<WindowKind> windows;
    final ObjectProperty<Number> stride;
    final ObjectProperty<Targets> targets;
    final ObjectProperty<List<String>> targetBehaviours;
    final SplitFields split;

    SequenceFields(WorkbenchModel model) {
        fields = new DraftFields(model);
        SequenceOptions defaults = SequenceOptions.defaults();
        of = fields.field(Of.USERS, e -> e.sequences().of(), (e, v) -> ExperimentEdits.withSequences(e, e.sequences().with(v)));
        maxLength = fields.field(defaults.maxLength(), e -> e.sequences().maxLength(), (e, v) -> ExperimentEdits.withSequences(e,
                e.sequences().withMaxLength(v.intValue())));
        windows = fields.field(WindowKind.LAST, e -> WindowKind.of(e.sequences().windows()), (e, v) -> ExperimentEdits.withSequences(e,
                e.sequences().with(v.windows())));
        stride = fields.field(Windows.Sliding.defaults().stride(), e -> stride(e.sequences().windows()), (e, v) -> ExperimentEdits.withSequences(e,
                e.sequences().with(strided(e.sequences().windows(), v.intValue()))));
        targets = fields.field(Targets.NEXT_ITEM, e -> e.sequences().targets(), (e, v) -> ExperimentEdits.withSequences(e,
                e.sequences().with(v)));
        targetBehaviours = fields.field(List.of(), e -> e.sequences().targetBehaviours(), (e, v) -> ExperimentEdits.withSequences(e,
                e.sequences().withTargetBehaviours(v)));
        split = new SplitFields(fields);
    }

    private static int stride(Windows windows) {
        return windows instanceof Windows.Sliding sliding ? sliding.stride() : Windows.Sliding.defaults().stride();
    }

    private static Windows strided(Windows windows, int stride) {
        return windows instanceof Windows.Sliding ? new Windows.Sliding(stride) : windows;
    }

    void release() {
        fields.release();
    }
}
