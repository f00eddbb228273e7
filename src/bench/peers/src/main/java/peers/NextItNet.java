package peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Embedding, residual blocks of two dilated causal convolutions over three steps, each normalised and rectified, softmax over all items.
///
/// On padded sequences with the library's convolution; on packed rows as one product of each row beside those before it.
final class NextItNet extends Network {
    private static final int KERNEL = 3;
    private static final double EPSILON = 1e-8;

    private final int width;
    private final Tensor embedding;
    private final List<Convolution> convolutions = new ArrayList<>();
    private final Tensor weights;
    private final Tensor bias;

    /// @param weights `[E, E, 3]`
    private record Convolution(int dilation, Tensor weights, Tensor bias, Tensor gain, Tensor offset) {}

    NextItNet(int items, Map<String, Double> numbers) {
        super(numbers);
        width = whole(numbers, "width");
        embedding = parameter(0.02, items + 1, width);
        for (int block = 1; block <= whole(numbers, "blocks"); block++) {
            int dilation = block % 2 == 1 ? 1 : 4;
            convolutions.add(convolution(dilation));
            convolutions.add(convolution(2 * dilation));
        }
        weights = parameter(0.02, items, width);
        bias = parameter(0, items);
    }

    private Convolution convolution(int dilation) {
        return new Convolution(
                dilation, parameter(1 / Math.sqrt(KERNEL * width), width, width, KERNEL), parameter(0, width), ones(width), parameter(0, width));
    }

    @Override
    Tensor hidden(Group group) {
        boolean packed = group.items().dim() == 1;
        Tensor rows = torch.embedding(embedding, group.items(), 0, false, false);
        for (int first = 0; first < convolutions.size(); first += 2) {
            Tensor once = apply(convolutions.get(first), rows, group, packed);
            rows = rows.add(apply(convolutions.get(first + 1), once, group, packed));
        }
        return torch.index_select(rows.reshape(-1, width), 0, group.rows());
    }

    private Tensor apply(Convolution convolution, Tensor rows, Group group, boolean packed) {
        Tensor output = packed ? onPacked(convolution, rows, group) : onPadded(convolution, rows);
        return torch.relu(torch.layer_norm(
                output, new long[] {width}, new TensorOptional(convolution.gain), new TensorOptional(convolution.offset), EPSILON, false));
    }

    private Tensor onPadded(Convolution convolution, Tensor rows) {
        long reach = (KERNEL - 1L) * convolution.dilation;
        Tensor input = torch.constant_pad_nd(rows.transpose(1, 2), new long[] {reach, 0});
        return torch.conv1d(
                        input, convolution.weights, new TensorOptional(convolution.bias), new long[] {1}, new long[] {0},
                        new long[] {convolution.dilation}, 1)
                .transpose(1, 2);
    }

    private Tensor onPacked(Convolution convolution, Tensor rows, Group group) {
        Tensor withZero = torch.cat(new TensorVector(rows, torch.zeros(1, width)));
        Tensor beside = torch.cat(
                new TensorVector(
                        torch.index_select(withZero, 0, group.back(2 * convolution.dilation)),
                        torch.index_select(withZero, 0, group.back(convolution.dilation)), rows),
                1);
        Tensor flat = convolution.weights.permute(0, 2, 1).reshape(width, (long) KERNEL * width);
        return torch.linear(beside, flat, new TensorOptional(convolution.bias));
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
