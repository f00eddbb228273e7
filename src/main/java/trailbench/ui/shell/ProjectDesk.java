package trailbench.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import trailbench.experiment.SyntheticProjects;
import trailbench.experiment.Workbench;
import trailbench.log.LogReport;
import trailbench.log.synthetic.SyntheticLog;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.project.Projects;
import trailbench.project.RunFolder;
import trailbench.ui.fx.Dialogs;
import trailbench.ui.fx.Dialogs.Choice;
import trailbench.ui.fx.Dialogs.FileKind;
import trailbench.ui.fx.Messages;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// New, open, save as, recent, leave: what happens to whole projects, with the questions that go with it.
public final class ProjectDesk {
    private static final List<String> LOG_PATTERNS = List.of(
            "*.csv", "*.tsv", "*.txt", "*.dat", "*.data", "*.inter", "*.jsonl", "*.ndjson", "*.json", "*.parquet", "*.gz", "*.zst");

    private enum Leave {
        SAVE,
        DISCARD
    }

    private enum RunsOnLeave {
        KEEP,
        STOP
    }

    private final WorkbenchModel model;
    private final Projects projects;

    ProjectDesk(WorkbenchModel model, Projects projects) {
        this.model = model;
        this.projects = projects;
    }

    /// Asks for a project folder and opens it.
    public void open() {
        dialogs().openFolder(words().text("open.title")).ifPresent(this::open);
    }

    public void open(Path folder) {
        if (!mayLeaveDraft()) {
            return;
        }
        model.executor().run(words().text("job.open", folder.getFileName()), progress -> projects.open(folder),
                opened -> model.adopt(opened, false), fault -> {
                    model.settings().forgetRecentProject(folder);
                    model.executor().fault(fault);
                });
    }

    /// As [#open(Path)], of a folder that holds a project, without a word in the status bar.
    void openQuietly(Path folder) {
        model.executor().quietly(() -> projects.open(folder), opened -> model.adopt(opened, false));
    }

    /// Asks where, and makes an empty project there.
    public void create() {
        if (mayLeaveDraft()) {
            createFor(words().text("new.name"), made -> model.placeProperty().set(Place.DATA));
        }
    }

    /// Asks for a log and a folder; makes a project with a first experiment on that log, as it was understood at the first look.
    public void createFromLog() {
        if (mayLeaveDraft()) {
            List<Path> chosen = chooseLogs();
            if (!chosen.isEmpty()) {
                createFromLogs(chosen);
            }
        }
    }

    /// As [#createFromLog()] with files, folders or patterns.
    public void createFromLogs(List<Path> logs) {
        String name = stem(logs.getFirst());
        createFor(name, made -> model.executor().run(words().text("job.inspect", logs.getFirst().getFileName()),
                progress -> model.workbench().inspect(logs, progress),
                (LogReport report) -> {
                    model.startExperiment(name, report.recipe());
                    model.placeProperty().set(Place.DATA);
                }));
    }

    /// Asks for a folder, and makes a project on a made-up log there.
    public void createSynthetic(SyntheticLog kind) {
        if (mayLeaveDraft()) {
            dialogs().newFolder(words().text("new.title"), kind.id() + "-synthetic").ifPresent(folder -> model.executor().run(
                    words().text("job.create", folder.getFileName()),
                    progress -> SyntheticProjects.create(projects, folder, kind, SyntheticProjects.SEED, progress),
                    made -> {
                        model.adopt(made, false);
                        model.placeProperty().set(Place.DATA);
                    }));
        }
    }

    /// Asks for the files of a log; none if the user thinks better of it.
    public List<Path> chooseLogs() {
        return dialogs().openFiles(words().text("log.title"), new FileKind(words().text("log.kind"), LOG_PATTERNS),
                new FileKind(words().text("log.all"), List.of("*.*")));
    }

    /// Copies the open project to a folder that the user chooses, and goes on with the copy.
    public void saveAs() {
        Project open = model.project();
        if (open != null) {
            copy(open, copied -> {});
        }
    }

