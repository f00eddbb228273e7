package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import trailbench.format.Yaml;
import trailbench.graph.Channels;
import trailbench.graph.GraphForecast;
import trailbench.project.Experiment;

class DryRunTest {
    private static final int ITEMS = 3_416;
    private final Experiment experiment = Yaml.read(Path.of("projects/movielens/experiments/ml-1m-sasrec.yaml"), Experiment.class);

    @Test
    void whatDoesNotFitIsToldWhatToHalveAndEachProposalFitsByItself() {
        long limit = bytes(experiment) * 3 / 4;
        List<RunForecast.Change> changes = changes(limit);
        assertFalse(changes.isEmpty());
        for (RunForecast.Change change : changes) {
            Experiment changed = Yaml.with(experiment, Map.of(change.field(), change.value()));
            assertEquals(bytes(changed), change.nativeBytes(), change.field());
            assertTrue(change.nativeBytes() <= limit, change.field());
            Experiment doubled = Yaml.with(experiment, Map.of(change.field(), Integer.toString(2 * Integer.parseInt(change.value()))));
            assertTrue(bytes(doubled) > limit, "the largest that fits of " + change.field());
        }
    }

    @Test
    void whereNoSingleChangeIsEnoughTheSmallestOfEachIsProposed() {
        Map<String, String> smallest = changes(1).stream().collect(Collectors.toMap(RunForecast.Change::field, RunForecast.Change::value));
        assertEquals(Map.of("training.batch", "1", "sequences.max_length", "12", "graph.width", "8"), smallest);
    }

    private List<RunForecast.Change> changes(long limit) {
        return DryRun.changes(experiment, Channels.ofItems(ITEMS, experiment.sequences().maxLength()), limit);
    }

    private static long bytes(Experiment experiment) {
        return GraphForecast.of(
                        experiment.graph().graph(), Channels.ofItems(ITEMS, experiment.sequences().maxLength()), experiment.training().batch(),
                        experiment.training().accumulate())
                .totalBytes();
    }
}
