package trailbench.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import trailbench.embedding.EpochHealth;
import trailbench.embedding.HealthCurves;
import trailbench.embedding.MapOptions;
import trailbench.embedding.Timeline;
import trailbench.embedding.TimelineFile;
import trailbench.engine.Engine;
import trailbench.engine.Model;
import trailbench.format.AtomicFile;
import trailbench.kernel.Draws;
import trailbench.project.FolderRun;
import trailbench.sequence.SequenceStore;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Looks at a run through the checkpoints that it kept on its way.
final class RunEpochs {
    private static final int PAIRS = 50_000;
    private static final long SEED = 42;
    private static final Trouble HINT = Trouble.said("Train with training.keep_checkpoints=1 (every so many epochs one is kept).");

    private final Engine engine;
    private final RunModel asked;

    RunEpochs(Engine engine, RunModel asked) {
        this.engine = engine;
        this.asked = asked;
    }

    /// Makes maps of these epochs and keeps them in one file.
    ///
    /// @param epochs rising; all that were kept if empty
    Timeline timeline(List<Integer> epochs, MapOptions options, Progress progress) {
        List<Integer> chosen = chosen(epochs);
        Fault.require(chosen.size() >= 2, "A timeline needs at least two epochs; the run %s kept %s. %s", asked.run().id(), words(chosen), HINT);
        Timeline timeline = Timeline.make(
                chosen, epoch -> vectors(epoch, progress), RunMap.points(asked, asked.model().itemVectors(), Optional.empty()), options, progress);
        AtomicFile.replaceFile(asked.run().timelinePath(MapNames.timeline(options, epochs)), aside -> TimelineFile.write(aside, timeline));
        return timeline;
    }

    /// Measures each checkpoint that was kept and writes `health.json`.
    HealthCurves health(Progress progress) {
        List<Integer> epochs = chosen(List.of());
        Map<String, List<String>> columns = asked.prepared().vocabulary().features();
        int[] events = RunMap.trainingEvents(asked.prepared());
        int[][] pairs = pairs(asked.prepared());
        List<EpochHealth> measured = new ArrayList<>();
        float[][] before = {};
        for (int epoch : epochs) {
            float[][] vectors = vectors(epoch, progress);
            progress.report(Phase.of(Phase.Kind.MEASURING_EPOCH, epoch), measured.size(), epochs.size());
            measured.add(EpochHealth.of(epoch, vectors, before, events, pairs, columns));
            before = vectors;
        }
        HealthCurves curves = new HealthCurves(before[0].length, before.length, List.copyOf(measured));
        asked.run().keep(curves);
        return curves;
    }

    private List<Integer> chosen(List<Integer> wanted) {
        List<Integer> kept = asked.run().keptEpochs();
        Fault.require(!kept.isEmpty(), "The run %s kept no checkpoints on its way. %s", asked.run().id(), HINT);
        List<Integer> chosen = wanted.isEmpty() ? kept : wanted.stream().distinct().sorted().toList();
        for (int epoch : chosen) {
            Fault.require(kept.contains(epoch), "The run %s kept no checkpoint of epoch %s. It has those of %s. %s", asked.run().id(), epoch, words(kept), HINT);
        }
        return chosen;
    }

    private static String words(List<Integer> epochs) {
        return epochs.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private float[][] vectors(int epoch, Progress progress) {
        progress.checkpoint();
        progress.report(Phase.of(Phase.Kind.LOADING_EPOCH, epoch), 0, 0);
        Path zip = AtomicFile.readableFolder(asked.run().checkpoints().resolve(FolderRun.checkpointOf(epoch))).resolve("model.zip");
        try (Model model = engine.open(zip, RunModel.askingOptions(asked.experiment(), asked.prepared()))) {
            return model.itemVectors();
        }
    }

    /// Items of which one follows the other in a training history, by rows; of more than [#PAIRS], so many are drawn.
    private static int[][] pairs(Prepared prepared) {
        SequenceStore store = prepared.store();
        int[] ends = new int[store.users()];
        long count = 0;
        for (int user = 0; user < ends.length; user++) {
            ends[user] = Math.max(store.start(user), prepared.trainingEnd()[user] - 1);
            count += ends[user] - store.start(user);
        }
        double share = Math.min(1, PAIRS / (double) Math.max(1, count));
        long key = Draws.key(SEED, 3);
        List<int[]> pairs = new ArrayList<>();
        for (int user = 0; user < ends.length; user++) {
            for (int event = store.start(user); event < ends[user]; event++) {
                int one = store.items()[event] - 1;
                int next = store.items()[event + 1] - 1;
                if (one != next && Draws.uniform(key, event) < share) {
                    pairs.add(new int[] {one, next});
                }
            }
        }
        return pairs.toArray(int[][]::new);
    }
}
