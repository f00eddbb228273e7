package trailbench.graph;

import static trailbench.work.Fault.require;

import java.util.List;
import java.util.Optional;

/// One node of the graph. Nodes name their inputs; edges are nothing else.
public sealed interface Node permits InputNode, Node.OneInput, Node.Concat, Node.Sum, Node.Gate {
    /// Unique within the graph.
    String name();

    /// Names of the nodes whose outputs come in, in order.
    List<String> inputs();

    /// A copy under the same name with other inputs.
    Node withInputs(List<String> inputs);

    /// A node that reads one other node.
    sealed interface OneInput extends Node {
        String input();

        /// A copy under the same name with another input.
        OneInput withInput(String input);

        @Override
        default List<String> inputs() {
            return List.of(input());
        }

        @Override
        default OneInput withInputs(List<String> inputs) {
            require(inputs.size() == 1, "%s takes one input, not %s", name(), inputs.size());
            return withInput(inputs.getFirst());
        }
    }

    /// `[B, T]` numbers of an input to `[B, T, E]` vectors. Parameters: (count + 1) · E; row 0, for padding and for what is unknown, stays
    /// zero. Before a [MaskedItem] head items have one number more: the mask.
    ///
    /// An embedding of items may start from vectors that were made elsewhere. Of D numbers each: where D is above E they are cut to their E
    /// principal components, as J. Harte et al. do with vectors of texts ("Leveraging large language models for sequential recommendation",
    /// RecSys 2023, LLM2BERT4Rec); where it is below, the coordinates that are left over start as drawn. All are multiplied by one factor, so
    /// that their coordinates are on average as large as drawn ones. An item without a vector starts as drawn. For a learnt projection, let it
    /// be as wide as the vectors, and put a [Dense] behind it.
    ///
    /// @param width   E
    /// @param frozen  true if the vectors keep their initial values (targets of a squared error must not move)
    /// @param vectors name of an entry of `log.columns.item_vectors` that it starts from; empty for drawn vectors
    @Family.Of(Family.VECTORS)
    record Embedding(
            String name, String input, @Setting(usual = "64", least = 1, most = 4096) int width, boolean frozen, Optional<String> vectors)
            implements OneInput {
        public Embedding {
            require(1 <= width && width <= 4096, "%s: embedding width %s is not between 1 and 4,096", name, width);
        }

        /// Of drawn vectors.
        public Embedding(String name, String input, int width, boolean frozen) {
            this(name, input, width, frozen, Optional.empty());
        }

        @Override
        public Embedding withInput(String input) {
            return new Embedding(name, input, width, frozen, vectors);
        }
    }

    /// Zeroes a share of its input while training and scales the rest by 1 / (1 - rate); nothing while scoring.
    @Family.Of(Family.LAYER)
    record Dropout(String name, String input, @Setting(usual = "0.2", least = 0, most = 1, below = true) double rate) implements OneInput {
        public Dropout {
            require(0 <= rate && rate < 1, "%s: dropout rate %s is not in [0, 1)", name, rate);
        }

        @Override
        public Dropout withInput(String input) {
            return new Dropout(name, input, rate);
        }
    }

    /// As [Dropout], with one mask for all steps of a sequence: a coordinate is gone from its first step to its last.
    ///
    /// What Y. Gal and Z. Ghahramani ("A theoretically grounded application of dropout in recurrent neural networks", NIPS 2016) put before
    /// and behind recurrent layers. Their third mask, inside the recurrence, is not part of it.
    @Family.Of(Family.LAYER)
    record SequenceDropout(String name, String input, @Setting(usual = "0.2", least = 0, most = 1, below = true) double rate) implements OneInput {
        public SequenceDropout {
            require(0 <= rate && rate < 1, "%s: dropout rate %s is not in [0, 1)", name, rate);
        }

        @Override
        public SequenceDropout withInput(String input) {
            return new SequenceDropout(name, input, rate);
        }
    }

