package trailbench.bench;

import java.util.Random;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Model;
import trailbench.engine.Optimizer;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.graph.GraphChoice.Gsasrec;
import trailbench.graph.Loss;
import trailbench.sequence.Batch;

/// Steps a second of one SASRec against drawn negatives, over catalogues from ten thousand items to a million: a step should take as long
/// whatever the catalogue, but for caches.
///
/// Arguments: E, B, T, negatives, seconds a catalogue. Windows are full, items are drawn by a power law, as catalogues have it.
final class LargeCatalogue {
    private static final int[] CATALOGUES = {10_000, 100_000, 1_000_000};
    private static final int LANES = 2;
    private static final int BATCHES = 16;

    private LargeCatalogue() {}

    static void main(String[] arguments) {
        int width = Integer.parseInt(arguments[0]);
        int batch = Integer.parseInt(arguments[1]);
        int length = Integer.parseInt(arguments[2]);
        int negatives = Integer.parseInt(arguments[3]);
        double seconds = Double.parseDouble(arguments[4]);
        System.out.printf("%10s %10s %12s %14s %10s%n", "items", "parameters", "steps/s", "targets/s", "loss");
        for (int items : CATALOGUES) {
            time(items, new Gsasrec(width, 2, 1, 0.1, new Loss.GeneralisedBce(negatives, 0.75)), batch, length, seconds);
        }
        System.exit(0);
    }

    private static void time(int items, Gsasrec choice, int batch, int length, double seconds) {
        Batch[] batches = new Batch[BATCHES];
        for (int i = 0; i < BATCHES; i++) {
            batches[i] = batch(items, batch, length, i);
        }
        ModelOptions options = new ModelOptions(choice.graph(), items, length, Optimizer.defaults(), 0, Work.SEED);
        try (Model model = new Dl4jEngine(LANES).create(options)) {
            int step = 0;
            while (step < 12) {
                model.train(batches[step % BATCHES], step++);
            }
            int first = step;
            double loss = Double.NaN;
            long start = System.nanoTime();
            while (step < first + 3 || System.nanoTime() - start < seconds * 1e9) {
                loss = model.train(batches[step % BATCHES], step++).loss();
            }
            double rate = (step - first) / ((System.nanoTime() - start) / 1e9);
            System.out.printf("%,10d %,10d %12.2f %,14.0f %10.4f%n", items, model.parameters(), rate, rate * batch * length, loss);
        }
    }

    private static Batch batch(int items, int size, int length, long seed) {
        Random random = new Random(seed);
        int[] inputs = new int[size * length];
        int[] targets = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = item(random, items);
            targets[i] = item(random, items);
        }
        return new Batch(size, length, inputs, targets);
    }

    /// Item i with a probability of about 1 / i.
    private static int item(Random random, int items) {
        return (int) Math.min(items, Math.max(1, Math.pow(items, random.nextDouble())));
    }
}
