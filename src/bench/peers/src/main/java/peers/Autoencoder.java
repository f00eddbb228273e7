package peers;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Embedding, LSTM, its last state at every step, LSTM, softmax over all items.
final class Autoencoder extends Network {
    private final int units;
    private final Tensor embedding;
    private final Recurrent encoder;
    private final Recurrent decoder;
    private final Tensor weights;
    private final Tensor bias;

    Autoencoder(int items, Map<String, Double> numbers) {
        super(numbers);
        int width = whole(numbers, "embedding");
        units = whole(numbers, "hidden");
        embedding = parameter(0.02, items + 1, width);
        encoder = new Recurrent(this, true, width, units);
        decoder = new Recurrent(this, true, units, units);
        weights = parameter(0.02, items, units);
        bias = parameter(0, items);
    }

    @Override
    Tensor hidden(Group group) {
        boolean packed = group.items().dim() == 1;
        Tensor encoded = encoder.forward(torch.embedding(embedding, group.items(), 0, false, false), group, packed);
        Tensor vector = torch.index_select(encoded, 0, group.last());
        Tensor repeated = packed
                ? torch.index_select(vector, 0, group.owners())
                : vector.unsqueeze(1).expand(group.size(), group.steps(), units).contiguous();
        return torch.index_select(decoder.forward(repeated, group, packed), 0, group.rows());
    }

    @Override
    Tensor outputWeights() {
        return weights;
    }

    @Override
    TensorOptional outputBias() {
        return new TensorOptional(bias);
    }

    @Override
    List<Arrangement> arrangements() {
        return Arrangement.ofRecurrent();
    }
}