    private static void requireRate(String name, Optional<Double> recurrentDropout) {
        double rate = recurrentDropout.orElse(0.0);
        require(0 <= rate && rate < 1, "%s: recurrent dropout %s is not in [0, 1)", name, rate);
    }

    /// Simple recurrent network with tanh over the steps (J. Elman, "Finding structure in time", Cognitive Science 1990):
    /// `[B, T, E]` to `[B, T, H]`. Parameters: H · (E + H + 1).
    ///
    /// @param recurrentDropout share of the state before that is zeroed, while training, where it enters the recurrent product: the same
    ///                         coordinates at every step of a sequence (Y. Gal, Z. Ghahramani, "A theoretically grounded application of
    ///                         dropout in recurrent neural networks", NIPS 2016). What a gate carries over from the state before (the cell of
    ///                         an LSTM, z · h of a GRU) keeps all of it. For one mask a sequence on the input, put [SequenceDropout] before
    @Family.Of(Family.ENCODER)
    record SimpleRnn(
            String name,
            String input,
            @Setting(usual = "128", least = 1, most = 4096) int units,
            @Setting(usual = "0", least = 0, most = 1, below = true) Optional<Double> recurrentDropout)
            implements OneInput {
        public SimpleRnn {
            require(1 <= units && units <= 4096, "%s: %s units are not between 1 and 4,096", name, units);
            requireRate(name, recurrentDropout);
        }

        /// Without dropout.
        public SimpleRnn(String name, String input, int units) {
            this(name, input, units, Optional.empty());
        }

        /// @return 0 for none
        public double recurrentRate() {
            return recurrentDropout.orElse(0.0);
        }

        @Override
        public SimpleRnn withInput(String input) {
            return new SimpleRnn(name, input, units, recurrentDropout);
        }
    }

    /// Long short-term memory over the steps: `[B, T, E]` to `[B, T, H]`. Parameters: 4 · H · (E + H + 1).
    ///
    /// @param recurrentDropout see [SimpleRnn]
    @Family.Of(Family.ENCODER)
    record Lstm(
            String name,
            String input,
            @Setting(usual = "128", least = 1, most = 4096) int units,
            @Setting(usual = "0", least = 0, most = 1, below = true) Optional<Double> recurrentDropout)
            implements OneInput {
        public Lstm {
            require(1 <= units && units <= 4096, "%s: %s units are not between 1 and 4,096", name, units);
            requireRate(name, recurrentDropout);
        }

        /// Without dropout.
        public Lstm(String name, String input, int units) {
            this(name, input, units, Optional.empty());
        }

        /// @return 0 for none
        public double recurrentRate() {
            return recurrentDropout.orElse(0.0);
        }

        @Override
        public Lstm withInput(String input) {
            return new Lstm(name, input, units, recurrentDropout);
        }
    }

    /// Gated recurrent unit over the steps: `[B, T, E]` to `[B, T, H]`. Parameters: 3 · H · (E + H + 2), as cuDNN and PyTorch count.
    ///
    /// @param recurrentDropout see [SimpleRnn]
    @Family.Of(Family.ENCODER)
    record Gru(
            String name,
            String input,
            @Setting(usual = "128", least = 1, most = 4096) int units,
            @Setting(usual = "0", least = 0, most = 1, below = true) Optional<Double> recurrentDropout)
            implements OneInput {
        public Gru {
            require(1 <= units && units <= 4096, "%s: %s units are not between 1 and 4,096", name, units);
            requireRate(name, recurrentDropout);
        }

        /// Without dropout.
        public Gru(String name, String input, int units) {
            this(name, input, units, Optional.empty());
        }

        /// @return 0 for none
        public double recurrentRate() {
            return recurrentDropout.orElse(0.0);
        }

        @Override
        public Gru withInput(String input) {
            return new Gru(name, input, units, recurrentDropout);
        }
    }

