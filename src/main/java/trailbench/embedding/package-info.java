/// Vectors and what can be seen in them: neighbours, projections, maps. The only package that knows Smile.
///
/// # From vectors to a picture
///
/// [VectorFile] keeps the vectors of items or users with their ids and titles. [Projection] makes a [PointMap] of them: it takes the most
/// frequent items, or a stratified [MapSample], if there are more than asked for, scales every vector to length 1 and lays them out in two dimensions, by [Pca] at once or
/// by t-SNE ([TsneProjection]) or [UmapProjection] in seconds to minutes, measures what was lost on the way ([Faithfulness]) and groups the points ([Groups]).
/// [MapFile] keeps the picture, [Neighbours] answers who is near whom in the original space, of which a picture shows only a part. [Health]
/// says whether vectors use the room they have, [VectorExport] hands them to other tools, [ForeignVectors] takes those of others.
///
/// # From epochs to a story
///
/// A [Timeline] lays the epochs of a run on each other ([Procrustes]) and says who moved, by [NeighbourOverlap]; [EpochHealth] measures each,
/// with a [Probe] or an [AmountProbe] for each column of the items.
///
/// **Why length 1.** What a next-item model learns about taste lies in the direction of a vector, its length mostly follows how often
/// the item was seen. Between unit vectors the squared distance is 2 − 2 · cosine, so map and neighbours speak of the same nearness.
///
/// **What a picture does not say.** In t-SNE the distance between two far groups and the size of a group mean nothing; only who stands
/// together does (M. Wattenberg, F. Viégas, I. Johnson, "How to use t-SNE effectively", Distill 2016). In PCA distances are true but for what
/// the other directions hold, and the caption says how much that is.
///
/// Symbols: N points, E width of a vector.
@NullMarked
package trailbench.embedding;

import org.jspecify.annotations.NullMarked;
