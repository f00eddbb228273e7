package trailbench.sequence;

import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.RandomAccess;
import trailbench.sequence.UserSequence.Event;
import trailbench.sequence.UserSequence.Part;
import trailbench.sequence.UserSequence.Slot;
import trailbench.sequence.UserSequence.Use;
import trailbench.sequence.UserSequence.Window;

/// All users of a prepared log, to be looked up one by one: who is there, and what the trainer sees of them.
///
/// What is shown is read from the very [WindowSet] that makes the training batches, so it cannot tell another story than training does.
public final class SequenceBook {
    private final Vocabulary vocabulary;
    private final SequenceStore store;
    private final SplitBounds bounds;
    private final WindowSet training;
    private final int steps;
    private final boolean timed;
    private final long seed;

    /// @param training the windows that are trained on
    /// @param steps    T
    /// @param timed    false if the store's times count rows
    /// @param seed     of the targets that are drawn
    public SequenceBook(Vocabulary vocabulary, SequenceStore store, SplitBounds bounds, WindowSet training, int steps, boolean timed, long seed) {
        this.vocabulary = vocabulary;
        this.store = store;
        this.bounds = bounds;
        this.training = training;
        this.steps = steps;
        this.timed = timed;
        this.seed = seed;
    }

    public int users() {
        return store.users();
    }

    public String id(int user) {
        return store.userIds().get(user);
    }

    /// The original id of the user whose sequence it is.
    public String ownerId(int user) {
        return store.ownerId(user);
    }

    /// What is known of the user whose sequence it is: feature to value.
    public Map<String, String> known(int user) {
        return store.known(user);
    }

    public OptionalInt find(String id) {
        int user = store.userIds().indexOf(id);
        return user < 0 ? OptionalInt.empty() : OptionalInt.of(user);
    }

