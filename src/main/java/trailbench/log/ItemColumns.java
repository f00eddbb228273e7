package trailbench.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trailbench.table.Dictionary;
import trailbench.table.Row;

/// Title and features of each item, or of each user: the last text that was not empty, in file order.
final class ItemColumns {
    private static final int UNKNOWN = -1;

    private final List<String> names;
    private final List<Column> columns = new ArrayList<>();

    /// @param featureNames of the log's own columns, then of those that tables add
    ItemColumns(List<String> featureNames) {
        names = featureNames;
        for (int i = 0; i <= names.size(); i++) {
            columns.add(new Column());
        }
    }

    /// @param title    place of the title in the row, or [Roles#NONE]
    /// @param features places of the features in the row
    /// @param first    which feature the first of these is
    void put(int item, Row row, int title, int[] features, int first) {
        if (title != Roles.NONE) {
            columns.getFirst().put(item, row, title);
        }
        for (int i = 0; i < features.length; i++) {
            columns.get(first + i + 1).put(item, row, features[i]);
        }
    }

    /// Empty if unknown.
    String title(int item) {
        return columns.getFirst().of(item);
    }

    /// What is known of `items`, in their order.
    EventLog.ItemTable table(int[] items, List<String> ids) {
        List<String> chosen = Arrays.stream(items).mapToObj(ids::get).toList();
        return new EventLog.ItemTable(chosen, columns.getFirst().isEmpty() ? chosen : titles(items, chosen), features(items));
    }

    private List<String> titles(int[] items, List<String> ids) {
        Column title = columns.getFirst();
        List<String> titles = new ArrayList<>(items.length);
        for (int i = 0; i < items.length; i++) {
            titles.add(title.of(items[i]).isEmpty() ? ids.get(i) : title.of(items[i]));
        }
        return List.copyOf(titles);
    }

    /// Features of `items`, in their order.
    Map<String, List<String>> features(int[] items) {
        Map<String, List<String>> features = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            Column column = columns.get(i + 1);
            features.put(names.get(i), Arrays.stream(items).mapToObj(column::of).toList());
        }
        return features;
    }

    /// Texts repeat from item to item: each is kept once.
    private static final class Column {
        private final Dictionary texts = new Dictionary();
        private final List<String> strings = new ArrayList<>();
        private int[] numbers = {};

        void put(int item, Row row, int place) {
            if (row.isEmpty(place)) {
                return;
            }
            if (item >= numbers.length) {
                int known = numbers.length;
                numbers = Arrays.copyOf(numbers, Math.max(1 << 10, item * 2));
                Arrays.fill(numbers, known, numbers.length, UNKNOWN);
            }
            numbers[item] = texts.number(row, place);
        }

        boolean isEmpty() {
            return texts.size() == 0;
        }

        String of(int item) {
            if (item >= numbers.length || numbers[item] == UNKNOWN) {
                return "";
            }
            while (strings.size() < texts.size()) {
                strings.add(texts.text(strings.size()));
            }
            return strings.get(numbers[item]);
        }
    }
}
