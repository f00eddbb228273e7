package peers;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Embedding, dropout, a recurrent layer, dropout, softmax over all items.
final class NextItem extends Network {
    private final Tensor embedding;
    private final Recurrent encoder;
    private final Tensor weights;
    private final Tensor bias;

    NextItem(boolean lstm, int items, Map<String, Double> numbers) {
        super(numbers);
        int width = whole(numbers, "embedding");
        int units = whole(numbers, "hidden");
        embedding = parameter(0.02, items + 1, width);
        encoder = new Recurrent(this, lstm, width, units);
        weights = parameter(0.02, items, units);
        bias = parameter(0, items);
    }

    @Override
    Tensor hidden(Group group) {
        Tensor input = dropped(torch.embedding(embedding, group.items(), 0, false, false));
        return dropped(torch.index_select(encoder.forward(input, group, group.items().dim() == 1), 0, group.rows()));
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
