package trailbench.ui.sequences;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import trailbench.evaluation.OrderTest;
import trailbench.evaluation.OrderTestOptions;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.ui.fx.Job;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.shell.WorkbenchModel;

/// Runs the order test of the draft in the background, and says what came of it.
final class OrderTestViewModel {
    private final WorkbenchModel model;
    private final Messages words;
    private final Quantities quantities;
    private final ReadOnlyObjectWrapper<@Nullable Answer> answer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final BooleanBinding stale;

    /// @param of what was tested
    record Answer(OrderTest test, Experiment of) {}

    OrderTestViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        this.stale = Bindings.createBooleanBinding(this::isStale, answer, model.draftProperty());
    }

    void runOrCancel() {
        Job running = job.get();
        Project open = model.project();
        Experiment draft = model.draft();
        if (running != null) {
            running.cancel();
            return;
        }
        if (open == null || draft == null) {
            return;
        }
        Job started = model.executor().run(
                words.text("ordertest.job", draft.experiment()),
                progress -> model.workbench().orderTest(open, draft, OrderTestOptions.defaults(), progress),
                test -> {
                    if (model.project() == open) {
                        answer.set(new Answer(test, draft));
                    }
                });
        job.set(started);
        started.whenEnded(() -> job.set(null));
    }

    private boolean isStale() {
        Answer known = answer.get();
        Experiment draft = model.draft();
        return known != null
                && (draft == null || !known.of().log().reading().equals(draft.log().reading()) || !known.of().split().equals(draft.split())
                        || known.of().sequences().of() != draft.sequences().of()
                        || !known.of().sequences().targetBehaviours().equals(draft.sequences().targetBehaviours())
                        || known.of().evaluation().excludeSeen() != draft.evaluation().excludeSeen());
    }

    String sentence(OrderTest test) {
        OrderTest.Row row = test.telling();
        String name = name(row);
        String ordered = figure(row.ndcg().ordered());
        String shuffled = figure(row.ndcg().shuffled());
        return switch (test.verdict()) {
            case SIGNAL, LITTLE_SIGNAL -> words.text(
                    test.verdict() == OrderTest.Verdict.SIGNAL ? "ordertest.signal" : "ordertest.little", name, ordered, shuffled, quantities.percent(row.ndcg().difference() / row.ndcg().ordered()));
            case MISLEADS -> words.text("ordertest.misleads", name, ordered, shuffled);
            case UNDECIDED -> words.text("ordertest.undecided", test.users(), figure(Math.max(0, row.high())));
        };
    }

    String name(OrderTest.Row row) {
        return words.text("ordertest." + row.name().toLowerCase(Locale.ROOT).replace(' ', '-'));
    }

    String figure(double value) {
        return quantities.decimal(value, 4);
    }

    String interval(OrderTest.Row row) {
        return row.readsOrder() ? words.text("ordertest.range", figure(row.low()), figure(row.high())) : words.text("ordertest.no-order");
    }

    /// The last test of this window; null before there was one.
    ReadOnlyObjectProperty<@Nullable Answer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /// The test that goes on, or null.
    ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /// True if the answer is that of another log, split or protocol than the draft's.
    BooleanBinding staleBinding() {
        return stale;
    }
}
