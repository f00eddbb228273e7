package trailbench.ui.help;

import java.util.Locale;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Theme;

/// The help in a window of its own, beside the work. There is one; opening it again turns the page.
public final class HelpWindow {
    private final Window owner;
    private @Nullable Stage stage;
    private @Nullable HelpView view;
    private Locale language = Locale.ENGLISH;

    /// @param owner closes it when it closes
    public HelpWindow(Window owner) {
        this.owner = owner;
    }

    public void open(HelpPage page, Locale in) {
        HelpView shown = view;
        if (shown == null || !language.equals(in)) {
            shown = new HelpView(in);
            view = shown;
            language = in;
            dress(stage(), shown.view(), in);
        }
        shown.go(page);
        stage().show();
        stage().toFront();
    }

    private Stage stage() {
        Stage known = stage;
        if (known == null) {
            known = new Stage();
            known.initOwner(owner);
            known.setWidth(920);
            known.setHeight(680);
            stage = known;
        }
        return known;
    }

    private static void dress(Stage stage, Parent view, Locale language) {
        Scene scene = new Scene(view);
        Theme.dress(scene, language);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), stage::hide);
        stage.setTitle(Messages.of(HelpWindow.class, language).text("title"));
        stage.setScene(scene);
    }

    /// The view alone, for pictures.
    public static Parent picture(HelpPage page, Locale language) {
        HelpView view = new HelpView(language);
        view.go(page);
        return view.view();
    }
}
