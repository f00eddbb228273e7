/// The encoder-decoder graph as immutable records. No maths library.
///
/// A [trailbench.graph.Graph] is a list of [trailbench.graph.Node]s that name their inputs. [trailbench.graph.GraphCheck] infers shapes, counts
/// parameters and says what is wrong at which node and how to mend it: among others, a next-item head that could see the future.
/// [trailbench.graph.GraphChoice] holds the presets with their citations, [trailbench.graph.GraphForecast] the memory a graph will take, and
/// [trailbench.graph.GraphLayout] where its nodes are drawn. A [trailbench.graph.Drawing] is a graph with places, and every edit of it.
/// [trailbench.graph.NodeKind] is the one list of kinds; [trailbench.graph.Options] reads what can be set off their records.
///
/// Beside items a graph may read what was done, how long after the event before, at which hour, by whom, and features of the item: one input
/// node each, an embedding over its numbers, and a sum or concatenation. [trailbench.graph.Channels] says what a log has to offer; an input
/// that the log lacks is refused at its node. What an input says of a step is known at that step.
///
/// Symbols: B batch, T steps, V items, E embedding width, H hidden units.
@NullMarked
package trailbench.graph;

import org.jspecify.annotations.NullMarked;
