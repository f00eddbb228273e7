package trailbench.ui.deploy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import trailbench.bundle.Answer;
import trailbench.bundle.Event;
import trailbench.bundle.Question;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.serve.ModelServer.Named;
import trailbench.ui.chart.PointMapModel;
import trailbench.ui.chart.PointMapModel.Near;
import trailbench.ui.deploy.ServerViewModel.Served;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// A history that is made by hand, and what a running server says comes next. Each change asks anew.
public final class TryViewModel {
    private static final int ANSWERS = 10;
    private static final int EXAMPLE = 3;
    /// Answers whose times make the shares.
    private static final int TIMES = 100;

    /// @param behaviour what was done; empty where the model tells no behaviours apart
    public record Step(String id, String title, Optional<String> behaviour) {}

    private final WorkbenchModel model;
    private final ServerViewModel server;
    private final Messages words;
    private final Quantities quantities;
    private final LongSupplier nanoTime;
    private final ObservableList<Step> history = FXCollections.observableArrayList();
    private final ObservableList<Step> historyView = FXCollections.unmodifiableObservableList(history);
    private final ObservableList<Named> found = FXCollections.observableArrayList();
    private final ObservableList<Named> foundView = FXCollections.unmodifiableObservableList(found);
    private final ObservableList<String> behaviours = FXCollections.observableArrayList();
    private final ObservableList<String> behavioursView = FXCollections.unmodifiableObservableList(behaviours);
    private final ObservableList<Answer.Item> answers = FXCollections.observableArrayList();
    private final ObservableList<Answer.Item> answersView = FXCollections.unmodifiableObservableList(answers);
    private final StringProperty query = new SimpleStringProperty("");
    private final StringProperty behaviour = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper times = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper mapped = new ReadOnlyBooleanWrapper();
    private final PointMapModel map = new PointMapModel();
    private final Deque<Long> latest = new ArrayDeque<>();
    private final Subscription subscription;
    private Optional<Served> followed = Optional.empty();
    private int asked;
    private int searched;

    /// @param nanoTime a clock for latencies
    public TryViewModel(WorkbenchModel model, ServerViewModel server, Messages words, LongSupplier nanoTime) {
        this.model = model;
        this.server = server;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        this.nanoTime = nanoTime;
        query.subscribe(this::search);
        subscription = server.servedProperty().subscribe(this::follow);
    }

    /// Drops the subscriptions to the server.
    public void release() {
        subscription.unsubscribe();
    }

    /// A server that answers from another model now keeps the history that was made.
    private void follow(Optional<Served> served) {
        boolean swapped = served.isPresent() && followed.filter(before -> before.asked() == served.get().asked()).isPresent();
        followed = served;
        if (swapped) {
            ask();
            return;
        }
        latest.clear();
        history.clear();
        found.clear();
        answers.clear();
        behaviours.clear();
        query.set("");
        said.set("");
        times.set("");
        problem.set("");
        mapped.set(false);
        map.clear();
        served.ifPresent(this::begin);
    }

    private record Example(Answer popular, Optional<PointMapModel.Ready> map) {}

    /// Begins with what is most frequent, so that there is something to change.
    private void begin(Served served) {
        behaviours.setAll(served.health().behaviours().size() > 1 ? served.health().behaviours() : List.of());
        behaviour.set(behaviours.isEmpty() ? "" : behaviours.getFirst());
        Project project = model.project();
        model.executor().quietly(
                () -> new Example(
                        served.asked().recommend(new Question(List.of(), EXAMPLE, List.of())),
                        Optional.ofNullable(project).flatMap(open -> map(open, served.health().run()))),
                example -> {
                    if (isServed(served)) {
                        example.map().ifPresent(ready -> {
                            map.show(ready);
                            mapped.set(true);
                        });
                        example.popular().items().reversed().forEach(item -> history.add(step(item.id(), item.title())));
                        ask();
                    }
                });
    }

    /// The newest map of the run whose model is served, if the open project has it.
    private static Optional<PointMapModel.Ready> map(Project project, String id) {
        Optional<RunFolder> run = project.runs().stream().filter(each -> each.id().equals(id)).findFirst();
        return run.filter(of -> !of.maps().isEmpty()).map(of -> PointMapModel.ready(of.map(of.maps().getLast())));
    }

    private boolean isServed(Served served) {
        return server.servedProperty().get().equals(Optional.of(served));
    }

    private Step step(String id, String title) {
        return new Step(id, title, Optional.of(behaviour.get()).filter(name -> !name.isEmpty()));
    }

    private void search() {
        int number = ++searched;
        String text = query.get().strip();
        Optional<Served> served = server.servedProperty().get();
        if (text.isEmpty() || served.isEmpty()) {
            found.clear();
            return;
        }
        model.executor().quietly(() -> answered(() -> served.get().asked().items(text)), reply -> {
            if (number == searched) {
                found.setAll(reply.value().orElse(List.of()));
                problem.set(reply.problem());
            }
        });
    }