    /// Adds a learnt vector to each step, by its place counted from the end: the last step of every window has the last vector, as in the
    /// left-padded windows of SASRec. `[B, T, E]` to `[B, T, E]`. Parameters: T · E, T the longest window.
    ///
    /// @param scaled true to multiply the input by √E before, as SASRec does with its item vectors
    @Family.Of(Family.VECTORS)
    record Positions(String name, String input, boolean scaled) implements OneInput {
        @Override
        public Positions withInput(String input) {
            return new Positions(name, input, scaled);
        }
    }

    /// Every step's vector to mean 0 and variance 1, times a learnt gain, plus a learnt offset: `[B, T, E]` to `[B, T, E]`, or
    /// `[B, E]` to `[B, E]`. Parameters: 2 · E.
    @Family.Of(Family.LAYER)
    record LayerNorm(String name, String input) implements OneInput {
        @Override
        public LayerNorm withInput(String input) {
            return new LayerNorm(name, input);
        }
    }

    /// One block of a transformer: multi-head self-attention over the steps, then a feed-forward net at every step, each with layer norm and
    /// residual. `[B, T, E]` to `[B, T, E]`. No padding is seen by anything.
    ///
    /// Parameters with inner width F: 4 · E · (E + 1) for the attention, 4 · E for the norms, F · (E + 1) + E · (F + 1) for the feed-forward net
    /// (SwiGLU: F · (E + 1) more), 2 · E · (E + 1) for the gates.
    ///
    /// @param heads            divides E
    /// @param inner            F
    /// @param norm             where the layer norms stand
    /// @param feedForward      activation of the inner layer
    /// @param gated            true to multiply what each half adds by a gate σ(W·x + c) of what came into it
    /// @param causal           true if a step sees itself and the steps before; false if it sees all of them
    /// @param attentionDropout share of the attention weights that is zeroed while training
    /// @param dropout          share of the inner layer and of each half's output that is zeroed while training; as in the published
    ///                         SASRec, not of the attention's output if the norm stands at the query
    @Family.Of(Family.ENCODER)
    record SelfAttention(
            String name,
            String input,
            @Setting(usual = "1", least = 1, most = 64) int heads,
            @Setting(usual = "256", least = 1, most = 16_384) int inner,
            @Setting(usual = "pre") Norm norm,
            @Setting(usual = "gelu") FeedForward feedForward,
            boolean gated,
            @Setting(usual = "true") boolean causal,
            @Setting(usual = "0.1", least = 0, most = 1, below = true) double attentionDropout,
            @Setting(usual = "0.1", least = 0, most = 1, below = true) double dropout)
            implements OneInput {
        public SelfAttention {
            require(1 <= heads && heads <= 64, "%s: %s heads are not between 1 and 64", name, heads);
            require(1 <= inner && inner <= 16_384, "%s: inner width %s is not between 1 and 16,384", name, inner);
            require(0 <= attentionDropout && attentionDropout < 1, "%s: attention dropout %s is not in [0, 1)", name, attentionDropout);
            require(0 <= dropout && dropout < 1, "%s: dropout rate %s is not in [0, 1)", name, dropout);
        }

        /// With x what comes in, A the attention, F the feed-forward net, N a layer norm.
        public enum Norm {
            /// `a = N(x)`, `y = a + A(query a, keys and values x)`, `z = N(y)`, `z + F(z)`: what SASRec's authors published as code, and what its
            /// re-implementation in PyTorch does.
            QUERY,
            /// `y = x + A(N(x))`, `y + F(N(y))`.
            PRE,
            /// `y = N(x + A(x))`, `N(y + F(y))`: BERT's.
            POST
        }

        public enum FeedForward {
            RELU,
            GELU,
            /// Two linear maps, one through x · σ(x), multiplied.
            SWIGLU
        }

        @Override
        public SelfAttention withInput(String input) {
            return new SelfAttention(name, input, heads, inner, norm, feedForward, gated, causal, attentionDropout, dropout);
        }
    }