    /// Closes the project and shows the welcome page.
    public void closeProject() {
        if (mayLeaveDraft()) {
            model.closeProject();
        }
    }

    void requireWritable(String purpose, Consumer<Project> then) {
        Project open = model.project();
        if (open == null) {
            createFor(words().text("new.name"), then);
            return;
        }
        if (!open.readOnly()) {
            then.accept(open);
            return;
        }
        dialogs().choose(words().text("readonly.title"), words().text("readonly.sentence", open.title(), purpose),
                        List.of(new Choice<>(words().text("readonly.copy"), true, true)))
                .ifPresent(agreed -> copy(open, then));
    }

    /// Asks what to do with unsaved edits. True if the window may go on to something else.
    boolean mayLeaveDraft() {
        Experiment draft = model.draft();
        Project open = model.project();
        if (draft == null || open == null || !model.changedBinding().get()) {
            return true;
        }
        Optional<Leave> answer = dialogs().choose(words().text("unsaved.title"), words().text("unsaved.sentence", draft.experiment()),
                List.of(new Choice<>(words().text(open.readOnly() ? "unsaved.copy" : "unsaved.save"), Leave.SAVE, true),
                        new Choice<>(words().text("unsaved.discard"), Leave.DISCARD, false)));
        if (answer.isEmpty()) {
            return false;
        }
        if (answer.get() == Leave.DISCARD) {
            model.revert();
            return true;
        }
        model.save();
        return !model.changedBinding().get();
    }

    /// Asks what is to be done with unsaved edits and with runs that go on, before the window closes.
    ///
    /// @param close closes the window; called at once, or after runs were told to stop, or never
    public void leave(Runnable close) {
        if (!mayLeaveDraft()) {
            return;
        }
        List<RunEntry> live = model.runs().stream().filter(RunEntry::live).toList();
        if (live.isEmpty()) {
            close.run();
            return;
        }
        dialogs().choose(words().text("leave.title"), words().text("leave.sentence", live.size(), live.getFirst().experiment()),
                        List.of(new Choice<>(words().text("leave.keep"), RunsOnLeave.KEEP, true),
                                new Choice<>(words().text("leave.stop"), RunsOnLeave.STOP, false)))
                .ifPresent(answer -> {
                    switch (answer) {
                        case KEEP -> close.run();
                        case STOP -> model.executor().run(words().text("job.stop"), progress -> stop(live, progress), stopped -> close.run());
                    }
                });
    }

    private List<RunEntry> stop(List<RunEntry> live, Progress progress) {
        for (RunEntry run : live) {
            progress.report(Phase.of(Phase.Kind.STOPPING), live.indexOf(run), live.size());
            stop(run.folder());
        }
        return live;
    }

    /// A run that has ended since the last glance has nobody left to tell, and needs none.
    private void stop(RunFolder run) {
        try {
            model.workbench().control(run, Workbench.Control.STOP);
        } catch (Fault.Request untold) {
            if (!run.state().isFinal()) {
                throw untold;
            }
        }
    }

    private void createFor(String name, Consumer<Project> then) {
        dialogs().newFolder(words().text("new.title"), name)
                .ifPresent(folder -> model.executor().run(words().text("job.create", folder.getFileName()),
                        progress -> projects.create(folder, String.valueOf(folder.getFileName())),
                        made -> {
                            model.adopt(made, false);
                            then.accept(made);
                        }));
    }

    private void copy(Project open, Consumer<Project> then) {
        dialogs().newFolder(words().text("saveas.title"), String.valueOf(open.folder().getFileName()))
                .ifPresent(folder -> model.executor().run(words().text("job.copy", open.title()),
                        progress -> projects.saveAs(open, folder, progress),
                        copied -> {
                            model.adopt(copied, true);
                            then.accept(copied);
                        }));
    }

    private static String stem(Path log) {
        String name = String.valueOf(log.getFileName());
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private Dialogs dialogs() {
        return model.dialogs();
    }

    private Messages words() {
        return model.words();
    }
}
