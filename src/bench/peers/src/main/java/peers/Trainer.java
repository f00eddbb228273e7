package peers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Forward, backward and Adam over a batch in one arrangement.
final class Trainer {
    private static final long SUM = 2;
    private static final long IGNORE_NONE = -100;

    private final Network network;
    private final Adam adam;

    Trainer(Network network) {
        this.network = network;
        AdamOptions options = new AdamOptions(0.001);
        this.adam = new Adam(network.parameters(), options);
    }

    /// @param groups  of the batch
    /// @param targets of the whole batch
    record Prepared(List<Group> groups, long targets) {
        static Prepared of(Sequences batch, Arrangement arrangement) {
            List<Group> groups = arrangement.packed()
                    ? List.of(Group.packed(batch))
                    : IntStream.range(0, arrangement.groups()).mapToObj(g -> batch.part(g, arrangement.groups()))
                            .filter(part -> part.size() > 0).map(Group::padded).toList();
            return new Prepared(groups, batch.targetCount());
        }
    }

    /// @return mean loss in nats
    double step(Prepared batch, Arrangement arrangement) {
        try (PointerScope _ = new PointerScope()) {
            adam.zero_grad(true);
            double loss = 0;
            for (Group group : batch.groups()) {
                loss += arrangement.slab() == 0 ? whole(group, batch.targets()) : inSlabs(group, batch.targets(), arrangement.slab());
            }
            adam.step();
            return loss;
        }
    }

    private double whole(Group group, long count) {
        Tensor loss = loss(network.hidden(group), group.targets(), count);
        loss.backward();
        return loss.item_float();
    }

    private double inSlabs(Group group, long count, int slab) {
        Tensor hidden = network.hidden(group);
        Tensor leaf = hidden.detach().requires_grad_(true);
        double sum = 0;
        for (long from = 0; from < group.targetCount(); from += slab) {
            long rows = Math.min(slab, group.targetCount() - from);
            Tensor loss = loss(leaf.narrow(0, from, rows), group.targets().narrow(0, from, rows), count);
            loss.backward();
            sum += loss.item_float();
        }
        hidden.backward(leaf.grad(), new BoolOptional(), false, new TensorArrayRefOptional());
        return sum;
    }

    private Tensor loss(Tensor hidden, Tensor targets, long count) {
        Tensor logits = torch.linear(hidden, network.outputWeights(), network.outputBias());
        return torch.cross_entropy_loss(logits, targets, new TensorOptional(), SUM, IGNORE_NONE, 0.0).div(new Scalar((double) count));
    }

    static List<Prepared> prepare(List<Sequences> batches, Arrangement arrangement) {
        List<Prepared> prepared = new ArrayList<>();
        for (Sequences batch : batches) {
            prepared.add(Prepared.of(batch, arrangement));
        }
        return prepared;
    }
}
