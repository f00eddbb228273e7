package trailbench.ui.fx;

import java.io.File;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.Alert.AlertType;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputDialog;
import javafx.scene.layout.Region;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import trailbench.work.Fault;

/// Real dialogs over a window.
public final class WindowDialogs implements Dialogs {
    private static final Logger LOG = System.getLogger(WindowDialogs.class.getName());
    private static final double TEXT_WIDTH = 480;
    private final Window owner;
    private final Supplier<Locale> locale;

    /// @param owner  the window that waits
    /// @param locale asked each time, since the language can be switched
    public WindowDialogs(Window owner, Supplier<Locale> locale) {
        this.owner = owner;
        this.locale = locale;
    }

    @Override
    public void fault(Throwable fault) {
        LOG.log(Level.WARNING, "Told to the user", fault);
        Messages words = words();
        Alert alert = new Alert(AlertType.ERROR);
        alert.setTitle(words.text(fault instanceof Fault.Request ? "fault.request" : "fault.work"));
        alert.getDialogPane().setContent(paragraph(sentence(fault, words)));
        alert.getButtonTypes().setAll(new ButtonType(words.text("close"), ButtonData.OK_DONE));
        dress(alert).showAndWait();
    }

    private static String sentence(Throwable fault, Messages words) {
        String message = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        return fault instanceof Fault ? words.fault(fault) : words.text("fault.unexpected", message);
    }

    @Override
    public <T> Optional<T> choose(String title, String sentence, List<Choice<T>> choices) {
        Alert alert = new Alert(AlertType.CONFIRMATION);
        alert.setTitle(title);
        alert.getDialogPane().setContent(paragraph(sentence));
        List<ButtonType> buttons = choices.stream()
                .map(choice -> new ButtonType(choice.words(), choice.primary() ? ButtonData.OK_DONE : ButtonData.OTHER))
                .toList();
        alert.getButtonTypes().setAll(buttons);
        alert.getButtonTypes().add(cancel());
        return dress(alert).showAndWait().map(buttons::indexOf).filter(index -> index >= 0).map(index -> choices.get(index).value());
    }

    @Override
    public Optional<String> ask(String title, String label, String proposed) {
        TextInputDialog dialog = new TextInputDialog(proposed);
        dialog.setTitle(title);
        dialog.setContentText(label);
        dialog.getDialogPane().getButtonTypes().setAll(new ButtonType(words().text("ok"), ButtonData.OK_DONE), cancel());
        dialog.setResultConverter(button -> button != null && button.getButtonData() == ButtonData.OK_DONE ? dialog.getEditor().getText().strip() : null);
        return dress(dialog).showAndWait().filter(text -> !text.isEmpty());
    }

    @Override
    public List<Path> openFiles(String title, FileKind... kinds) {
        List<File> chosen = files(title, kinds).showOpenMultipleDialog(owner);
        return chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> openFolder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return path(chooser.showDialog(owner));
    }

    @Override
    public Optional<Path> newFolder(String title, String proposedName) {
        return saveFile(title, proposedName);
    }

    @Override
    public Optional<Path> saveFile(String title, String proposedName, FileKind... kinds) {
        FileChooser chooser = files(title, kinds);
        chooser.setInitialFileName(proposedName);
        return path(chooser.showSaveDialog(owner));
    }

    private static FileChooser files(String title, FileKind... kinds) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        for (FileKind kind : kinds) {
            chooser.getExtensionFilters().add(new ExtensionFilter(kind.words(), kind.patterns()));
        }
        return chooser;
    }

    private static Optional<Path> path(@Nullable File chosen) {
        return Optional.ofNullable(chosen).map(File::toPath);
    }

    private ButtonType cancel() {
        return new ButtonType(words().text("cancel"), ButtonData.CANCEL_CLOSE);
    }

    private <D extends Dialog<?>> D dress(D dialog) {
        dialog.initOwner(owner);
        dialog.setHeaderText(dialog.getTitle());
        dialog.setGraphic(null);
        dialog.getDialogPane().getStylesheets().add(Theme.stylesheet());
        dialog.getDialogPane().setStyle(Theme.fontStyle(locale.get()));
        dialog.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
        return dialog;
    }

    private static Label paragraph(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setPrefWidth(TEXT_WIDTH);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private Messages words() {
        return Messages.of(WindowDialogs.class, locale.get());
    }
}