    /// Puts an item behind the history.
    public void add(String id, String title) {
        history.add(step(id, title));
        ask();
    }

    /// Puts the first item that was found behind the history, and searches no more.
    public void addFirstFound() {
        if (!found.isEmpty()) {
            add(found.getFirst().id(), found.getFirst().title());
            query.set("");
        }
    }

    public void remove(int index) {
        if (0 <= index && index < history.size()) {
            history.remove(index);
            ask();
        }
    }

    /// Takes a step out and puts it in where another stands, or at an end.
    ///
    /// @return where it stands now
    public int move(int from, int to) {
        int target = Math.clamp(to, 0, history.size() - 1);
        if (from != target) {
            history.add(target, history.remove(from));
            ask();
        }
        return target;
    }

    /// Takes all steps out.
    public void clear() {
        history.clear();
        ask();
    }

    /// @param value absent if the server did not answer
    private record Reply<T>(Optional<T> value, String problem, long nanos) {}

    private interface Asking<T> {
        T now();
    }

    private <T> Reply<T> answered(Asking<T> question) {
        long start = nanoTime.getAsLong();
        try {
            T value = question.now();
            return new Reply<>(Optional.of(value), "", nanoTime.getAsLong() - start);
        } catch (Fault fault) {
            return new Reply<>(Optional.empty(), words.fault(fault), 0);
        }
    }

    private void ask() {
        int number = ++asked;
        Optional<Served> served = server.servedProperty().get();
        if (served.isEmpty()) {
            return;
        }
        List<Event> events = history.stream().map(step -> new Event(step.id(), step.behaviour(), Optional.empty())).toList();
        Question question = new Question(events, ANSWERS, List.of(), Map.of(), Optional.empty());
        model.executor().quietly(() -> answered(() -> served.get().asked().recommend(question)), reply -> {
            if (isServed(served.get())) {
                reply.value().ifPresent(_ -> keep(reply.nanos()));
                if (number == asked) {
                    show(reply);
                }
            }
        });
    }

    private void show(Reply<Answer> reply) {
        problem.set(reply.problem());
        answers.setAll(reply.value().map(Answer::items).orElse(List.of()));
        said.set(reply.value().map(this::said).orElse(""));
        mark();
    }

    private String said(Answer answer) {
        String by = words.text(answer.by() == Answer.By.MODEL ? "try.by.model" : "try.by.popularity");
        return answer.unknown().isEmpty() ? by : by + " " + words.text("try.unknown", String.join(", ", answer.unknown()));
    }

    private void keep(long nanos) {
        latest.add(nanos);
        if (latest.size() > TIMES) {
            latest.remove();
        }
        long[] sorted = latest.stream().mapToLong(Long::longValue).sorted().toArray();
        times.set(words.text("try.times", millis(sorted, 0.5), millis(sorted, 0.95), sorted.length));
    }

    private String millis(long[] sorted, double share) {
        return quantities.decimal(sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))] / 1e6, 1);
    }

    /// Shows on the map where the history's last item lies, and lines from there to the answers: the higher in the list, the stronger.
    private void mark() {
        if (!mapped.get()) {
            return;
        }
        int last = history.isEmpty() ? PointMapModel.NONE : map.point(history.getLast().id());
        map.selectedProperty().set(last);
        map.neighboursProperty().set(IntStream.range(0, answers.size())
                .mapToObj(this::mark)
                .filter(near -> near.point() != PointMapModel.NONE)
                .toList());
    }

    private Near mark(int rank) {
        Answer.Item answer = answers.get(rank);
        double behind = rank / (double) ANSWERS;
        return new Near(map.point(answer.id()), answer.id(), answer.title(), 1 - behind, behind, false);
    }

    /// Oldest first.
    public ObservableList<Step> history() {
        return historyView;
    }

    /// Items whose id or title holds the text that is searched.
    public ObservableList<Named> found() {
        return foundView;
    }

    /// Names to choose from for what is done with the next item; empty where the model tells none apart.
    public ObservableList<String> behaviours() {
        return behavioursView;
    }

    /// Best first.
    public ObservableList<Answer.Item> answers() {
        return answersView;
    }

    public StringProperty queryProperty() {
        return query;
    }

    public StringProperty behaviourProperty() {
        return behaviour;
    }

    /// Where the answers come from.
    public ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// How long the last answers took, on the way there and back.
    public ReadOnlyStringProperty timesProperty() {
        return times.getReadOnlyProperty();
    }

    /// True if the served run has a map in the open project.
    public ReadOnlyBooleanProperty mappedProperty() {
        return mapped.getReadOnlyProperty();
    }

    public PointMapModel map() {
        return map;
    }

    public Quantities quantities() {
        return quantities;
    }
}
