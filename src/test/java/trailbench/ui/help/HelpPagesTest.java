package trailbench.ui.help;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Scene;
import org.junit.jupiter.api.Test;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;

/// The pages of the help, in both languages.
class HelpPagesTest {
    private static final Path HELP = Path.of("resources", "trailbench", "help");
    private static final Pattern COMMAND = Pattern.compile("^(?:sudo )?trailbench ([a-z-]+)(?: |$)", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");

    private static String text(String language, HelpPage page) throws IOException {
        return Files.readString(HELP.resolve(language).resolve(page.id() + ".md"));
    }

    private static List<String> kinds(Locale language, HelpPage page) {
        return page.read(language).stream().map(block -> block.getClass().getSimpleName()).toList();
    }

    @Test
    void everyPageSaysTheSameInBothLanguages() {
        assertAll(Stream.of(HelpPage.values()).map(page -> () ->
                assertEquals(kinds(Locale.ENGLISH, page), kinds(Locale.SIMPLIFIED_CHINESE, page), page.id())));
    }

    @Test
    void noFileIsLeftOutOfTheList() throws IOException {
        Set<String> pages = Stream.of(HelpPage.values()).map(page -> page.id() + ".md").collect(Collectors.toCollection(TreeSet::new));
        for (String language : List.of("en", "zh-CN")) {
            try (Stream<Path> files = Files.list(HELP.resolve(language))) {
                assertEquals(pages, files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)));
            }
        }
    }

    @Test
    void linksGoToPages() throws IOException {
        for (String language : List.of("en", "zh-CN")) {
            for (HelpPage page : HelpPage.values()) {
                LINK.matcher(text(language, page)).results().map(found -> found.group(1)).forEach(target ->
                        assertTrue(HelpPage.of(target.replace(".md", "")).isPresent(), language + " " + page.id() + " goes to " + target));
            }
        }
    }

    @Test
    void commandsAreVerbsOfTheProgram() throws IOException {
        Set<String> verbs = verbs();
        for (String language : List.of("en", "zh-CN")) {
            for (HelpPage page : HelpPage.values()) {
                COMMAND.matcher(text(language, page)).results().map(found -> found.group(1)).forEach(verb ->
                        assertTrue(verbs.contains(verb), language + " " + page.id() + " tells of \"trailbench " + verb + "\", and there are " + verbs));
            }
        }
    }

    /// As the source of the commands names them.
    private static Set<String> verbs() throws IOException {
        Pattern name = Pattern.compile("@Command\\(\\s*name = \"([a-z-]+)\"");
        Set<String> verbs = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src", "main", "java", "trailbench", "cli"))) {
            for (Path file : files.filter(each -> each.toString().endsWith("Command.java")).toList()) {
                name.matcher(Files.readString(file)).results().map((MatchResult found) -> found.group(1)).forEach(verbs::add);
            }
        }
        return verbs;
    }

    @Test
    void everyRoomHasAPageOfItsOwn() {
        List<String> rooms = List.of("data", "sequences", "graph", "train", "evaluate", "embeddings", "runs", "deploy");
        assertEquals(rooms.size(), rooms.stream().map(HelpPage::ofRoom).distinct().count());
    }

    @Test
    void pagesAreShownInBothThemesAndLanguages() {
        Scene english = Toolkit.onWindowThread(() ->
                Toolkit.scene(HelpWindow.picture(HelpPage.KEEP_USERS_PRIVATE, Locale.ENGLISH), Theme.LIGHT, Locale.ENGLISH, 920, 680));
        assertTrue(Files.exists(Toolkit.picture(english, "help-light-en")));
        Scene chinese = Toolkit.onWindowThread(() ->
                Toolkit.scene(HelpWindow.picture(HelpPage.GLOSSARY, Locale.SIMPLIFIED_CHINESE), Theme.DARK, Locale.SIMPLIFIED_CHINESE, 920, 680));
        assertTrue(Files.exists(Toolkit.picture(chinese, "help-dark-zh")));
    }
}
