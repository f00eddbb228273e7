package trailbench.ui.fx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/// Loads the FXML of a view: the file named as the view's class, beside it.
public final class Fxml {
    private Fxml() {}

    /// Fills the `@FXML` fields of `view`, which FXML names as its `fx:controller`, and calls its `initialize()`.
    ///
    /// @param view made by its own constructor with all that it needs
    public static Parent load(Object view, Messages messages) {
        Class<?> type = view.getClass();
        String file = type.getSimpleName() + ".fxml";
        URL address = type.getResource(file);
        if (address == null) {
            throw new IllegalStateException(type.getName() + " has no " + file + " beside it");
        }
        FXMLLoader loader = new FXMLLoader(address, messages.bundle());
        loader.setControllerFactory(asked -> {
            if (asked != type) {
                throw new IllegalStateException(file + " asks for " + asked.getName() + " and belongs to " + type.getName());
            }
            return view;
        });
        try {
            return loader.load();
        } catch (IOException fault) {
            throw new UncheckedIOException(file + " cannot be loaded", fault);
        }
    }
}
