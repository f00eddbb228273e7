package peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// A model: parameters, and the vectors before the output layer.
abstract class Network {
    private final List<Tensor> parameters = new ArrayList<>();
    private final double dropout;

    Network(Map<String, Double> numbers) {
        dropout = numbers.getOrDefault("dropout", 0.0);
    }

    static Network of(String work, int items, Map<String, Double> numbers) {
        return switch (work) {
            case "lstm-next", "gru-next" -> new NextItem(work.equals("lstm-next"), items, numbers);
            case "nextitnet" -> new NextItNet(items, numbers);
            case "caser" -> new Caser(items, numbers);
            case "narm" -> new Narm(items, numbers);
            case "sasrec" -> new SasRec(items, numbers);
            case "lstm-autoencoder" -> new Autoencoder(items, numbers);
            default -> throw new IllegalArgumentException("libtorch has no " + work);
        };
    }

    /// Vectors `[targets, H]` of the rows that have a target.
    abstract Tensor hidden(Group group);

    /// `[V, H]`
    abstract Tensor outputWeights();

    /// `[V]`, or none
    abstract TensorOptional outputBias();

    abstract List<Arrangement> arrangements();

    Tensor parameter(double deviation, long... sizes) {
        Tensor tensor = torch.randn(sizes).mul_(new Scalar(deviation)).requires_grad_(true).retainReference();
        parameters.add(tensor);
        return tensor;
    }

    Tensor ones(long... sizes) {
        Tensor tensor = torch.ones(sizes).requires_grad_(true).retainReference();
        parameters.add(tensor);
        return tensor;
    }

    TensorVector parameters() {
        return new TensorVector(parameters.toArray(Tensor[]::new));
    }

    double dropout() {
        return dropout;
    }

    Tensor dropped(Tensor input) {
        return dropout == 0 ? input : torch.dropout(input, dropout, true);
    }

    static int whole(Map<String, Double> numbers, String name) {
        return numbers.get(name).intValue();
    }
}
