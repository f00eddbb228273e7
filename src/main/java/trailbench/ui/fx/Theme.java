package trailbench.ui.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// The two looks of the window. Colours come from AtlantaFX's variables; `trailbench.css` adds spacing, cards and the rail.
public enum Theme {
    LIGHT,
    DARK;

    private static final String STYLESHEET = "/trailbench/ui/fx/trailbench.css";
    private static final List<String> LATIN = List.of("Inter", "Segoe UI Variable", "Segoe UI", "SF Pro Text", "Noto Sans", "Cantarell", "Ubuntu");
    private static final List<String> CHINESE =
            List.of("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC");

    /// Gives every window of the program this look.
    public void apply() {
        Application.setUserAgentStylesheet((this == DARK ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    }

    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    /// Adds the program's own stylesheet and fonts to a scene. The system's fallback fonts serve what the first font lacks.
    public static void dress(Scene scene, Locale locale) {
        scene.getStylesheets().add(stylesheet());
        scene.getRoot().setStyle(fontStyle(locale));
    }

    /// The address of `trailbench.css`, for dialogs.
    static String stylesheet() {
        return String.valueOf(Theme.class.getResource(STYLESHEET));
    }

    static String fontStyle(Locale locale) {
        List<String> wanted = locale.getLanguage().equals("zh") ? CHINESE : LATIN;
        List<String> installed = Font.getFamilies();
        return wanted.stream().filter(installed::contains).findFirst().map(family -> "-fx-font-family: '" + family + "';").orElse("");
    }
}
