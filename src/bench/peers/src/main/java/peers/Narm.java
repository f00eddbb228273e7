package peers;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// A GRU, its state beside a weighted sum of its states so far, a linear map, output tied to the embedding.
///
/// The weights need a vector for every pair of steps, `[b, T, T, D]`: small groups of like length keep it in bounds.
final class Narm extends Network {
    private final int units;
    private final double inputDropout;
    private final Tensor embedding;
    private final Recurrent encoder;
    private final Tensor now;
    private final Tensor then;
    private final Tensor fit;
    private final Tensor decoder;
    private final Tensor decoderBias;

    Narm(int items, Map<String, Double> numbers) {
        super(numbers);
        int width = whole(numbers, "embedding");
        units = whole(numbers, "hidden");
        inputDropout = numbers.get("embedding_dropout");
        embedding = parameter(0.02, items + 1, width);
        encoder = new Recurrent(this, false, width, units);
        now = parameter(1 / Math.sqrt(units), units, units);
        then = parameter(1 / Math.sqrt(units), units, units);
        fit = parameter(0, units);
        decoder = parameter(1 / Math.sqrt(2.0 * units), width, 2L * units);
        decoderBias = parameter(0, width);
    }

    @Override
    Tensor hidden(Group group) {
        Tensor input = torch.dropout(torch.embedding(embedding, group.items(), 0, false, false), inputDropout, true);
        Tensor states = encoder.forward(input, group, false).view(group.size(), group.steps(), units);
        Tensor pairs = torch.sigmoid(torch.linear(states, now).unsqueeze(2).add(torch.linear(states, then).unsqueeze(1)));
        Tensor weights = torch.matmul(pairs, fit).tril();
        Tensor both = torch.cat(new TensorVector(states, torch.bmm(weights, states)), 2).view(-1, 2L * units);
        return torch.linear(dropped(torch.index_select(both, 0, group.rows())), decoder, new TensorOptional(decoderBias));
    }

    @Override
    Tensor outputWeights() {
        return embedding.narrow(0, 1, embedding.size(0) - 1);
    }

    @Override
    TensorOptional outputBias() {
        return new TensorOptional();
    }

    @Override
    List<Arrangement> arrangements() {
        return List.of(new Arrangement(8, 0), new Arrangement(16, 0), new Arrangement(32, 0), new Arrangement(64, 0));
    }
}
