package trailbench.ui.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import trailbench.experiment.ExperimentGraph;
import trailbench.experiment.Prepared;
import trailbench.project.Experiment;
import trailbench.ui.fx.Dialogs;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Theme;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Opens and writes the files of a graph: YAML, SVG and PNG.
final class GraphFiles {
    private final GraphViewModel viewModel;
    private final WorkbenchModel model;
    private final Messages words;

    GraphFiles(GraphViewModel viewModel, Messages words) {
        this.viewModel = viewModel;
        this.model = viewModel.model();
        this.words = words;
    }

    void open() {
        Dialogs.FileKind yaml = new Dialogs.FileKind(words.text("files.yaml"), List.of("*.yaml", "*.yml"));
        model.dialogs().openFiles(words.text("files.open"), yaml).stream().findFirst().ifPresent(file -> {
            try {
                viewModel.open(Files.readString(file), String.valueOf(file.getFileName()));
            } catch (IOException failed) {
                model.dialogs().fault(new Fault.Request("%s cannot be read: %s. Choose another file.", file, Trouble.reason(failed), failed));
            }
        });
    }

    void writeYaml() {
        ask("yaml").ifPresent(file -> viewModel.yaml().ifPresent(text -> write(file, text)));
    }

    void writeSvg() {
        ask("svg").ifPresent(file -> draft().ifPresent(draft -> write(file, ExperimentGraph.svg(draft, prepared(), words.locale(), isDark()))));
    }

    void writePng() {
        ask("png").ifPresent(file -> draft().ifPresent(draft -> {
            try {
                GraphPng.write(draft, prepared(), file, isDark(), words.locale());
            } catch (Fault failed) {
                model.dialogs().fault(failed);
            }
        }));
    }

    private Optional<Path> ask(String ending) {
        String name = draft().map(Experiment::experiment).orElse("graph") + "." + ending;
        return model.dialogs().saveFile(words.text("files.save"), name, new Dialogs.FileKind(words.text("files." + ending), List.of("*." + ending)));
    }

    private void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            model.dialogs().fault(new Fault.Work("%s was not written: %s. Choose a folder that you may write to.", file, Trouble.reason(failed), failed));
        }
    }

    private Optional<Experiment> draft() {
        return Optional.ofNullable(model.draft());
    }

    private Optional<Prepared> prepared() {
        return model.preparedLog().freshBinding().get() ? Optional.ofNullable(model.preparedLog().get()) : Optional.empty();
    }

    private boolean isDark() {
        return model.settings().theme() == Theme.DARK;
    }
}
