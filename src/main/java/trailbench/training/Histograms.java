package trailbench.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.engine.Model;
import trailbench.format.Json;
import trailbench.sequence.Batch;
import trailbench.work.Fault;

/// How weights and activations of each node were spread at one moment of a run: `histograms.json` in the run folder, made when somebody asks.
///
/// Activations are those of one batch that is always the same, the first of the validation part, without dropout.
///
/// @param epoch     the epoch in progress, from 1
/// @param step      optimiser steps done
/// @param sequences in the batch; 0 if there was none to look at
/// @param ofTraining true if the run has no validation part, so that the batch is one that it trained on
/// @param nodes     in the graph's order, without those that have neither
public record Histograms(Instant at, int epoch, long step, int sequences, boolean ofTraining, List<Node> nodes) {
    public static final String FILE = "histograms.json";

    public Histograms {
        nodes = List.copyOf(nodes);
    }

    /// @param weights     of all parameters of the node together
    /// @param activations what the node gave
    public record Node(String name, Optional<Spread> weights, Optional<Spread> activations) {}

    /// Looks at a model between two steps; it is not changed by that. On the engine thread.
    public static Histograms of(Model model, TrainingJob job, RunProgress progress, Instant at) {
        Optional<Batch> validation = first(job.validation());
        Batch batch = validation.or(() -> first(job.batches().epoch(1, 0)))
                .orElseThrow(() -> new Fault.Request("There is no sequence with a target to look at. Lower log.clean, or split later"));
        Gathering gathering = new Gathering();
        model.show(batch, gathering);
        return new Histograms(at, progress.epoch(), progress.step(), batch.size(), validation.isEmpty(), gathering.nodes());
    }

    private static Optional<Batch> first(Iterable<Batch> batches) {
        for (Batch batch : batches) {
            if (batch.targetCount() > 0) {
                return Optional.of(batch);
            }
        }
        return Optional.empty();
    }

    /// Those that were made last; empty if nobody has asked.
    ///
    /// @throws Fault.Request if the file is damaged
    public static Optional<Histograms> read(Path runFolder) {
        Path file = runFolder.resolve(FILE);
        return Files.isRegularFile(file) ? Optional.of(Json.read(file, Histograms.class)) : Optional.empty();
    }

    /// @throws Fault.Work if the file cannot be written
    public void write(Path runFolder) {
        Json.write(runFolder.resolve(FILE), this);
    }

    private static final class Gathering implements Model.Viewer {
        private final Map<String, Node> nodes = new LinkedHashMap<>();

        @Override
        public void parameters(String node, Model.Values values) {
            nodes.put(node, new Node(node, Optional.of(Spread.of(values)), Optional.empty()));
        }

        @Override
        public void outputs(String node, Model.Values values) {
            Optional<Spread> weights = Optional.ofNullable(nodes.get(node)).flatMap(Node::weights);
            nodes.put(node, new Node(node, weights, Optional.of(Spread.of(values))));
        }

        List<Node> nodes() {
            return new ArrayList<>(nodes.values());
        }
    }
}
