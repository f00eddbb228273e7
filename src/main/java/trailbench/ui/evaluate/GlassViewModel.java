package trailbench.ui.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.embedding.PointMap;
import trailbench.experiment.CaseGlass;
import trailbench.experiment.CaseGlass.Answer;
import trailbench.experiment.CaseGlass.Named;
import trailbench.experiment.CaseGlass.Opened;
import trailbench.experiment.CaseGlass.Question;
import trailbench.experiment.CaseGlass.Weighing;
import trailbench.experiment.CaseHistory;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.ui.fx.Job;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// Decides what stands under the glass: one test case of the selected run, its history as the user edits it, and what the model makes of it.
///
/// The model is asked beside the window, one question at a time; of several edits while it answers, the latest is asked next. Ranking comes first,
/// then what each event does to the score that is explained.
final class GlassViewModel {
    static final int TOP = 10;
    static final int MOST_FOUND = 8;
    private static final long SEED = 42;

    private final WorkbenchModel model;
    private final Messages words;
    private final ReadOnlyObjectWrapper<Optional<CaseGlass.Facts>> facts = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Optional<Opened>> opened = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<CaseHistory> history = new ReadOnlyObjectWrapper<>(new CaseHistory(List.of()));
    private final ReadOnlyObjectWrapper<Optional<Answer>> answer = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<Double>> effects = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Weighing>> attention = new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<Optional<String>> weighing = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Named>> about = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Subscription subscription;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private @Nullable CaseGlass glass;
    private Optional<PointMap> map = Optional.empty();
    private Optional<Answer> first = Optional.empty();
    private double millis;
    /// Raised by every edit: what was asked before it is old.
    private long edition;
    private boolean asking;

    GlassViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        subscription = model.selectedRunProperty().subscribe(run -> close());
    }

    void release() {
        subscription.unsubscribe();
        close();
    }

    private void close() {
        Job loading = job.get();
        if (loading != null) {
            loading.cancel();
        }
        CaseGlass before = glass;
        glass = null;
        edition++;
        asking = false;
        facts.set(Optional.empty());
        opened.set(Optional.empty());
        first = Optional.empty();
        answer.set(Optional.empty());
        attention.set(List.of());
        weighing.set(Optional.empty());
        problem.set("");
        if (before != null) {
            model.executor().quietly(() -> {
                before.close();
                return before;
            }, closed -> {});
        }
    }

    /// Loads the selected run's model in a process of its own, and opens the first user's case.
    void openGlass() {
        RunFolder run = model.selectedRun();
        Project project = model.project();
        if (run == null || project == null || job.get() != null || glass != null) {
            return;
        }
        job.set(model.executor().run(
                words.text("glass.job"),
                progress -> {
                    CaseGlass made = model.workbench().glass(project, run, progress);
                    Optional<PointMap> shown = made.facts().map().map(run::map);
                    return new Loaded(made, shown);
                },
                loaded -> take(run, loaded),
                fault -> problem.set(words.fault(fault))));
        Job started = job.get();
        if (started != null) {
            started.stateProperty().subscribe(state -> {
                if (state != Job.State.RUNNING) {
                    job.set(null);
                }
            });
        }
    }

    private record Loaded(CaseGlass glass, Optional<PointMap> map) {}

    private void take(RunFolder run, Loaded loaded) {
        RunFolder selected = model.selectedRun();
        if (selected == null || !selected.id().equals(run.id())) {
            model.executor().quietly(() -> {
                loaded.glass.close();
                return loaded;
            }, closed -> {});
            return;
        }
        glass = loaded.glass;
        map = loaded.map;
        problem.set("");
        facts.set(Optional.of(loaded.glass.facts()));
        loaded.glass.facts().users().stream().findFirst().ifPresent(user -> choose(user, 1));
    }

    // ---- which case

    /// Users whose ids have the words in them, those that begin with them first.
    List<String> users(String query) {
        String wanted = query.strip().toLowerCase(Locale.ROOT);
        List<String> all = facts.get().map(CaseGlass.Facts::users).orElse(List.of());
        return Stream.concat(
                        all.stream().filter(user -> user.toLowerCase(Locale.ROOT).startsWith(wanted)),
                        all.stream().filter(user -> user.toLowerCase(Locale.ROOT).indexOf(wanted) > 0))
                .distinct()
                .limit(MOST_FOUND)
                .toList();
    }

    void choose(String user, int number) {
        CaseGlass asked = glass;
        if (asked != null) {
            model.executor().quietly(() -> attempt(() -> asked.open(user, number)), got -> {
                if (asked == glass) {
                    got.value().ifPresentOrElse(this::show, () -> problem.set(got.fault()));
                }
            });
        }
    }

    private void show(Opened now) {
        opened.set(Optional.of(now));
        first = Optional.empty();
        about.set(now.targets().stream().findFirst());
        problem.set("");
        edit(before -> new CaseHistory(now.history()));
    }

    /// The next test case, or with -1 the one before: of the same user, or of the user next in the log.
    void step(int by) {
        opened.get().ifPresent(now -> {
            int number = now.number() + by;
            if (1 <= number && number <= now.of()) {
                choose(now.user(), number);
            } else {
                List<String> users = facts.get().map(CaseGlass.Facts::users).orElse(List.of());
                int index = Math.floorMod(users.indexOf(now.user()) + by, users.size());
                choose(users.get(index), 1);
            }
        });
    }

    void random() {
        List<String> users = facts.get().map(CaseGlass.Facts::users).orElse(List.of());
        if (!users.isEmpty()) {
            choose(users.get(random.nextInt(users.size())), 1);
        }
    }

    // ---- edits

    void remove(int index) {
        if (history.get().events().size() > 1) {
            edit(before -> before.without(index));
        } else {
            problem.set(words.text("glass.last"));
        }
    }

    void move(int from, int to) {
        if (from != to && 0 <= to && to < history.get().events().size()) {
            edit(before -> before.moved(from, to));
        }
    }

    void add(Named item, int index) {
        edit(before -> before.with(item.id(), item.title(), index));
    }

    void reset() {
        opened.get().ifPresent(now -> edit(before -> new CaseHistory(now.history())));
    }

    boolean isEdited() {
        return opened.get().map(now -> !now.history().equals(history.get().events())).orElse(false);
    }

    /// Explains this item's score from now on.
    void explain(Named item) {
        about.set(Optional.of(item));
        edit(before -> before);
    }

    private void edit(UnaryOperator<CaseHistory> change) {
        history.set(change.apply(history.get()));
        problem.set("");
        edition++;
        effects.set(List.of());
        if (!asking) {
            ask(false);
        }
    }

    private void ask(boolean explaining) {
        CaseGlass asked = glass;
        Optional<Opened> now = opened.get();
        if (asked == null || now.isEmpty()) {
            return;
        }
        asking = true;
        long mine = edition;
        long start = System.nanoTime();
        Question question = new Question(
                now.get().user(), history.get().events(), now.get().targets().stream().map(Named::id).toList(), TOP,
                explaining ? about.get().map(Named::id) : Optional.empty());
        model.executor().quietly(() -> attempt(() -> asked.ask(question)), got -> {
            if (asked != glass) {
                return;
            }
            asking = false;
            if (mine != edition) {
                ask(false);
            } else if (got.value().isEmpty()) {
                problem.set(got.fault());
            } else if (explaining) {
                attention.set(got.value().get().attention());
                effects.set(got.value().get().effects());
            } else {
                millis = (System.nanoTime() - start) / 1e6;
                first = first.or(got::value);
                answer.set(got.value());
                ask(true);
            }
        });
    }

    private record Got<T>(Optional<T> value, String fault) {}

    private <T> Got<T> attempt(Supplier<T> work) {
        try {
            return new Got<>(Optional.of(work.get()), "");
        } catch (Fault wrong) {
            return new Got<>(Optional.empty(), words.fault(wrong));
        }
    }

    /// Finds items to add, and hands them over on the window's thread.
    void find(String query, Consumer<List<Named>> found) {
        CaseGlass asked = glass;
        if (asked != null && !query.isBlank()) {
            model.executor().quietly(() -> attempt(() -> asked.find(query, MOST_FOUND)), got -> found.accept(got.value().orElse(List.of())));
        } else {
            found.accept(List.of());
        }
    }

    /// What a person types for the same case; what was moved or added is not in it.
    String command() {
        RunFolder run = model.selectedRun();
        return opened.get()
                .map(now -> "trailbench explain " + (run == null ? "RUN" : run.path()) + " --user " + now.user() + (now.of() > 1 ? " --case " + now.number() : "") + without(now)
                        + weighing.get().map(node -> " --attention " + node).orElse(""))
                .orElse("");
    }

    private String without(Opened now) {
        List<String> left = IntStream.range(0, now.history().size())
                .filter(i -> !history.get().events().contains(now.history().get(i)))
                .mapToObj(i -> Integer.toString(i + 1))
                .toList();
        boolean removedOnly = history.get().events().size() + left.size() == now.history().size() && !left.isEmpty();
        return removedOnly ? " --without " + left.stream().collect(Collectors.joining(",")) : "";
    }

    // ---- what is shown

    ReadOnlyObjectProperty<Optional<CaseGlass.Facts>> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Opened>> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<CaseHistory> historyProperty() {
        return history.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Answer>> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /// One for each event; empty while they are counted.
    ReadOnlyObjectProperty<List<Double>> effectsProperty() {
        return effects.getReadOnlyProperty();
    }

    /// Of each node that attends, the last one first; of the history before the latest edit while that is asked about.
    ReadOnlyObjectProperty<List<Weighing>> attentionProperty() {
        return attention.getReadOnlyProperty();
    }

    /// The node whose attention is shown; empty for effects on a score.
    ObjectProperty<Optional<String>> weighingProperty() {
        return weighing;
    }

    /// One for each event, of the node that is shown; empty while effects are shown, or nothing is known.
    List<Double> weights() {
        return effects.get().isEmpty()
                ? List.of()
                : attention.get().stream().filter(node -> weighing.get().filter(node.node()::equals).isPresent()).findFirst().map(Weighing::weights).orElse(List.of());
    }

    /// What the bars beside the history show.
    String caption() {
        return weighing.get()
                .map(node -> words.text("glass.about.attention", node))
                .orElseGet(() -> about.get().map(item -> words.text("glass.about", item.title())).orElse(""));
    }

    /// The item whose score is explained.
    ReadOnlyObjectProperty<Optional<Named>> aboutProperty() {
        return about.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    Optional<PointMap> map() {
        return map;
    }

    /// What the model said of the history as it was.
    Optional<Answer> first() {
        return first;
    }

    /// From the edit to its ranking.
    double millis() {
        return millis;
    }
}
