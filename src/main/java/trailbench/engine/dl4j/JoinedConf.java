package trailbench.engine.dl4j;

import java.util.List;

/// A frozen table of vectors that were made elsewhere: item numbers `[B, T]` to `[P, D]`. Row 0, and the row of an item without a vector, are
/// zero. The vectors are parameters, so that the model's zip carries them.
public final class JoinedConf extends EmbeddingConf {
    public JoinedConf() {}

    /// @param count rows but for the padding
    JoinedConf(int count, int width) {
        super(count, width, true, DEVIATION, false);
    }

    @Override
    List<Parameter> parameters() {
        return List.of(new Parameter("W", in(), out(), Parameter.Start.ZERO));
    }
}
