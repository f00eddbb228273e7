package trailbench.ui.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import trailbench.evaluation.Candidates;
import trailbench.evaluation.Passport;
import trailbench.evaluation.Ties;
import trailbench.ui.fx.Messages;

/// How the next evaluation ranks: what targets are ranked among, ties, seen items. It starts from what the figures on screen were made by.
public final class ProtocolMenu extends MenuButton {

    void show(Passport passport, EvaluateViewModel viewModel, Messages words) {
        EvaluateViewModel.Protocol made = new EvaluateViewModel.Protocol(
                Optional.of(passport.candidates().orElse(Candidates.defaults())), Optional.of(passport.ties()), Optional.of(passport.seen().excluded()));
        viewModel.protocolProperty().set(made);
        getItems().setAll(
                menu(
                        words.text("protocol.candidates"),
                        List.of(new Candidates.All(), Candidates.Uniform.defaults(), Candidates.Popularity.defaults()),
                        candidates -> words.text("protocol.candidates." + switch (candidates) {
                            case Candidates.All _ -> "all";
                            case Candidates.Uniform _ -> "uniform";
                            case Candidates.Popularity _ -> "popularity";
                        }),
                        made.candidates().orElseThrow(),
                        chosen -> viewModel.protocolProperty().set(viewModel.protocolProperty().get().among(chosen))),
                menu(
                        words.text("protocol.ties"),
                        List.of(Ties.values()),
                        ties -> words.text("protocol.ties." + ties.name().toLowerCase(Locale.ROOT)),
                        passport.ties(),
                        chosen -> viewModel.protocolProperty().set(viewModel.protocolProperty().get().by(chosen))),
                menu(
                        words.text("protocol.seen"),
                        List.of(true, false),
                        excluded -> words.text(excluded ? "protocol.seen.excluded" : "protocol.seen.allowed"),
                        passport.seen().excluded(),
                        chosen -> viewModel.protocolProperty().set(viewModel.protocolProperty().get().seen(chosen))));
    }

    private static <T> Menu menu(String title, List<T> values, Function<T, String> names, T chosen, Consumer<T> then) {
        Menu menu = new Menu(title);
        ToggleGroup group = new ToggleGroup();
        for (T value : values) {
            RadioMenuItem item = new RadioMenuItem(names.apply(value));
            item.setToggleGroup(group);
            item.setSelected(value.equals(chosen) || value.getClass() == chosen.getClass() && value instanceof Candidates);
            item.setOnAction(event -> then.accept(value));
            menu.getItems().add(item);
        }
        return menu;
    }
}
