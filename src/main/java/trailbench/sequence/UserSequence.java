package trailbench.sequence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One user's sequence, and what the trainer sees of it: every event with its part in the split and its use in training, and every window.
/// [SequenceBook] makes it.
///
/// @param id      the user's original id
/// @param known   features of the user, those that are known: name to value
/// @param steps   T
/// @param epoch   the epoch whose targets are shown: those of a next-basket model are drawn anew in each
/// @param events  oldest first
/// @param windows each made when it is asked for
public record UserSequence(String id, Map<String, String> known, int steps, int epoch, List<Event> events, List<Window> windows) {

    /// Which part of the split an event is in.
    public enum Part {
        TRAINING,
        /// Read before a held-out event, and never trained on.
        HISTORY,
        VALIDATION,
        TEST,
        /// After what is tested.
        UNUSED;

        /// The part of event `event` of `user`, by store index.
        static Part of(SplitBounds bounds, int user, int event) {
            if (event < bounds.trainingEnd()[user]) {
                return TRAINING;
            }
            if (event < bounds.validationStart()[user]) {
                return HISTORY;
            }
            return event < bounds.testStart()[user] ? VALIDATION : event < bounds.testEnd()[user] ? TEST : UNUSED;
        }
    }

    /// What training does with an event, or why it does nothing.
    public enum Use {
        /// An input of at least one window, and a target (or one of the events that a target is drawn from) of at least one.
        INPUT_AND_TARGET,
        /// An input alone: nothing before it could predict it.
        INPUT,
        /// An input alone: its behaviour is none of those that are to be predicted.
        INPUT_NO_TARGET,
        /// An input alone: its behaviour weighs nothing in the loss.
        INPUT_WEIGHS_NOTHING,
        /// A target alone: nothing after it is there to be predicted.
        TARGET,
        /// Held out: a target of the validation.
        HELD_OUT_FOR_VALIDATION,
        /// Held out: a target of the test.
        HELD_OUT_FOR_TEST,
        /// Held out with what is asked for around it, and not asked for itself: its behaviour is none of those that are to be predicted.
        HELD_OUT_NO_TARGET,
        /// The split gives it as history of what is held out, and for nothing else.
        HISTORY_ALONE,
        /// It lies after what the split tests.
        AFTER_THE_TEST,
        /// Before the first window: windows reach back only so far.
        BEFORE_THE_WINDOWS,
        /// After the last target of the user's training part: nothing is predicted from it.
        AFTER_THE_TARGETS,
        /// Between two windows: the stride is longer than a window.
        BETWEEN_WINDOWS,
        /// The user's training part is too short for a window: it has nothing to predict.
        NO_WINDOW,
        /// Only a target could be made of it, and its behaviour weighs nothing in the loss.
        WEIGHS_NOTHING;

        /// True if training reads the event.
        public boolean trains() {
            return switch (this) {
                case INPUT_AND_TARGET, INPUT, INPUT_NO_TARGET, INPUT_WEIGHS_NOTHING, TARGET -> true;
                case HELD_OUT_FOR_VALIDATION, HELD_OUT_FOR_TEST, HELD_OUT_NO_TARGET, HISTORY_ALONE, AFTER_THE_TEST, BEFORE_THE_WINDOWS, AFTER_THE_TARGETS,
                        BETWEEN_WINDOWS, NO_WINDOW, WEIGHS_NOTHING -> false;
            };
        }
    }

    /// @param number    its place in the sequence, from 1
    /// @param item      original id
    /// @param time      empty if the log has no times
    /// @param behaviour as in the vocabulary
    /// @param basket    the number of its basket within the sequence, from 1; single events are baskets of their own
    public record Event(int number, String item, String title, Optional<Instant> time, String behaviour, int basket, Part part, Use use) {}

    /// One window: `padding` empty steps, then `slots`. A batch has only as much of the padding as its longest window needs, and
    /// models read none of it.
    ///
    /// @param number  of the window among all of the experiment, from 1
    /// @param padding steps without an event
    /// @param slots   steps with one, up to T
    public record Window(int number, int padding, List<Slot> slots) {}

    /// One step that holds an event.
    ///
    /// @param event  number of the input event
    /// @param target number of the event to predict; 0 if this step has no target
    /// @param first  number of the first event that the target is drawn from; without a target, of those that come into question, but by their
    ///               behaviour are not asked for or weigh nothing; 0 if none does
    /// @param last   number of the last one
    /// @param weight what the target counts in the loss; 0 without a target
    public record Slot(int event, int target, int first, int last, double weight) {}
}
