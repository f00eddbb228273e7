package trailbench.ui.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ToggleButton;
import trailbench.log.synthetic.SyntheticLog;
import trailbench.project.Project;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.help.HelpPage;

/// What the command palette offers at this moment: the rooms, what the window and the room on screen can do, experiments, runs, projects, help.
final class WindowActions {
    private final WorkbenchModel model;
    private final Messages words;
    private final Quantities quantities;
    private final List<PaletteEntry> entries = new ArrayList<>();

    private WindowActions(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        this.quantities = new Quantities(words.locale());
    }

    /// What the window itself does, for those of its actions that are no deed of the model.
    interface Window {
        void openHelp(HelpPage page);

        void openShortcuts();

        void beginGuide();

        void switchTheme();

        void switchLanguage();
    }

    /// @param places of the rail
    /// @param room   what is on screen; its buttons are offered too
    static List<PaletteEntry> now(WorkbenchModel model, Window window, List<Place> places, Optional<Node> room, Optional<Path> sample, Messages words) {
        WindowActions actions = new WindowActions(model, words);
        if (model.project() != null) {
            actions.rooms(places);
            room.ifPresent(actions::buttons);
            actions.deeds();
        }
        actions.projects(sample);
        actions.looks(window);
        actions.experimentsAndRuns();
        for (HelpPage page : HelpPage.values()) {
            actions.add(page.title(words.locale()), "palette.help", "", "fth-help-circle", () -> window.openHelp(page));
        }
        return List.copyOf(actions.entries);
    }

    private void rooms(List<Place> places) {
        for (Place place : places) {
            add(words.text("room." + place.id()), "palette.room", "Ctrl+" + (place.ordinal() + 1), place.icon(), () -> model.placeProperty().set(place));
        }
    }

    /// Buttons that can be pressed now and say something; where several say the same, in the words that tell them apart.
    private void buttons(Node room) {
        String kind = words.text("palette.button", words.text("room." + model.placeProperty().get().id()));
        within(room).filter(node -> node instanceof Button || node instanceof ToggleButton).map(ButtonBase.class::cast)
                .filter(button -> !button.isDisabled() && button.getText() != null && !button.getText().isBlank())
                .forEach(button -> entries.add(new PaletteEntry(Objects.requireNonNullElse(button.getAccessibleText(), button.getText()), kind, "", "fth-zap", () -> {
                    button.requestFocus();
                    button.fire();
                })));
    }

    private static Stream<Node> within(Node node) {
        if (!node.isVisible()) {
            return Stream.empty();
        }
        Stream<Node> below = node instanceof Parent parent && !(node instanceof ButtonBase) ? parent.getChildrenUnmodifiable().stream().flatMap(WindowActions::within) : Stream.empty();
        return Stream.concat(Stream.of(node), below);
    }

    private void deeds() {
        if (model.draft() != null) {
            action("palette.train", "", "fth-play", model::train);
            action("palette.prepare", "", "fth-refresh-cw", model.preparedLog()::prepare);
            action("experiment.save", "Ctrl+S", "fth-save", model::save);
        }
    }

    private void projects(Optional<Path> sample) {
        action("menu.new", "Ctrl+N", "fth-plus", model.desk()::create);
        action("menu.log", "", "fth-file-plus", model.desk()::createFromLog);
        action("menu.open", "Ctrl+O", "fth-folder", model.desk()::open);
        Project open = model.project();
        if (open != null) {
            action("menu.saveas", "", "fth-copy", model.desk()::saveAs);
            action("menu.close", "", "fth-x", model.desk()::closeProject);
        }
        sample.ifPresent(folder -> add(words.text("sample.shop"), "palette.sample", "", "fth-shopping-cart", () -> model.desk().open(folder)));
        for (SyntheticLog log : SyntheticLog.values()) {
            add(words.text("sample." + log.id()), "palette.sample", "", WelcomePage.icon(log), () -> model.desk().createSynthetic(log));
        }
        model.settings().recentProjects().stream().filter(folder -> open == null || !folder.equals(open.folder())).forEach(folder ->
                add(String.valueOf(folder.getFileName()), "palette.project", "", "fth-folder", () -> model.desk().open(folder)));
    }

    private void looks(Window window) {
        action("palette.theme", "Alt+M", "fth-moon", window::switchTheme);
        action("palette.language", "", "fth-globe", window::switchLanguage);
        action("keys.title", "?", "fth-command", window::openShortcuts);
        action("welcome.guide", "", "fth-compass", window::beginGuide);
    }

    private void experimentsAndRuns() {
        model.experiments().forEach(experiment -> add(experiment.experiment(), "palette.experiment", "", "fth-file-text",
                () -> model.selectExperiment(experiment.experiment())));
        model.runs().forEach(run -> add(
                words.text("run.words", run.experiment(), quantities.localTime(run.created()), words.text("state." + run.state().name().toLowerCase(Locale.ROOT))),
                "palette.run", "", "fth-activity", () -> model.selectRun(run.folder())));
    }

    private void action(String key, String keys, String icon, Runnable action) {
        add(words.text(key), "palette.action", keys, icon, action);
    }

    private void add(String text, String kind, String keys, String icon, Runnable action) {
        entries.add(new PaletteEntry(text, words.text(kind), keys, icon, action));
    }
}
