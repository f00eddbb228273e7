package trailbench.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import trailbench.format.Yaml;
import trailbench.graph.GraphCheck;

/// Experiment files that ship under `projects/`.
class ShippedExperimentsTest {
    @Test
    void everyExperimentIsNamedAsItsFileAndItsGraphCanBeTrained() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.find(Path.of("projects"), 3, (path, _) -> path.toString().matches("projects.[^/\\\\]+.experiments.[^/\\\\]+\\.yaml"))) {
            files = all.toList();
        }
        assertFalse(files.isEmpty());
        for (Path file : files) {
            Experiment experiment = Yaml.read(file, Experiment.class);
            assertEquals(file.getFileName().toString(), experiment.experiment() + ".yaml");
            GraphCheck check = GraphCheck.check(experiment.graph().graph(), 3416, experiment.sequences().maxLength());
            assertEquals(List.of(), check.problems(), file.toString());
        }
    }
}
