package trailbench.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import trailbench.ui.fx.Messages;

/// The menu in which columns are chosen: facts, figures, and fields of the experiment by their first word.
final class RunColumnMenu {
    private RunColumnMenu() {}

    static void fill(MenuButton button, RunsViewModel viewModel, Messages words) {
        Menu facts = new Menu(words.text("columns.facts"));
        Menu validation = new Menu(words.text("columns.validation"));
        Menu test = new Menu(words.text("columns.test"));
        Map<String, Menu> fields = new java.util.LinkedHashMap<>();
        ColumnWords heads = new ColumnWords(words);
        for (String name : viewModel.list().columnNames()) {
            if (name.equals("experiment")) {
                continue; // always there
            }
            if (name.startsWith("test.")) {
                test.getItems().add(item(name, heads.head(name), viewModel));
            } else if (name.startsWith("best.") || name.startsWith("last.") || name.startsWith("at-best.")) {
                validation.getItems().add(item(name, heads.head(name), viewModel));
            } else if (words.knows("column." + name)) {
                facts.getItems().add(item(name, heads.head(name), viewModel));
            } else {
                String part = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
                fields.computeIfAbsent(part, Menu::new).getItems().add(item(name, name, viewModel));
            }
        }
        MenuItem usual = new MenuItem(words.text("columns.usual"));
        usual.setOnAction(pressed -> viewModel.list().showColumns(List.of()));
        button.getItems().setAll(facts, validation, test);
        button.getItems().removeIf(menu -> ((Menu) menu).getItems().isEmpty());
        button.getItems().add(new SeparatorMenuItem());
        button.getItems().addAll(fields.values());
        button.getItems().addAll(new SeparatorMenuItem(), usual);
    }

    private static CheckMenuItem item(String name, String text, RunsViewModel viewModel) {
        CheckMenuItem item = new CheckMenuItem(text);
        item.setMnemonicParsing(false);
        item.setSelected(viewModel.list().columns().contains(name));
        item.setOnAction(pressed -> {
            List<String> columns = new ArrayList<>(viewModel.list().columns());
            if (item.isSelected()) {
                columns.add(name);
            } else {
                columns.remove(name);
            }
            viewModel.list().showColumns(columns);
        });
        return item;
    }
}
