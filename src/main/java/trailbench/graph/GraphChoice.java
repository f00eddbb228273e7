package trailbench.graph;

import java.util.List;

/// The graph of an experiment: a preset with its numbers, or nodes drawn by hand.
public sealed interface GraphChoice {

    Graph graph();

    /// The customer's LSTM encoder-decoder: item embedding, LSTM encoder, a fixed-length vector, LSTM decoder over the same steps,
    /// reconstruction (N. Srivastava, E. Mansimov, R. Salakhutdinov, "Unsupervised learning of video representations using LSTMs",
    /// ICML 2015, the composite model's autoencoder half; here over item embeddings and in the sequence's own order).
    ///
    /// @param embedding E
    /// @param hidden    H, and the length of the sequence's vector
    /// @param decoder   what the decoder is fed
    /// @param target    what is reconstructed
    record LstmAutoencoder(int embedding, int hidden, Decoder decoder, Target target) implements GraphChoice {
        public static LstmAutoencoder defaults() {
            return new LstmAutoencoder(64, 128, Decoder.REPEATED, Target.ITEMS);
        }

        @Override
        public Graph graph() {
            return Presets.lstmAutoencoder(this);
        }

        /// What the decoder is fed at each step: the repeated vector, or with it the item before (teacher forcing).
        public enum Decoder {
            REPEATED,
            TEACHER_FORCED
        }

        /// Items by cross-entropy, or the item vectors by squared error (they are frozen then: trainable targets collapse to zero).
        public enum Target {
            ITEMS,
            VECTORS
        }
    }

    /// Embedding, dropout, GRU layers, softmax over the items (B. Hidasi, A. Karatzoglou, L. Baltrunas, D. Tikk,
    /// "Session-based recommendations with recurrent neural networks", ICLR 2016; here with the full softmax and whole user sequences).
    record GruNext(int embedding, int hidden, int layers, double dropout) implements GraphChoice {
        public static GruNext defaults() {
            return new GruNext(64, 128, 1, 0.2);
        }

        @Override
        public Graph graph() {
            return Presets.gruNext(this);
        }
    }

    /// As [GruNext] with LSTM layers.
    record LstmNext(int embedding, int hidden, int layers, double dropout) implements GraphChoice {
        public static LstmNext defaults() {
            return new LstmNext(64, 128, 1, 0.2);
        }

        @Override
        public Graph graph() {
            return Presets.lstmNext(this);
        }
    }

    /// Self-attentive sequential recommendation (W.-C. Kang, J. McAuley, ICDM 2018), with the output tied to the item embedding and, as
    /// A. Klenitskiy and A. Vasilev ("Turning dross into gold loss: is BERT4Rec really better than SASRec?", RecSys 2023) found best, the
    /// softmax cross-entropy over all items in place of one sampled negative.
    ///
    /// @param width   E of embeddings and blocks
    /// @param dropout of embeddings, attention weights and feed-forward nets
    record Sasrec(int width, int blocks, int heads, double dropout, Loss loss) implements GraphChoice {
        public static Sasrec defaults() {
            return new Sasrec(64, 2, 1, 0.1, Loss.defaults());
        }

        @Override
        public Graph graph() {
            return Presets.sasrec(this);
        }
    }

    /// eSASRec: SASRec's sequence-to-sequence training with LiGR blocks, which add pre-norm, learnt gates on both residuals and a SwiGLU
    /// feed-forward net of four times the width (D. Tikhonovich et al., "eSASRec: enhancing transformer-based recommendations in a modular
    /// fashion", RecSys 2025; LiGR: F. Borisyuk et al., "From features to transformers: redefining ranking for scalable impact",
    /// arXiv 2502.03417, 2025). Differences: the feed-forward net has biases; item vectors are scaled by √E; positions count from the end.
    record Ligr(int width, int blocks, int heads, double dropout, Loss loss) implements GraphChoice {
        public static Ligr defaults() {
            return new Ligr(64, 2, 1, 0.1, Loss.defaults());
        }

        @Override
        public Graph graph() {
            return Presets.ligr(this);
        }
    }

    /// Nodes drawn by hand.
    record Drawn(List<Node> nodes) implements GraphChoice {
        @Override
        public Graph graph() {
            return new Graph(nodes);
        }
    }

    static GraphChoice defaults() {
        return GruNext.defaults();
    }
}