    /// A residual block of two dilated causal convolutions over the steps (F. Yuan et al., "A simple convolutional generative network for
    /// next item recommendation", WSDM 2019, NextItNet, block (b) of its figure 3): `x + f₂(f₁(x))` with `f(x) = relu(norm(x * W + b))`, where *
    /// is a convolution over a step and the steps `dilation` apart before it, for f₂ twice as far. `[B, T, E]` to `[B, T, E]`. Before a
    /// sequence's beginning stand zeros. Parameters: 2 · E · (kernel · E + 3).
    ///
    /// @param kernel   steps that each convolution sees
    /// @param dilation steps between those that the first convolution sees
    @Family.Of(Family.ENCODER)
    record DilatedConvolution(
            String name,
            String input,
            @Setting(usual = "3", least = 1, most = 64) int kernel,
            @Setting(usual = "1", least = 1, most = 4096) int dilation)
            implements OneInput {
        public DilatedConvolution {
            require(1 <= kernel && kernel <= 64, "%s: a kernel of %s steps is not between 1 and 64", name, kernel);
            require(1 <= dilation && dilation <= 4096, "%s: dilation %s is not between 1 and 4,096", name, dilation);
        }

        @Override
        public DilatedConvolution withInput(String input) {
            return new DilatedConvolution(name, input, kernel, dilation);
        }
    }

    /// A causal convolution over the steps, then an activation (A. van den Oord et al., "WaveNet: a generative model for raw audio", arXiv
    /// 1609.03499, 2016; S. Bai, J. Z. Kolter, V. Koltun, "An empirical evaluation of generic convolutional and recurrent networks for sequence
    /// modeling", arXiv 1803.01271, 2018, without their norm, dropout and residual, which are nodes of their own): each filter sees a step and
    /// the kernel - 1 steps `dilation` apart before it. `[B, T, E]` to `[B, T, F]`. Before a sequence's beginning stand zeros. Parameters:
    /// F · (kernel · E + 1).
    ///
    /// @param filters  F
    /// @param kernel   steps that each filter sees
    /// @param dilation steps between those
    @Family.Of(Family.ENCODER)
    record CausalConvolution(
            String name,
            String input,
            @Setting(usual = "64", least = 1, most = 4096) int filters,
            @Setting(usual = "3", least = 1, most = 64) int kernel,
            @Setting(usual = "1", least = 1, most = 4096) int dilation,
            @Setting(usual = "relu") Activation activation)
            implements OneInput {
        public CausalConvolution {
            require(1 <= filters && filters <= 4096, "%s: %s filters are not between 1 and 4,096", name, filters);
            require(1 <= kernel && kernel <= 64, "%s: a kernel of %s steps is not between 1 and 64", name, kernel);
            require(1 <= dilation && dilation <= 4096, "%s: dilation %s is not between 1 and 4,096", name, dilation);
        }

        @Override
        public CausalConvolution withInput(String input) {
            return new CausalConvolution(name, input, filters, kernel, dilation, activation);
        }
    }

