/// The room Embeddings: a run's item vectors as a map to walk in, and what lies near what in the space the map was made from.
///
/// [EmbeddingsViewModel] decides which maps there are, makes new ones beside the window and looks up neighbours;
/// [trailbench.ui.chart.PointMapModel] holds what the map itself shows; [EmbeddingsView] and [ItemPanel] bind.
@NullMarked
package trailbench.ui.embeddings;

import org.jspecify.annotations.NullMarked;
