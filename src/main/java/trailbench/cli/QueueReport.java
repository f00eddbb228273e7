package trailbench.cli;

import java.util.List;
import java.util.Optional;
import trailbench.experiment.RunQueue;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.training.RunState;

/// Says what happens to a queue, in lines or in one JSON document.
final class QueueReport {
    private static final int WIDEST = 64;

    private final Session session;
    private final boolean json;

    QueueReport(Session session, boolean json) {
        this.session = session;
        this.json = json;
    }

    /// The runs that were just added, and how they get to run.
    int added(Project project, List<RunFolder> runs) {
        RunQueue.State state = session.workbench().queue(project).state();
        if (json) {
            session.printJson(new Added(runs.stream().map(RunFolder::id).toList(), state.waiting().size(), state.served()));
            return 0;
        }
        runs.forEach(run -> session.print("Queued: " + run.path()));
        session.print(state.waiting().size() == 1 ? "1 run waits." : state.waiting().size() + " runs wait.");
        session.print(hint(project, state));
        return 0;
    }

    private static String hint(Project project, RunQueue.State state) {
        String verb = "trailbench queue run " + project.folder();
        if (state.options().paused()) {
            return "The queue is paused. Go on with: " + verb;
        }
        return state.served() ? "The queue is being worked off: each has its turn." : "Nobody works the queue off. Start with: " + verb;
    }

    /// What waits, and what goes on.
    int list(Project project) {
        RunQueue.State state = session.workbench().queue(project).state();
        if (json) {
            session.printJson(Document.of(state));
            return 0;
        }
        TextTable table = new TextTable(List.of("", "run"), WIDEST);
        state.going().forEach(run -> table.row(List.of("going", run)));
        for (int i = 0; i < state.waiting().size(); i++) {
            table.row(List.of(Integer.toString(i + 1), state.waiting().get(i)));
        }
        if (!state.going().isEmpty() || !state.waiting().isEmpty()) {
            session.print(table.toString());
        }
        session.print(state.going().size() + " going on, " + state.waiting().size() + " waiting; at most " + state.options().limit() + " at once.");
        if (state.waiting().isEmpty()) {
            session.print("Add a run with: trailbench train EXPERIMENT --queue");
        } else {
            session.print(hint(project, state));
        }
        return 0;
    }

    void told(RunQueue.Happening happening) {
        if (!json) {
            session.print((happening.state() == RunState.RUNNING ? "begun" : happening.state().name().toLowerCase(java.util.Locale.ROOT))
                    + "  " + happening.run().id() + (happening.words().isEmpty() ? "" : ": " + happening.words()));
        }
    }

    /// What `--json` prints of runs that were added.
    record Added(List<String> runs, int waiting, boolean served) {}

    /// What `--json` prints of a queue.
    record Document(int limit, boolean paused, boolean served, List<String> going, List<String> waiting, Optional<List<Ended>> ended) {
        static Document of(RunQueue.State state) {
            return new Document(state.options().limit(), state.options().paused(), state.served(), state.going(), state.waiting(), Optional.empty());
        }

        Document with(List<Ended> runs) {
            return new Document(limit, paused, served, going, waiting, Optional.of(runs));
        }
    }

    /// @param words why it failed; empty if it did not
    record Ended(String run, RunState state, String words) {}
}
