package peers;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// One LSTM or GRU layer of the library.
final class Recurrent {
    private final boolean lstm;
    private final int units;
    private final TensorVector weights;

    Recurrent(Network network, boolean lstm, int in, int units) {
        this.lstm = lstm;
        this.units = units;
        int gates = (lstm ? 4 : 3) * units;
        double deviation = 1 / Math.sqrt(3.0 * units);
        this.weights = new TensorVector(
                network.parameter(deviation, gates, in), network.parameter(deviation, gates, units),
                network.parameter(0, gates), network.parameter(0, gates));
    }

    /// @param input `[b, T, E]`, or `[P, E]` if packed
    /// @return flattened rows `[b · T, H]` or `[P, H]`
    Tensor forward(Tensor input, Group group, boolean packed) {
        Tensor zero = torch.zeros(1, group.size(), units);
        Tensor output;
        if (lstm) {
            TensorVector state = new TensorVector(zero, zero);
            output = packed
                    ? torch.lstm(input, group.batchSizes(), state, weights, true, 1, 0, true, false).get0()
                    : torch.lstm(input, state, weights, true, 1, 0, true, false, true).get0();
        } else {
            output = packed
                    ? torch.gru(input, group.batchSizes(), zero, weights, true, 1, 0, true, false).get0()
                    : torch.gru(input, zero, weights, true, 1, 0, true, false, true).get0();
        }
        return output.reshape(-1, units);
    }
}
