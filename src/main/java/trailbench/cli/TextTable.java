package trailbench.cli;

import java.util.ArrayList;
import java.util.List;

/// Rows of text laid out in columns as wide as their widest cell, up to a limit.
final class TextTable {
    private static final int WIDEST = 32;

    private final List<List<String>> rows = new ArrayList<>();
    private final int widest;

    TextTable(List<String> header) {
        this(header, WIDEST);
    }

    /// @param widest characters of a cell that are shown at most
    TextTable(List<String> header, int widest) {
        this.widest = widest;
        rows.add(header);
    }

    void row(List<String> cells) {
        rows.add(cells);
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], shown(row.get(c)).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                line.append("  ").append(String.format("%-" + Math.max(1, widths[c]) + "s", shown(row.get(c))));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    private String shown(String cell) {
        return cell.length() <= widest ? cell : cell.substring(0, widest - 1) + "…";
    }
}
