/// A bundle behind HTTP, on the JDK's own server. `src/docs/deploy.md` tells routes, limits and policies.
@NullMarked
package trailbench.serve;

import org.jspecify.annotations.NullMarked;
