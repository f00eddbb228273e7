package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import trailbench.engine.Engine.ModelOptions;
import trailbench.format.Yaml;
import trailbench.project.Experiment;

class ModelZipTest {
    private static final Pattern ROWS = Pattern.compile("\"nin\" : (\\d+)");

    /// The models that the sample carries were written before heads could be tied, draw negatives, or embeddings learn by row.
    @Test
    void modelsOfEarlierVersionsStayReadable() throws IOException {
        Path runs = Path.of("projects", "online-retail", "runs");
        List<Path> folders;
        try (Stream<Path> found = Files.list(runs)) {
            folders = found.filter(Files::isDirectory).toList();
        }
        assertTrue(folders.size() >= 2);
        for (Path run : folders) {
            Path zip = run.resolve("checkpoints").resolve("best").resolve("model.zip");
            Experiment experiment = Yaml.read(run.resolve("experiment.yaml"), Experiment.class);
            int items = items(zip);
            ModelOptions options = new ModelOptions(
                    experiment.graph().graph(), items, experiment.sequences().maxLength(), experiment.training().optimizer(),
                    experiment.training().clipNorm(), experiment.training().seed());
            try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(1).open(zip, options)) {
                assertEquals(items, model.itemVectors().length);
            }
        }
    }

    /// The embedding's rows, one of which is the padding.
    private static int items(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            String configuration = new String(file.getInputStream(file.getEntry("configuration.json")).readAllBytes(), StandardCharsets.UTF_8);
            Matcher rows = ROWS.matcher(configuration);
            assertTrue(rows.find());
            return Integer.parseInt(rows.group(1)) - 1;
        }
    }
}
