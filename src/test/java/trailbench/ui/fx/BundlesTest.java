package trailbench.ui.fx;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// All bundles, in both languages.
class BundlesTest {
    private static final Path RESOURCES = Path.of("resources", "trailbench");

    private static List<Path> english() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.endsWith("messages.properties")).toList();
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties words = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            words.load(text);
        }
        return words;
    }

    @Test
    void bothLanguagesKnowTheSameKeys() throws IOException {
        List<Path> bundles = english();
        assertFalse(bundles.isEmpty());
        assertAll(bundles.stream().map(file -> () -> assertEquals(
                read(file).stringPropertyNames(), read(file.resolveSibling("messages_zh_CN.properties")).stringPropertyNames(), file::toString)));
    }

    @Test
    void everyTextIsAFormatWithTheSameArgumentsInBothLanguages() throws IOException {
        for (Path file : english()) {
            Properties chinese = read(file.resolveSibling("messages_zh_CN.properties"));
            for (var entry : read(file).entrySet()) {
                String key = file + " " + entry.getKey();
                if (String.valueOf(entry.getValue()).contains("{0")) {
                    assertEquals(new MessageFormat(String.valueOf(entry.getValue()), Locale.ROOT).getFormatsByArgumentIndex().length,
                            new MessageFormat(chinese.getProperty(String.valueOf(entry.getKey()), ""), Locale.ROOT).getFormatsByArgumentIndex().length, key);
                }
            }
        }
    }

    @Test
    void nothingShouts() throws IOException {
        for (Path file : english()) {
            read(file).forEach((key, text) -> assertTrue(!String.valueOf(text).matches(".*[!！].*"), file + " " + key + " has an exclamation mark"));
        }
    }
}
