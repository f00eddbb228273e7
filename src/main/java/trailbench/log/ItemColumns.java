package trailbench.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Title and features of each item: the last text that was not empty, in file order.
final class ItemColumns {
    private final List<String> names;
    /// One list a column, the title first: text by item.
    private final List<List<String>> columns = new ArrayList<>();

    ItemColumns(List<String> featureNames) {
        names = featureNames;
        for (int i = 0; i <= names.size(); i++) {
            columns.add(new ArrayList<>());
        }
    }

    void put(int item, String[] values, Roles roles) {
        if (roles.title != Roles.NONE) {
            put(columns.getFirst(), item, values[roles.title]);
        }
        for (int i = 0; i < roles.features.length; i++) {
            put(columns.get(i + 1), item, values[roles.features[i]]);
        }
    }

    private static void put(List<String> column, int item, String value) {
        while (column.size() <= item) {
            column.add("");
        }
        String text = value.strip();
        if (!text.isEmpty()) {
            column.set(item, text);
        }
    }

    /// What is known of `items`, in their order.
    EventLog.ItemTable table(int[] items, List<String> ids) {
        List<String> chosen = Arrays.stream(items).mapToObj(ids::get).toList();
        List<String> titles = Arrays.stream(items)
                .mapToObj(item -> get(columns.getFirst(), item).isEmpty() ? ids.get(item) : get(columns.getFirst(), item))
                .toList();
        Map<String, List<String>> features = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            List<String> column = columns.get(i + 1);
            features.put(names.get(i), Arrays.stream(items).mapToObj(item -> get(column, item)).toList());
        }
        return new EventLog.ItemTable(chosen, titles, features);
    }

    private static String get(List<String> column, int item) {
        return item < column.size() ? column.get(item) : "";
    }
}
