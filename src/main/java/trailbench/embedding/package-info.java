/// Vectors and what can be seen in them: neighbours, projections, maps. The only package that knows Smile.
@NullMarked
package trailbench.embedding;

import org.jspecify.annotations.NullMarked;