    /// Two-way convolution over the window of the last L steps, at every step (J. Tang, K. Wang, "Personalized top-N sequential
    /// recommendation via convolutional sequence embedding", WSDM 2018, Caser): `[B, T, E]` to `[B, T, n · L + m · E]`.
    ///
    /// For each height h from 1 to L, n horizontal filters of h steps by E slide down the window; of each the largest value in the window is
    /// kept, rectified. Each of m vertical filters is a weighted sum of the L steps, coordinate by coordinate. Before a sequence's beginning
    /// stand zeros. The paper trains on windows cut out of the sequence; here the window slides along the steps. Horizontal filters have a
    /// bias, as in the authors' code; vertical ones have none, as in the paper. Parameters: n · L · (E · (L + 1) / 2 + 1) + m · L.
    ///
    /// @param length     L
    /// @param horizontal n, filters of each height
    /// @param vertical   m
    @Family.Of(Family.ENCODER)
    record WindowConvolution(
            String name,
            String input,
            @Setting(usual = "5", least = 1, most = 64) int length,
            @Setting(usual = "16", least = 1, most = 1024) int horizontal,
            @Setting(usual = "4", least = 1, most = 64) int vertical)
            implements OneInput {
        public WindowConvolution {
            require(1 <= length && length <= 64, "%s: a window of %s steps is not between 1 and 64", name, length);
            require(1 <= horizontal && horizontal <= 1024, "%s: %s horizontal filters are not between 1 and 1,024", name, horizontal);
            require(1 <= vertical && vertical <= 64, "%s: %s vertical filters are not between 1 and 64", name, vertical);
        }

        @Override
        public WindowConvolution withInput(String input) {
            return new WindowConvolution(name, input, length, horizontal, vertical);
        }
    }

    /// Attention of every step to itself and the steps before it by a sum (J. Li et al., "Neural attentive session-based recommendation",
    /// CIKM 2017, NARM, the local encoder): `cₜ = Σ αₜⱼ hⱼ` over j ≤ t with `αₜⱼ = v · σ(A₁ hₜ + A₂ hⱼ)`, not normalised. `[B, T, H]` to
    /// `[B, T, H]`. Parameters: D · (2 · H + 1).
    ///
    /// @param units D, rows of A₁ and A₂
    @Family.Of(Family.ENCODER)
    record AdditiveAttention(String name, String input, @Setting(usual = "100", least = 1, most = 4096) int units) implements OneInput {
        public AdditiveAttention {
            require(1 <= units && units <= 4096, "%s: %s units are not between 1 and 4,096", name, units);
        }

        @Override
        public AdditiveAttention withInput(String input) {
            return new AdditiveAttention(name, input, units);
        }
    }

    /// The fixed-length vector of a sequence: its last step, `[B, T, H]` to `[B, H]`.
    @Family.Of(Family.STEPS)
    record LastStep(String name, String input) implements OneInput {
        @Override
        public LastStep withInput(String input) {
            return new LastStep(name, input);
        }
    }

    /// The fixed-length vector of a sequence: the mean of its steps, `[B, T, H]` to `[B, H]`.
    @Family.Of(Family.STEPS)
    record MeanSteps(String name, String input) implements OneInput {
        @Override
        public MeanSteps withInput(String input) {
            return new MeanSteps(name, input);
        }
    }

    /// The fixed-length vector of a sequence: a sum of its steps, each with the weight that it deserves, `Σ αₜ hₜ` with
    /// `α = softmaxₜ(v · tanh(W hₜ + b))` (Z. Yang, D. Yang, C. Dyer, X. He, A. Smola, E. Hovy, "Hierarchical attention networks for document
    /// classification", NAACL 2016). `[B, T, H]` to `[B, H]`. Parameters: D · (H + 2).
    ///
    /// @param units D, rows of W
    @Family.Of(Family.STEPS)
    record AttentionPooling(String name, String input, @Setting(usual = "64", least = 1, most = 4096) int units) implements OneInput {
        public AttentionPooling {
            require(1 <= units && units <= 4096, "%s: %s units are not between 1 and 4,096", name, units);
        }

        @Override
        public AttentionPooling withInput(String input) {
            return new AttentionPooling(name, input, units);
        }
    }

    /// The steps of each sequence from its last to its first: `[B, T, E]` to `[B, T, E]`. Around a recurrent layer it is the backward half of
    /// a bidirectional one (M. Schuster, K. Paliwal, "Bidirectional recurrent neural networks", IEEE Transactions on Signal Processing 1997):
    /// lay its output end to end with that of a forward layer. Every step then sees the whole sequence.
    @Family.Of(Family.STEPS)
    record ReverseSteps(String name, String input) implements OneInput {
        @Override
        public ReverseSteps withInput(String input) {
            return new ReverseSteps(name, input);
        }
    }

