package trailbench.ui.fx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.prefs.Preferences;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the window remembers from one start to the next.
public final class Settings {
    private static final int RECENT = 8;

    /// Named texts that outlive the program.
    public interface Store {
        Optional<String> get(String name);

        void put(String name, String value);
    }

    /// @param width  in pixels
    /// @param height in pixels
    public record WindowSize(double width, double height, boolean maximised) {
        public static WindowSize defaults() {
            return new WindowSize(1280, 800, false);
        }
    }

    private final Store store;
    private final ReadOnlyObjectWrapper<Theme> theme;

    public Settings(Store store) {
        this.store = store;
        this.theme = new ReadOnlyObjectWrapper<>(store.get("theme").filter("dark"::equals).map(dark -> Theme.DARK).orElse(Theme.LIGHT));
    }

    /// In the user's own settings of this system (`java.util.prefs`).
    public static Settings saved() {
        Preferences node = Preferences.userRoot().node("trailbench");
        return new Settings(new Store() {
            @Override
            public Optional<String> get(String name) {
                return Optional.ofNullable(node.get(name, null));
            }

            @Override
            public void put(String name, String value) {
                node.put(name, value);
            }
        });
    }

    /// Forgotten at the end: for tests and pictures.
    public static Settings inMemory() {
        Map<String, String> values = new HashMap<>();
        return new Settings(new Store() {
            @Override
            public Optional<String> get(String name) {
                return Optional.ofNullable(values.get(name));
            }

            @Override
            public void put(String name, String value) {
                values.put(name, value);
            }
        });
    }

    /// Observable, for what is painted and not styled.
    public ReadOnlyObjectProperty<Theme> themeProperty() {
        return theme.getReadOnlyProperty();
    }

    public Theme theme() {
        return theme.get();
    }

    /// Remembers the theme; [Theme#apply] shows it.
    public void theme(Theme chosen) {
        theme.set(chosen);
        store.put("theme", chosen.name().toLowerCase(Locale.ROOT));
    }

    /// `-Dtrailbench.language` if given, the saved choice otherwise, and the system's language if neither speaks.
    public Locale language() {
        String tag = Optional.ofNullable(System.getProperty("trailbench.language"))
                .or(() -> store.get("language"))
                .orElse(Locale.getDefault().getLanguage());
        return tag.startsWith("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    public void language(Locale locale) {
        System.clearProperty("trailbench.language");
        store.put("language", locale.toLanguageTag());
    }

    public WindowSize window() {
        return store.get("window").map(text -> text.split(" ")).filter(parts -> parts.length == 3)
                .map(parts -> new WindowSize(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Boolean.parseBoolean(parts[2])))
                .orElseGet(WindowSize::defaults);
    }

    public void window(WindowSize size) {
        store.put("window", size.width() + " " + size.height() + " " + size.maximised());
    }

    /// What a room remembers under a name of its own, `runs.columns`; empty if it never did.
    public Optional<String> remembered(String name) {
        return store.get(name);
    }

    public void remember(String name, String value) {
        store.put(name, value);
    }

    /// Project folders that were open, the latest first.
    public List<Path> recentProjects() {
        return store.get("recent").stream().flatMap(String::lines).filter(line -> !line.isBlank()).map(Path::of).toList();
    }

    public void addRecentProject(Path folder) {
        List<Path> folders = new ArrayList<>(recentProjects());
        folders.remove(folder);
        folders.addFirst(folder);
        writeRecent(folders.stream().limit(RECENT));
    }

    public void forgetRecentProject(Path folder) {
        writeRecent(recentProjects().stream().filter(other -> !other.equals(folder)));
    }

    private void writeRecent(Stream<Path> folders) {
        store.put("recent", String.join("\n", folders.map(Path::toString).toList()));
    }
}
