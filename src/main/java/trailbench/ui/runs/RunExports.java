package trailbench.ui.runs;

import java.util.List;
import java.util.function.Supplier;
import trailbench.format.AtomicFile;
import trailbench.runs.TextForm;
import trailbench.ui.fx.Dialogs;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.WorkbenchModel;

/// Writes tables and comparisons where the user says.
final class RunExports {
    private final WorkbenchModel model;
    private final Messages words;

    RunExports(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
    }

    /// @param text made beside the window
    void write(String name, TextForm form, Supplier<String> text) {
        String ending = ending(form);
        model.dialogs()
                .saveFile(words.text("export.title"), name + "." + ending, new Dialogs.FileKind(words.text("export." + ending), List.of("*." + ending)))
                .ifPresent(file -> model.executor().run(words.text("job.export", file.getFileName()), progress -> {
                    AtomicFile.writeText(file, text.get());
                    return file;
                }, written -> {}));
    }

    static String ending(TextForm form) {
        return switch (form) {
            case CSV -> "csv";
            case MARKDOWN -> "md";
            case HTML -> "html";
        };
    }
}
