package trailbench.ui.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The pages of the help, in the order of the work.
public enum HelpPage {
    FIRST_STEPS,
    LOAD_A_LOG,
    CLEAN,
    CUT_SEQUENCES,
    DRAW_A_GRAPH,
    TRAIN,
    EVALUATE,
    LOOK_AT_THE_MAP,
    COMPARE_RUNS,
    EXPORT_AND_SERVE,
    KEEP_USERS_PRIVATE,
    INSTALL,
    GLOSSARY;

    /// Its file's name without the ending: `load-a-log`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The page with an id, if there is one.
    public static Optional<HelpPage> of(String id) {
        return Stream.of(values()).filter(page -> page.id().equals(id)).findFirst();
    }

    /// The page that speaks of a room.
    ///
    /// @param room id of the room
    public static HelpPage ofRoom(String room) {
        return switch (room) {
            case "data" -> LOAD_A_LOG;
            case "sequences" -> CUT_SEQUENCES;
            case "graph" -> DRAW_A_GRAPH;
            case "train" -> TRAIN;
            case "evaluate" -> EVALUATE;
            case "embeddings" -> LOOK_AT_THE_MAP;
            case "runs" -> COMPARE_RUNS;
            case "deploy" -> EXPORT_AND_SERVE;
            default -> FIRST_STEPS;
        };
    }

    /// The blocks of the page; the first is its title.
    List<Markdown.Block> read(Locale language) {
        String file = "/trailbench/help/" + (language.getLanguage().equals("zh") ? "zh-CN" : "en") + "/" + id() + ".md";
        try (InputStream text = HelpPage.class.getResourceAsStream(file)) {
            if (text == null) {
                throw new IllegalStateException("the program lacks its help page " + file);
            }
            return Markdown.read(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Its first heading.
    public String title(Locale language) {
        return read(language).stream().filter(Markdown.Heading.class::isInstance).map(Markdown.Heading.class::cast)
                .map(heading -> Markdown.words(heading.text())).findFirst().orElse(id());
    }
}
