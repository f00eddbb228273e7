package trailbench.graph;

import static trailbench.work.Fault.require;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The graph of an experiment: a preset with its numbers, or nodes drawn by hand.
public sealed interface GraphChoice {

    Graph graph();

    /// The word for it in files: `gru-next`, `drawn`.
    default String key() {
        return Words.kebab(getClass());
    }

    /// Every preset at its defaults.
    static List<GraphChoice> presets() {
        return Words.records(GraphChoice.class).stream().filter(type -> type != Drawn.class).map(type -> (GraphChoice) Options.usual(type)).toList();
    }

    /// What a preset can read of each event beside its item: an embedding each, as wide as that of the items and added to it. Features of
    /// items, and concatenation, are for graphs drawn by hand.
    enum Channel {
        BEHAVIOUR,
        TIME_GAP,
        /// Of the week, UTC.
        HOUR,
        USER
    }

    /// The customer's LSTM encoder-decoder: item embedding, LSTM encoder, a fixed-length vector, LSTM decoder over the same steps,
    /// reconstruction (N. Srivastava, E. Mansimov, R. Salakhutdinov, "Unsupervised learning of video representations using LSTMs",
    /// ICML 2015, the composite model's autoencoder half; here over item embeddings and in the sequence's own order).
    ///
    /// @param embedding E
    /// @param hidden    H, and the length of the sequence's vector
    /// @param decoder   what the decoder is fed
    /// @param target    what is reconstructed
    record LstmAutoencoder(
            @Setting(least = 1, most = 4096) int embedding,
            @Setting(least = 1, most = 4096) int hidden,
            Decoder decoder,
            Target target)
            implements GraphChoice {
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
    ///
    /// @param channels what is read beside the items
    record GruNext(
            @Setting(least = 1, most = 4096) int embedding,
            @Setting(least = 1, most = 4096) int hidden,
            @Setting(least = 1, most = 8) int layers,
            @Setting(least = 0, most = 1, below = true) double dropout,
            List<Channel> channels)
            implements GraphChoice {
        public GruNext {
            channels = List.copyOf(channels);
        }

        /// Items alone.
        public GruNext(int embedding, int hidden, int layers, double dropout) {
            this(embedding, hidden, layers, dropout, List.of());
        }

        public static GruNext defaults() {
            return new GruNext(64, 128, 1, 0.2);
        }

        @Override
        public Graph graph() {
            return Presets.gruNext(this);
        }
    }

    /// As [GruNext] with LSTM layers.
    record LstmNext(
            @Setting(least = 1, most = 4096) int embedding,
            @Setting(least = 1, most = 4096) int hidden,
            @Setting(least = 1, most = 8) int layers,
            @Setting(least = 0, most = 1, below = true) double dropout)
            implements GraphChoice {
        public static LstmNext defaults() {
            return new LstmNext(64, 128, 1, 0.2);
        }

        @Override
        public Graph graph() {
            return Presets.lstmNext(this);
        }
    }

    /// GRU4Rec with constrained embedding: GRU layers as wide as the item vectors, which also score the items (B. Hidasi, A. Karatzoglou,
    /// "Recurrent neural networks with top-k gains for session-based recommendations", CIKM 2018). [GruNext] is its older sister with a table of
    /// its own for the output. Differences: whole sequences are trained at once, not step by step across sessions; the loss is by default
    /// the cross-entropy over all items, where the paper draws 2,048 negatives for [Loss.BprMax] or cross-entropy; items have no bias.
    ///
    /// @param width   E and H
    /// @param dropout of item vectors and GRU outputs, one mask a sequence
    record Gru4rec(
            @Setting(least = 1, most = 4096) int width,
            @Setting(least = 1, most = 8) int layers,
            @Setting(least = 0, most = 1, below = true) double dropout,
            Loss loss)
            implements GraphChoice {
        public static Gru4rec defaults() {
            return new Gru4rec(128, 1, 0.2, Loss.defaults());
        }

        @Override
        public Graph graph() {
            return Presets.gru4rec(this);
        }
    }

    /// NARM: a GRU, its state now beside a sum of its states so far, each weighted by how it fits the present one, and a bilinear decoder:
    /// a linear map to the width of the item vectors, which score the items (J. Li, P. Ren, Z. Chen, Z. Ren, T. Lian, J. Ma, "Neural
    /// attentive session-based recommendation", CIKM 2017). Widths and dropouts are the paper's. Differences: a target at every step, not at
    /// the session's end; v starts from zero (weights are not normalised, and sequences are longer than sessions); the decoder's map has a
    /// bias.
    ///
    /// @param embedding        E
    /// @param hidden           H of the GRU, and rows of the attention's maps
    /// @param embeddingDropout of item vectors
    /// @param dropout          of both encoders' outputs
    record Narm(
            @Setting(least = 1, most = 4096) int embedding,
            @Setting(least = 1, most = 4096) int hidden,
            @Setting(least = 0, most = 1, below = true) double embeddingDropout,
            @Setting(least = 0, most = 1, below = true) double dropout,
            Loss loss)
            implements GraphChoice {
        public static Narm defaults() {
            return new Narm(50, 100, 0.25, 0.5, Loss.defaults());
        }

        @Override
        public Graph graph() {
            return Presets.narm(this);
        }
    }

    /// Caser: horizontal and vertical filters over the last items, a layer above them, a table of its own for the output (J. Tang, K. Wang,
    /// "Personalized top-N sequential recommendation via convolutional sequence embedding", WSDM 2018). Sizes and dropout are those of the
    /// authors' code. Differences: no vector of the user, who would not be known at prediction; the loss is by default the cross-entropy over
    /// all items in place of [Loss.BinaryCrossEntropy] with 3 negatives; one target a step, the next item, in place of the next 3.
    ///
    /// @param embedding  E, and units of the layer above
    /// @param length     items in the window
    /// @param horizontal filters of each height
    /// @param vertical   filters
    record Caser(
            @Setting(least = 1, most = 4096) int embedding,
            @Setting(least = 1, most = 64) int length,
            @Setting(least = 1, most = 1024) int horizontal,
            @Setting(least = 1, most = 64) int vertical,
            @Setting(least = 0, most = 1, below = true) double dropout,
            Loss loss)
            implements GraphChoice {
        public static Caser defaults() {
            return new Caser(50, 5, 16, 4, 0.5, Loss.defaults());
        }

        @Override
        public Graph graph() {
            return Presets.caser(this);
        }
    }

    /// NextItNet: blocks of dilated causal convolutions, dilations 1, 2, 4, 8 and again, and a table of its own for the output (F. Yuan,
    /// A. Karatzoglou, I. Arapakis, J. Jose, X. He, "A simple convolutional generative network for next item recommendation", WSDM 2019). A block holds
    /// two convolutions over 3 steps, with dilations 1 and 2 or 4 and 8. The paper has no dropout; it can be had on item vectors and outputs.
    ///
    /// @param width  E of item vectors and convolutions
    /// @param blocks steps seen: 1 + 6 for each odd block + 24 for each even one
    record Nextitnet(
            @Setting(least = 1, most = 4096) int width,
            @Setting(least = 1, most = 32) int blocks,
            @Setting(least = 0, most = 1, below = true) double dropout,
            Loss loss)
            implements GraphChoice {
        public static Nextitnet defaults() {
            return new Nextitnet(64, 4, 0, Loss.defaults());
        }

        @Override
        public Graph graph() {
            return Presets.nextitnet(this);
        }
    }

    /// Self-attentive sequential recommendation (W.-C. Kang, J. McAuley, ICDM 2018), with the output tied to the item embedding and, as
    /// A. Klenitskiy and A. Vasilev ("Turning dross into gold loss: is BERT4Rec really better than SASRec?", RecSys 2023) found best, the
    /// softmax cross-entropy over all items in place of one sampled negative.
    ///
    /// @param width    E of embeddings and blocks
    /// @param dropout of embeddings, attention weights and feed-forward nets
    /// @param channels what is read beside the items
    record Sasrec(
            @Setting(least = 1, most = 4096) int width,
            @Setting(least = 1, most = 8) int blocks,
            @Setting(least = 1, most = 64) int heads,
            @Setting(least = 0, most = 1, below = true) double dropout,
            Loss loss,
            List<Channel> channels)
            implements GraphChoice {
        public Sasrec {
            channels = List.copyOf(channels);
        }

        /// Items alone.
        public Sasrec(int width, int blocks, int heads, double dropout, Loss loss) {
            this(width, blocks, heads, dropout, loss, List.of());
        }

        public static Sasrec defaults() {
            return new Sasrec(64, 2, 1, 0.1, Loss.defaults());
        }

        @Override
        public Graph graph() {
            return Presets.sasrec(this);
        }
    }

    /// gSASRec: SASRec against many uniform negatives by gBCE (A. Petrov, C. Macdonald, "gSASRec: reducing overconfidence in sequential
    /// recommendation trained with negative sampling", RecSys 2023), with their settings for MovieLens 1M: width 128, dropout 0.5, 256
    /// negatives, t = 0.75. Differences: up to [Loss.Sampled#SHARING] targets share a draw; the item table is the output table too, where
    /// their program keeps two.
    record Gsasrec(
            @Setting(least = 1, most = 4096) int width,
            @Setting(least = 1, most = 8) int blocks,
            @Setting(least = 1, most = 64) int heads,
            @Setting(least = 0, most = 1, below = true) double dropout,
            Loss loss)
            implements GraphChoice {
        public static Gsasrec defaults() {
            return new Gsasrec(128, 2, 1, 0.5, Loss.GeneralisedBce.defaults());
        }

        @Override
        public Graph graph() {
            return new Sasrec(width, blocks, heads, dropout, loss).graph();
        }
    }

    /// BERT4Rec (F. Sun et al., "BERT4Rec: sequential recommendation with bidirectional encoder representations from transformer",
    /// CIKM 2019), with the paper's settings for MovieLens 1M: two blocks of width 64 with two heads, a fifth of the items masked.
    /// Differences: those of [Node.MaskedItem]; no bias at the output; positions count from the end.
    ///
    /// @param width    E of embeddings and blocks
    /// @param dropout of embeddings, attention weights and feed-forward nets
    /// @param share   of the items that are masked while training
    /// @param last    share of the training windows in which the last item alone is masked
    record Bert4rec(
            @Setting(least = 1, most = 4096) int width,
            @Setting(least = 1, most = 8) int blocks,
            @Setting(least = 1, most = 64) int heads,
            @Setting(least = 0, most = 1, below = true) double dropout,
            @Setting(least = 0, most = 1, above = true, below = true) double share,
            @Setting(least = 0, most = 1) double last)
            implements GraphChoice {
        public static Bert4rec defaults() {
            return new Bert4rec(64, 2, 2, 0.1, Node.MaskedItem.SHARE, Node.MaskedItem.LAST);
        }

        @Override
        public Graph graph() {
            return Presets.bert4rec(this);
        }
    }

    /// eSASRec: SASRec's sequence-to-sequence training with LiGR blocks, which add pre-norm, learnt gates on both residuals and a SwiGLU
    /// feed-forward net of four times the width (D. Tikhonovich et al., "eSASRec: enhancing transformer-based recommendations in a modular
    /// fashion", RecSys 2025; LiGR: F. Borisyuk et al., "From features to transformers: redefining ranking for scalable impact",
    /// arXiv 2502.03417, 2025). Differences: the feed-forward net has biases; item vectors are scaled by √E; positions count from the end.
    record Ligr(
            @Setting(least = 1, most = 4096) int width,
            @Setting(least = 1, most = 8) int blocks,
            @Setting(least = 1, most = 64) int heads,
            @Setting(least = 0, most = 1, below = true) double dropout,
            Loss loss)
            implements GraphChoice {
        public static Ligr defaults() {
            return new Ligr(64, 2, 1, 0.1, Loss.defaults());
        }

        @Override
        public Graph graph() {
            return Presets.ligr(this);
        }
    }

    /// An autoencoder of dense layers, blind to order: the mean of a sequence's item vectors, a dense layer with tanh, and from that one vector the
    /// items again (D. Liang, R. Krishnan, M. Hoffman, T. Jebara, "Variational autoencoders for collaborative filtering", WWW 2018, its Mult-DAE:
    /// the cross-entropy over the steps is its multinomial likelihood). Differences: a table of item vectors stands before the dense layer; an item
    /// that occurs twice counts twice; the dropout is of coordinates, not of items.
    ///
    /// @param embedding E
    /// @param hidden    H, units of the dense layer
    /// @param dropout   share of the item vectors' coordinates
    record DenseAutoencoder(
            @Setting(least = 1, most = 4096) int embedding,
            @Setting(least = 1, most = 4096) int hidden,
            @Setting(least = 0, most = 1, below = true) double dropout)
            implements GraphChoice {
        public static DenseAutoencoder defaults() {
            return new DenseAutoencoder(128, 128, 0.5);
        }

        @Override
        public Graph graph() {
            return Presets.denseAutoencoder(this);
        }
    }

    /// Nodes drawn by hand.
    ///
    /// @param layout where they stand, by name, as `[right, down]`: for the eye alone, nothing of the model depends on it. Nodes without a place
    ///               are laid out
    record Drawn(List<Node> nodes, Optional<Map<String, List<Integer>>> layout) implements GraphChoice {
        public Drawn {
            nodes = List.copyOf(nodes);
            layout.ifPresent(places -> places.forEach((name, place) ->
                    require(place.size() == 2, "layout of \"%s\" is %s, not two numbers [right, down]", name, place)));
        }

        /// Laid out by [GraphLayout].
        public Drawn(List<Node> nodes) {
            this(nodes, Optional.empty());
        }

        @Override
        public Graph graph() {
            return new Graph(nodes);
        }
    }

    static GraphChoice defaults() {
        return GruNext.defaults();
    }
}
