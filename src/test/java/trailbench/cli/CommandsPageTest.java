package trailbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page that shows the verbs.
class CommandsPageTest {
    private static final Pattern VERB = Pattern.compile("case \"[a-z-]+\" -> (?:new )?(\\w+)");
    private static final Pattern EXAMPLE = Pattern.compile("^trailbench ([a-z-]+)", Pattern.MULTILINE);
    private static final Path SOURCES = Path.of("src", "main", "java", "trailbench", "cli");

    @Test
    void everyExampleIsOfAVerb() throws IOException {
        Set<String> examples = found(EXAMPLE, Files.readString(Path.of("src", "docs", "commands.md"))).collect(Collectors.toCollection(TreeSet::new));
        Set<String> verbs = new TreeSet<>();
        for (String type : found(VERB, Files.readString(SOURCES.resolve("TrailbenchCommand.java"))).toList()) {
            found(Pattern.compile("@Command\\(\\s*name = \"([a-z-]+)\""), Files.readString(SOURCES.resolve(type + ".java"))).findFirst().ifPresent(verbs::add);
        }
        assertFalse(examples.isEmpty());
        examples.removeAll(verbs);
        assertEquals(Set.of(), examples);
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1));
    }
}
