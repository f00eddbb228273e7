package trailbench.engine.dl4j;

import java.util.LinkedHashMap;
import java.util.Map;
import trailbench.graph.Graph;
import trailbench.graph.GraphChoice;
import trailbench.graph.GraphChoice.LstmAutoencoder;
import trailbench.graph.GraphChoice.LstmAutoencoder.Decoder;
import trailbench.graph.GraphChoice.LstmAutoencoder.Target;
import trailbench.graph.Loss;
import trailbench.graph.Sampler;

/// Every preset, small, with dropout, and with a loss that its paper or a neighbour of it has.
final class PresetGraphs {
    private static final Loss SOFTMAX = Loss.defaults();

    private PresetGraphs() {}

    static Map<String, GraphChoice> choices() {
        Map<String, GraphChoice> choices = new LinkedHashMap<>();
        choices.put("gru-next", new GraphChoice.GruNext(5, 6, 2, 0.3));
        choices.put("lstm-next", new GraphChoice.LstmNext(5, 6, 1, 0.2));
        choices.put("gru4rec", new GraphChoice.Gru4rec(6, 2, 0.2, new Loss.BprMax(7, Sampler.Mixed.defaults(), 1)));
        choices.put("narm", new GraphChoice.Narm(5, 6, 0.2, 0.3, SOFTMAX));
        choices.put("caser", new GraphChoice.Caser(6, 4, 3, 2, 0.2, new Loss.BinaryCrossEntropy(3)));
        choices.put("nextitnet", new GraphChoice.Nextitnet(6, 2, 0.1, SOFTMAX));
        choices.put("sasrec", new GraphChoice.Sasrec(6, 2, 2, 0.2, SOFTMAX));
        choices.put("gsasrec", new GraphChoice.Gsasrec(6, 1, 1, 0.3, new Loss.GeneralisedBce(7, 0.75)));
        choices.put("bert4rec", new GraphChoice.Bert4rec(6, 1, 2, 0.1, 0.4, 0.1));
        choices.put("ligr", new GraphChoice.Ligr(6, 1, 2, 0.2, new Loss.SampledSoftmax(7, Sampler.defaults(), true)));
        choices.put("dense-autoencoder", new GraphChoice.DenseAutoencoder(5, 6, 0.2));
        for (Decoder decoder : Decoder.values()) {
            for (Target target : Target.values()) {
                choices.put("lstm-autoencoder " + decoder + " " + target, new LstmAutoencoder(5, 6, decoder, target));
            }
        }
        return choices;
    }

    static Map<String, Graph> all() {
        Map<String, Graph> graphs = new LinkedHashMap<>();
        choices().forEach((name, choice) -> graphs.put(name, choice.graph()));
        return graphs;
    }
}
