package trailbench.bench;

import java.util.List;
import java.util.Map;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Optimizer;
import trailbench.graph.GraphChoice;
import trailbench.graph.GraphChoice.Caser;
import trailbench.graph.GraphChoice.GruNext;
import trailbench.graph.GraphChoice.LstmAutoencoder;
import trailbench.graph.GraphChoice.LstmNext;
import trailbench.graph.GraphChoice.Narm;
import trailbench.graph.GraphChoice.Nextitnet;
import trailbench.graph.GraphChoice.Sasrec;
import trailbench.graph.Loss;
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
        Loss softmax = new Loss.CrossEntropy();
        List<Contender> both = List.of(Contender.LIBTORCH, Contender.PYTORCH);
        return List.of(
                new Work(
                        "sasrec", new Sasrec(64, 2, 1, 0.1, softmax),
                        200, 128, Map.of("width", 64, "blocks", 2, "heads", 1, "length", 200, "dropout", 0.1), both),
                new Work("lstm-next", new LstmNext(64, 128, 1, 0.2), 200, 128, Map.of("embedding", 64, "hidden", 128, "dropout", 0.2), both),
                new Work("gru-next", new GruNext(64, 128, 1, 0.2), 200, 128, Map.of("embedding", 64, "hidden", 128, "dropout", 0.2), both),
                new Work(
                        "lstm-autoencoder",
                        new LstmAutoencoder(64, 128, LstmAutoencoder.Decoder.REPEATED, LstmAutoencoder.Target.ITEMS),
                        100, 64, Map.of("embedding", 64, "hidden", 128), both),
                new Work("nextitnet", new Nextitnet(64, 4, 0, softmax), 200, 128, Map.of("width", 64, "blocks", 4), both),
                new Work(
                        "caser", new Caser(50, 5, 16, 4, 0.5, softmax),
                        200, 128, Map.of("embedding", 50, "window", 5, "horizontal", 16, "vertical", 4, "dropout", 0.5), both),
                new Work(
                        "narm", new Narm(50, 100, 0.25, 0.5, softmax),
                        200, 128, Map.of("embedding", 50, "hidden", 100, "embedding_dropout", 0.25, "dropout", 0.5), both));
    }

    static Work named(String name) {
        return all().stream().filter(work -> work.name.equals(name)).findFirst().orElseThrow(() -> new Fault.Request(
                "There is no work \"%s\". There are %s.", name, String.join(", ", all().stream().map(Work::name).toList())));
    }

    Work withBatch(int windows) {
        return new Work(name, choice, maxLength, windows, numbers, peers);
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
