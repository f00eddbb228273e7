package peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Scaled embedding, learnt positions, dropout, blocks with the norm at the query, norm, output tied to the embedding, without bias.
///
/// Everything but the attention itself works on the rows that hold an event. Sequences are padded on the right, so that the causal mask
/// hides the padding too.
final class SasRec extends Network {
    private static final double EPSILON = 1e-8;

    private final int width;
    private final int heads;
    private final Tensor embedding;
    private final Tensor positions;
    private final List<Block> blocks = new ArrayList<>();
    private final Norm norm;

    private record Norm(Tensor gain, Tensor offset) {}

    private record Linear(Tensor weights, Tensor bias) {}

    private record Block(Norm before, Linear query, Linear key, Linear value, Linear out, Norm between, Linear inner, Linear outer) {}

    SasRec(int items, Map<String, Double> numbers) {
        super(numbers);
        width = whole(numbers, "width");
        heads = whole(numbers, "heads");
        embedding = parameter(0.02, items + 1, width);
        positions = parameter(0.02, whole(numbers, "length"), width);
        for (int block = 0; block < whole(numbers, "blocks"); block++) {
            blocks.add(new Block(norm(), linear(), linear(), linear(), linear(), norm(), linear(), linear()));
        }
        norm = norm();
    }

    private Norm norm() {
        return new Norm(ones(width), parameter(0, width));
    }

    private Linear linear() {
        return new Linear(parameter(1 / Math.sqrt(width), width, width), parameter(0, width));
    }

    private Tensor apply(Norm norm, Tensor rows) {
        return torch.layer_norm(rows, new long[] {width}, new TensorOptional(norm.gain), new TensorOptional(norm.offset), EPSILON, false);
    }

    private Tensor apply(Linear linear, Tensor rows) {
        return torch.linear(rows, linear.weights, new TensorOptional(linear.bias));
    }

    @Override
    Tensor hidden(Group group) {
        Tensor items = torch.index_select(group.items().view(-1), 0, group.events());
        Tensor places = torch.index_select(group.places(), 0, group.events());
        Tensor rows = torch.embedding(embedding, items, 0, false, false).mul(new Scalar(Math.sqrt(width))).add(torch.embedding(positions, places));
        rows = dropped(rows);
        for (Block block : blocks) {
            Tensor query = apply(block.before, rows);
            Tensor attended = attention(
                    group, apply(block.query, query), apply(block.key, rows), apply(block.value, rows));
            Tensor between = apply(block.between, query.add(apply(block.out, attended)));
            Tensor inner = dropped(torch.relu(apply(block.inner, between)));
            rows = between.add(dropped(apply(block.outer, inner)));
        }
        return apply(norm, rows); // every event has a target
    }

    private Tensor attention(Group group, Tensor query, Tensor key, Tensor value) {
        Tensor all = torch.scaled_dot_product_attention(
                padded(group, query), padded(group, key), padded(group, value), new TensorOptional(), dropout(), true, new DoubleOptional(), false);
        Tensor flat = all.transpose(1, 2).reshape(-1, width);
        return torch.index_select(flat, 0, group.events());
    }

    /// `[b, heads, T, E / heads]`
    private Tensor padded(Group group, Tensor rows) {
        Tensor flat = torch.zeros((long) group.size() * group.steps(), width).index_copy(0, group.events(), rows);
        return flat.view(group.size(), group.steps(), heads, width / heads).transpose(1, 2);
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
        return Arrangement.ofPadded();
    }
}
