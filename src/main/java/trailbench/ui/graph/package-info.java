/// The editor of the encoder-decoder graph; `src/docs/graph-editor.md` says what a user sees.
///
/// The draft's [trailbench.graph.GraphChoice] is the only state: [GraphViewModel] reads it, checks it, and replaces it by what an edit makes.
/// Records never change, so undoing is going back to the one before; a [History] knows what each step is called. [GraphCanvas] shows the
/// drawing, [CanvasGestures] and [CanvasKeys] say what hands do on it, [Palette] what can be added, [Inspector] what can be said and set.
/// No class here knows a kind of node: kinds, ports, options and words come from [trailbench.graph.NodeKind], [trailbench.graph.Options] and
/// [trailbench.graph.NodeWords].
@NullMarked
package trailbench.ui.graph;

import org.jspecify.annotations.NullMarked;
