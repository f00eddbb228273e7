/// Compiles a graph into a DeepLearning4J `ComputationGraph` of fused layers, and runs it. The only importer of DL4J and ND4J.
///
/// DL4J is the frame: configuration, the flat vector of parameters, topological order, the updater and its state, the zip format. What
/// costs time is ours. Each node is a pair of classes: `…Conf`, which is written into the zip, and `…Layer`, which computes.
///
/// * Between layers travel packed rows `[P, width]`: the P events of the batch without its padding, in the order of [Packing]. The mask
///   `[B, T]` goes along by DL4J's own way and says where they stood.
/// * Layers own their outputs, gradients and work buffers, and reuse them. DL4J's workspaces are switched off.
/// * The work of a layer is cut over the lanes of the model; each sequence stays on one lane from first step to last.
/// * Labels are item numbers `[B, T]`; logits exist for a slab of rows at a time.
/// * A loss against drawn negatives ([SampledHeadLayer]) reads and writes the rows of targets and negatives alone, and tables then learn
///   by row ([RowTable], [RowLearner]): a step over a million items costs what one over a thousand does.
///
/// A zip is data. [Dl4jEngine] reads numbers from it and compares its configuration with the one that the graph compiles to; no class
/// is ever made because a zip names it.
@NullMarked
package trailbench.engine.dl4j;

import org.jspecify.annotations.NullMarked;
