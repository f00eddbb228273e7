/// The project folder: experiments, runs, their files, provenance and locks.
///
/// [trailbench.project.FolderProjects] opens, makes and copies folders; [trailbench.project.FolderRun] is one run's folder. Both read the
/// files anew whenever they are asked, since a worker may be writing. Everything but the two append-only files of a run is replaced
/// atomically (`trailbench.format`). A project that is open in a window holds `.lock`, a run that is at work `run.lock`: locks of the operating
/// system, so they end with the process that holds them. A sample that ships with the program is never written to.
///
/// [trailbench.project.Experiment] is the file that people write and mail; [trailbench.project.Provenance] says what a run was made from.
@NullMarked
package trailbench.project;

import org.jspecify.annotations.NullMarked;
