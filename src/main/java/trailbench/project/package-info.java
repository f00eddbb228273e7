/// The project folder: experiments, runs, their files, provenance and locks.
@NullMarked
package trailbench.project;

import org.jspecify.annotations.NullMarked;
