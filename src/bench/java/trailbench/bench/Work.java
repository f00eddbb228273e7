package trailbench.bench;

import java.util.List;
import java.util.Map;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Optimizer;
import trailbench.graph.GraphChoice;
import trailbench.graph.GraphChoice.GruNext;
import trailbench.graph.GraphChoice.LstmAutoencoder;
import trailbench.graph.GraphChoice.LstmNext;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.SequenceOptions.Targets;
import trailbench.sequence.SequenceOptions.Windows;
import trailbench.work.Fault;

/// A training step to be timed.
///
/// @param name      of the preset
/// @param choice    what we train
/// @param maxLength T
/// @param batch     B
/// @param numbers   the same settings, by the names under which the peers know them
/// @param peers     who else can do it
record Work(String name, GraphChoice choice, int maxLength, int batch, Map<String, Number> numbers, List<Contender> peers) {
    static final long SEED = 42;

    /// Who trains.
    enum Contender {
        OURS("Trailbench"),
        LIBTORCH("libtorch 2.10"),
        PYTORCH("PyTorch");

        private final String title;

        Contender(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    static List<Work> all() {
        List<Contender> both = List.of(Contender.LIBTORCH, Contender.PYTORCH);
        return List.of(
                new Work("lstm-next", new LstmNext(64, 128, 1, 0.2), 200, 128, Map.of("embedding", 64, "hidden", 128, "dropout", 0.2), both),
                new Work("gru-next", new GruNext(64, 128, 1, 0.2), 200, 128, Map.of("embedding", 64, "hidden", 128, "dropout", 0.2), both),
                new Work(
                        "lstm-autoencoder",
                        new LstmAutoencoder(64, 128, LstmAutoencoder.Decoder.REPEATED, LstmAutoencoder.Target.ITEMS),
                        100, 64, Map.of("embedding", 64, "hidden", 128), both));
    }

    static Work named(String name) {
        return all().stream().filter(work -> work.name.equals(name)).findFirst().orElseThrow(() -> new Fault.Request(
                "There is no work \"%s\". There are %s.", name, String.join(", ", all().stream().map(Work::name).toList())));
    }

    SequenceOptions sequences() {
        return new SequenceOptions(maxLength, new Windows.Last(), Targets.NEXT_ITEM);
    }

    boolean reconstructs() {
        return choice.graph().reconstructs();
    }

    ModelOptions model(int items) {
        return new ModelOptions(choice.graph(), items, maxLength, Optimizer.defaults(), 0, SEED);
    }
}
