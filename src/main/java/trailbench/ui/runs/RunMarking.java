package trailbench.ui.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import trailbench.project.Project;
import trailbench.project.RunMarks;
import trailbench.ui.shell.RunEntry;
import trailbench.ui.shell.WorkbenchModel;

/// Marks runs and throws them away, so that it can be taken back.
final class RunMarking {
    private final WorkbenchModel model;
    private final Runnable changed;
    private final UndoList deeds = new UndoList();

    /// @param changed called on the window's thread after each change
    RunMarking(WorkbenchModel model, Runnable changed) {
        this.model = model;
        this.changed = changed;
    }

    UndoList deeds() {
        return deeds;
    }

    /// Changes the marks of runs; nothing happens where they stay what they are.
    ///
    /// @param purpose what a folder that may be written to is needed for
    void mark(List<RunEntry> runs, UnaryOperator<RunMarks> change, String words, String purpose) {
        model.requireWritable(purpose, project -> {
            Map<String, RunMarks> before = new LinkedHashMap<>();
            Map<String, RunMarks> after = new LinkedHashMap<>();
            for (RunEntry run : runs) {
                RunMarks was = run.summary().marks();
                RunMarks now = change.apply(was);
                if (!now.equals(was)) {
                    before.put(run.id(), was);
                    after.put(run.id(), now);
                }
            }
            if (!after.isEmpty()) {
                deeds.perform(new UndoList.Deed(words, () -> write(project, after), () -> write(project, before)));
            }
        });
    }

    void trash(List<RunEntry> runs, String words, String purpose) {
        model.requireWritable(purpose, project -> {
            List<String> ids = runs.stream().map(RunEntry::id).toList();
            deeds.perform(new UndoList.Deed(words, () -> trash(project, ids), () -> restore(project, ids)));
        });
    }

    void restore(List<RunEntry> runs, String words, String purpose) {
        model.requireWritable(purpose, project -> {
            List<String> ids = runs.stream().map(RunEntry::id).toList();
            deeds.perform(new UndoList.Deed(words, () -> restore(project, ids), () -> trash(project, ids)));
        });
    }

    private void write(Project project, Map<String, RunMarks> marks) {
        beside(() -> marks.forEach((id, now) -> project.run(id).mark(now)));
    }

    private void trash(Project project, List<String> ids) {
        beside(() -> ids.forEach(id -> project.trash(project.run(id))));
    }

    private void restore(Project project, List<String> ids) {
        beside(() -> ids.forEach(project::restore));
    }

    private void beside(Runnable work) {
        model.executor().quietly(() -> {
            work.run();
            return true;
        }, done -> changed.run());
    }
}
