package trailbench.ui.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import org.jspecify.annotations.Nullable;
import trailbench.evaluation.Candidates;
import trailbench.evaluation.EvaluationOptions;
import trailbench.evaluation.Ties;
import trailbench.sequence.ColdItems;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// How the next evaluation ranks: what targets are ranked among, cut-offs, ties, seen items and items without training events.
public final class ProtocolMenu extends MenuButton {
    private final List<Runnable> marks = new ArrayList<>();
    private @Nullable Protocol offered;

    /// Keeps the menu as the protocol is, and the protocol as the menu is.
    void choose(ObjectProperty<Protocol> protocol, Messages words) {
        protocol.subscribe(now -> {
            if (offered == null || !offered.own().equals(now.own()) || !offered.made().equals(now.made())) {
                offered = now;
                offer(now, protocol, words);
            }
            marks.forEach(Runnable::run);
        });
    }

    private void offer(Protocol now, ObjectProperty<Protocol> protocol, Messages words) {
        marks.clear();
        getItems().setAll(
                menu(words.text("protocol.candidates"), now.candidates(), candidates -> named(candidates, words), protocol, EvaluationOptions::candidates, Protocol::among),
                menu(
                        words.text("protocol.at"), now.cutOffs(), cutOffs -> cutOffs.stream().map(String::valueOf).collect(Collectors.joining(", ")), protocol,
                        EvaluationOptions::at, Protocol::at),
                menu(
                        words.text("protocol.ties"), List.of(Ties.values()), ties -> words.text("protocol.ties." + ties.name().toLowerCase(Locale.ROOT)), protocol,
                        EvaluationOptions::ties, Protocol::by),
                menu(
                        words.text("protocol.seen"), List.of(true, false), excluded -> words.text(excluded ? "protocol.seen.excluded" : "protocol.seen.allowed"), protocol,
                        EvaluationOptions::excludeSeen, Protocol::seen),
                menu(
                        words.text("protocol.cold"), List.of(ColdItems.values()), items -> words.text("protocol.cold." + items.name().toLowerCase(Locale.ROOT)), protocol,
                        EvaluationOptions::coldItems, Protocol::cold));
    }

    private static String named(Candidates candidates, Messages words) {
        Quantities quantities = new Quantities(words.locale());
        return switch (candidates) {
            case Candidates.All _ -> words.text("protocol.candidates.all");
            case Candidates.Uniform(int count, long seed) -> words.text("protocol.candidates.uniform", quantities.count(count), Long.toString(seed));
            case Candidates.Popularity(int count, long seed) -> words.text("protocol.candidates.popularity", quantities.count(count), Long.toString(seed));
        };
    }

    private <T> Menu menu(
            String title, List<T> values, Function<T, String> names, ObjectProperty<Protocol> protocol, Function<EvaluationOptions, T> part,
            BiFunction<Protocol, T, Protocol> with) {
        Menu menu = new Menu(title);
        ToggleGroup group = new ToggleGroup();
        for (T value : values) {
            RadioMenuItem item = new RadioMenuItem(names.apply(value));
            item.setToggleGroup(group);
            item.setOnAction(event -> protocol.set(with.apply(protocol.get(), value)));
            marks.add(() -> item.setSelected(part.apply(protocol.get().chosen()).equals(value)));
            menu.getItems().add(item);
        }
        return menu;
    }
}