    /// Feeds one vector at every step of the sequence: `[B, H]` to `[B, T, H]`.
    @Family.Of(Family.STEPS)
    record RepeatVector(String name, String input) implements OneInput {
        @Override
        public RepeatVector withInput(String input) {
            return new RepeatVector(name, input);
        }
    }

    /// The step before, zero at the first: teacher forcing of a decoder. `[B, T, E]` to `[B, T, E]`.
    @Family.Of(Family.STEPS)
    record PreviousStep(String name, String input) implements OneInput {
        @Override
        public PreviousStep withInput(String input) {
            return new PreviousStep(name, input);
        }
    }

    /// Lays vectors end to end: `[B, T, E₁]`, `[B, T, E₂]` … to `[B, T, E₁ + E₂ + …]`.
    @Family.Of(Family.COMBINING)
    record Concat(String name, List<String> inputs) implements Node {
        @Override
        public Concat withInputs(List<String> inputs) {
            return new Concat(name, inputs);
        }
    }

    /// Adds vectors of one width: `[B, T, E]`, `[B, T, E]` … to `[B, T, E]`.
    @Family.Of(Family.COMBINING)
    record Sum(String name, List<String> inputs) implements Node {
        public Sum {
            inputs = List.copyOf(inputs);
        }

        @Override
        public Sum withInputs(List<String> inputs) {
            return new Sum(name, inputs);
        }
    }

    /// Mixes two inputs of one width, coordinate by coordinate: `g · a + (1 - g) · b` with `g = σ(W [a, b] + c)` (the bimodal gated unit of
    /// J. Arevalo, T. Solorio, M. Montes-y-Gómez, F. González, "Gated multimodal units for information fusion", ICLR 2017 workshop, without its
    /// tanh before). `[B, T, E]`, `[B, T, E]` to `[B, T, E]`. Parameters: E · (2 · E + 1).
    ///
    /// @param inputs two
    @Family.Of(Family.COMBINING)
    record Gate(String name, List<String> inputs) implements Node {
        public Gate {
            inputs = List.copyOf(inputs);
        }

        @Override
        public Gate withInputs(List<String> inputs) {
            return new Gate(name, inputs);
        }
    }

    /// A linear map at every step, then an activation: `[…, E]` to `[…, units]`. Parameters: units · (E + 1).
    @Family.Of(Family.LAYER)
    record Dense(String name, String input, @Setting(usual = "64", least = 1, most = 4096) int units, Activation activation) implements OneInput {
        public Dense {
            require(1 <= units && units <= 4096, "%s: %s units are not between 1 and 4,096", name, units);
        }

        @Override
        public Dense withInput(String input) {
            return new Dense(name, input, units, activation);
        }
    }

    /// Scores every item for the step after each step: `[B, T, H]` to logits `[B, T, V]`.
    ///
    /// With a table of its own it has one bias an item: V · (H + 1) parameters. Tied to an embedding it scores h · Eᵀ without bias, as
    /// SASRec does, and has no parameter: the table learns from both ends.
    ///
    /// @param tied the embedding whose vectors the items are scored with, as wide as the input; empty for a table of its own
    /// @param loss what it learns from
    @Family.Of(Family.HEAD)
    record NextItem(String name, String input, @Reference Optional<String> tied, Loss loss) implements OneInput {
        /// A head with a table of its own and the default loss.
        public static NextItem own(String name, String input) {
            return new NextItem(name, input, Optional.empty(), Loss.defaults());
        }

        @Override
        public NextItem withInput(String input) {
            return new NextItem(name, input, tied, loss);
        }
    }

