package peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Horizontal and vertical filters over the window of the last steps, at every step, a layer above them, softmax over all items.
///
/// The windows are never laid out: a filter goes over the sequence once, and its largest value in each window is a pooling over steps.
final class Caser extends Network {
    private final int width;
    private final int length;
    private final int vertical;
    private final Tensor embedding;
    private final List<Tensor> filters = new ArrayList<>();
    private final List<Tensor> offsets = new ArrayList<>();
    private final Tensor sums;
    private final Tensor above;
    private final Tensor aboveBias;
    private final Tensor weights;
    private final Tensor bias;

    Caser(int items, Map<String, Double> numbers) {
        super(numbers);
        width = whole(numbers, "embedding");
        length = whole(numbers, "window");
        vertical = whole(numbers, "vertical");
        int horizontal = whole(numbers, "horizontal");
        embedding = parameter(0.02, items + 1, width);
        for (int height = 1; height <= length; height++) {
            filters.add(parameter(1 / Math.sqrt(height * width), horizontal, width, height));
            offsets.add(parameter(0, horizontal));
        }
        sums = parameter(1 / Math.sqrt(length), vertical, 1, 1, length);
        int wide = horizontal * length + vertical * width;
        above = parameter(1 / Math.sqrt(wide), width, wide);
        aboveBias = parameter(0, width);
        weights = parameter(0.02, items, width);
        bias = parameter(0, items);
    }

    @Override
    Tensor hidden(Group group) {
        Tensor steps = torch.embedding(embedding, group.items(), 0, false, false).transpose(1, 2); // [b, E, T]
        Tensor input = torch.constant_pad_nd(steps, new long[] {length - 1L, 0});
        TensorVector parts = new TensorVector();
        for (int height = 1; height <= length; height++) {
            Tensor values = torch.conv1d(
                    input, filters.get(height - 1), new TensorOptional(offsets.get(height - 1)), new long[] {1}, new long[] {0}, new long[] {1}, 1);
            parts.push_back(torch.relu(torch.max_pool1d(
                    values, new long[] {length - height + 1L}, new long[] {1}, new long[] {0}, new long[] {1}, false)));
        }
        Tensor summed = torch.conv2d(
                input.unsqueeze(1), sums, new TensorOptional(), new long[] {1, 1}, new long[] {0, 0}, new long[] {1, 1}, 1);
        parts.push_back(summed.reshape(group.size(), (long) vertical * width, group.steps()));
        Tensor all = torch.cat(parts, 1).transpose(1, 2).reshape((long) group.size() * group.steps(), -1);
        return torch.relu(torch.linear(dropped(torch.index_select(all, 0, group.rows())), above, new TensorOptional(aboveBias)));
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
        return Arrangement.ofPadded();
    }
}
