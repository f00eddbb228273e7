package trailbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A bar chart of characters: a name, a bar as long as its number's share of the largest, the number, and a note.
final class TextBars {
    private static final int WIDTH = 40;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private record Bar(String name, long count, String note) {}

    private final List<Bar> bars = new ArrayList<>();

    void bar(String name, long count, String note) {
        bars.add(new Bar(name, count, note));
    }

    @Override
    public String toString() {
        long most = Math.max(1, bars.stream().mapToLong(Bar::count).max().orElse(1));
        int names = bars.stream().mapToInt(bar -> bar.name.length()).max().orElse(0);
        int counts = String.format(Locale.ROOT, "%,d", most).length();
        List<String> lines = new ArrayList<>();
        for (Bar bar : bars) {
            String line = String.format(Locale.ROOT, "  %" + Math.max(1, names) + "s  %-" + WIDTH + "s  %," + counts + "d  %s",
                    bar.name, drawn(bar.count, most), bar.count, bar.note);
            lines.add(line.stripTrailing());
        }
        return String.join("\n", lines);
    }

    /// Something that is not nothing shows as an eighth of a character at least.
    private static String drawn(long count, long most) {
        long eighths = Math.round((double) count / most * WIDTH * 8);
        eighths = count > 0 ? Math.max(1, eighths) : 0;
        String rest = eighths % 8 == 0 ? "" : EIGHTHS.substring((int) (eighths % 8), (int) (eighths % 8) + 1);
        return "█".repeat((int) (eighths / 8)) + rest;
    }
}