    /// Hides some items behind a mask and says them again: `[B, T, H]` to logits `[B, T, V]`, as BERT4Rec does (F. Sun et al., "BERT4Rec:
    /// sequential recommendation with bidirectional encoder representations from transformer", CIKM 2019). Its encoder may see both sides.
    /// Learns by softmax cross-entropy over all items at masked steps alone; to score, a mask is put after the history, whose oldest item
    /// has to go if the window is full. The mask is an item of its own: embeddings have one row more.
    ///
    /// Masks are drawn anew each step, from (seed, step); the paper draws ten masked copies of the log once. A masked item is always
    /// replaced by the mask, while the paper's program leaves a tenth as it is and puts another item in a tenth.
    ///
    /// @param tied  as of [NextItem]
    /// @param share of the items that are masked while training; at least one of each window
    /// @param last  share of the training windows in which the last item alone is masked, as it is when scoring
    @Family.Of(Family.HEAD)
    record MaskedItem(
            String name,
            String input,
            @Reference Optional<String> tied,
            @Setting(usual = "" + MaskedItem.SHARE, least = 0, most = 1, above = true, below = true) double share,
            @Setting(usual = "" + MaskedItem.LAST, least = 0, most = 1) double last)
            implements OneInput {
        public static final double SHARE = 0.2;
        public static final double LAST = 0.1;

        public MaskedItem {
            require(0 < share && share < 1, "%s: a share of %s masked items is not in (0, 1)", name, share);
            require(0 <= last && last <= 1, "%s: a share of %s windows with the last item masked is not in [0, 1]", name, last);
        }

        @Override
        public MaskedItem withInput(String input) {
            return new MaskedItem(name, input, tied, share, last);
        }
    }

    /// Says what will be done after each step: `[B, T, H]` to logits `[B, T, K]`, K the behaviours that the log tells apart; softmax with
    /// cross-entropy, as the marks of N. Du et al., "Recurrent marked temporal point processes: embedding event history to vector", KDD 2016.
    /// It says nothing of items. Parameters: K · (H + 1).
    @Family.Of(Family.HEAD)
    record NextBehaviour(String name, String input) implements OneInput {
        @Override
        public NextBehaviour withInput(String input) {
            return new NextBehaviour(name, input);
        }
    }

    /// Says which value the event after each step has (`log.columns.value`): `[B, T, H]` to `[B, T, 1]`, by squared error, as C.-Y. Wu et al.,
    /// "Recurrent recommender networks", WSDM 2017, do with ratings; they know the item that is rated, this head does not. What it learns is
    /// `(value - mean) / deviation`, mean and deviation being fitted on the training events; its loss is 1 for who always says the mean.
    /// Events without a value are no targets. Parameters: H + 1, and the two that nothing moves.
    @Family.Of(Family.HEAD)
    record NextRating(String name, String input) implements OneInput {
        @Override
        public NextRating withInput(String input) {
            return new NextRating(name, input);
        }
    }

    /// Says again which item stood at each step: `[B, T, H]` to logits `[B, T, V]`. Parameters: V · (H + 1).
    @Family.Of(Family.HEAD)
    record ReconstructItems(String name, String input) implements OneInput {
        @Override
        public ReconstructItems withInput(String input) {
            return new ReconstructItems(name, input);
        }
    }

    /// Says again the item vectors themselves: `[B, T, H]` to `[B, T, E]`, against the frozen embedding `target`.
    /// Parameters: E · (H + 1).
    @Family.Of(Family.HEAD)
    record ReconstructVectors(String name, String input, @Reference String target) implements OneInput {
        @Override
        public ReconstructVectors withInput(String input) {
            return new ReconstructVectors(name, input, target);
        }
    }

    enum Activation {
        IDENTITY,
        TANH,
        RELU,
        /// x · Φ(x) (D. Hendrycks, K. Gimpel, "Gaussian error linear units", arXiv 1606.08415, 2016).
        GELU
    }
}