    /// Users whose id holds `text`, whatever its case: first the one whose id it is, then those whose ids begin with it, then others, each in
    /// the log's order. The first users of the log for an empty text.
    ///
    /// @param most of them
    public List<Integer> search(String text, int most) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        List<Integer> exact = new ArrayList<>();
        List<Integer> begin = new ArrayList<>();
        List<Integer> hold = new ArrayList<>();
        for (int user = 0; user < users(); user++) {
            int at = place(id(user), wanted);
            boolean whole = at == 0 && id(user).length() == wanted.length();
            List<Integer> list = whole ? exact : at == 0 ? begin : hold;
            if (at >= 0 && list.size() < most) {
                list.add(user);
            }
        }
        exact.addAll(begin);
        exact.addAll(hold);
        return List.copyOf(exact.subList(0, Math.min(most, exact.size())));
    }

    private static int place(String id, String wanted) {
        for (int at = 0; at + wanted.length() <= id.length(); at++) {
            if (id.regionMatches(true, at, wanted, 0, wanted.length())) {
                return at;
            }
        }
        return -1;
    }

    /// @param epoch from 1, whose targets are shown
    public UserSequence of(int user, int epoch) {
        Windows windows = new Windows(user, epoch);
        Uses uses = new Uses(user, windows);
        List<Event> events = new ArrayList<>(store.end(user) - store.start(user));
        int basket = 0;
        for (int event = store.start(user); event < store.end(user); event++) {
            basket += event == store.start(user) || store.baskets()[event] != store.baskets()[event - 1] ? 1 : 0;
            int item = store.items()[event];
            events.add(new Event(
                    number(user, event), vocabulary.id(item), vocabulary.title(item),
                    timed ? Optional.of(Instant.ofEpochMilli(store.times()[event])) : Optional.empty(),
                    vocabulary.behaviours().get(store.behaviours()[event]), basket, Part.of(bounds, user, event), uses.of(event)));
        }
        return new UserSequence(id(user), store.known(user), steps, epoch, List.copyOf(events), windows);
    }

    private int number(int user, int event) {
        return event - store.start(user) + 1;
    }

    /// A user's windows, made when they are asked for.
    private final class Windows extends AbstractList<Window> implements RandomAccess {
        private final int user;
        private final int epoch;
        private final int first;
        private final int size;

        Windows(int user, int epoch) {
            this.user = user;
            this.epoch = epoch;
            this.first = training.firstWindow(user);
            this.size = training.firstWindow(user + 1) - first;
        }

        @Override
        public int size() {
            return size;
        }

        WindowView view(int index) {
            return training.view(first + Objects.checkIndex(index, size), seed, epoch);
        }

        @Override
        public Window get(int index) {
            WindowView view = view(index);
            List<Slot> slots = new ArrayList<>(view.targets().length);
            for (int i = 0; i < view.targets().length; i++) {
                int input = number(user, view.start() + i);
                boolean any = view.choicesTo()[i] > view.choicesFrom()[i];
                slots.add(new Slot(
                        input, view.targets()[i] == WindowView.NONE ? 0 : number(user, view.targets()[i]), any ? number(user, view.choicesFrom()[i]) : 0,
                        any ? number(user, view.choicesTo()[i] - 1) : 0, view.weights()[i]));
            }
            return new Window(first + index + 1, steps - slots.size(), List.copyOf(slots));
        }
    }

    /// What training does with each event of a user.
    private final class Uses {
        private final int user;
        private final int start;
        private final boolean[] input;
        private final boolean[] target;
        private final boolean[] weightless;
        private int firstInput = Integer.MAX_VALUE;
        private int inputEnd;

        Uses(int user, Windows windows) {
            this.user = user;
            this.start = store.start(user);
            int length = store.end(user) - start;
            input = new boolean[length];
            target = new boolean[length];
            weightless = new boolean[length];
            for (int window = 0; window < windows.size(); window++) {
                add(windows.view(window));
            }
        }

        private void add(WindowView view) {
            firstInput = Math.min(firstInput, view.start());
            inputEnd = Math.max(inputEnd, view.end());
            for (int i = 0; i < view.targets().length; i++) {
                input[view.start() + i - start] = true;
                boolean sameChoices = i > 0 && view.choicesFrom()[i] == view.choicesFrom()[i - 1];
                for (int event = view.choicesFrom()[i]; event < view.choicesTo()[i] && !sameChoices; event++) {
                    boolean counts = training.weighs(event);
                    target[event - start] |= counts && training.canBeTarget(event);
                    weightless[event - start] |= !counts && training.canBeTarget(event);
                }
            }
        }

        Use of(int event) {
            boolean in = input[event - start];
            boolean out = target[event - start];
            if (out) {
                return in ? Use.INPUT_AND_TARGET : Use.TARGET;
            }
            if (in) {
                return !training.canBeTarget(event) ? Use.INPUT_NO_TARGET : weightless[event - start] ? Use.INPUT_WEIGHS_NOTHING : Use.INPUT;
            }
            boolean asked = bounds.targets().include(store, event);
            return switch (Part.of(bounds, user, event)) {
                case HISTORY -> Use.HISTORY_ALONE;
                case UNUSED -> Use.AFTER_THE_TEST;
                case TEST -> asked ? Use.HELD_OUT_FOR_TEST : Use.HELD_OUT_NO_TARGET;
                case VALIDATION -> asked ? Use.HELD_OUT_FOR_VALIDATION : Use.HELD_OUT_NO_TARGET;
                case TRAINING -> {
                    if (weightless[event - start]) {
                        yield Use.WEIGHS_NOTHING;
                    }
                    if (firstInput == Integer.MAX_VALUE) {
                        yield Use.NO_WINDOW;
                    }
                    yield event < firstInput ? Use.BEFORE_THE_WINDOWS : event < inputEnd ? Use.BETWEEN_WINDOWS : Use.AFTER_THE_TARGETS;
                }
            };
        }
    }
}
