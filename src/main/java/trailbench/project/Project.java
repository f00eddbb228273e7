package trailbench.project;

import java.nio.file.Path;
import java.util.List;

/// An open project folder.
public interface Project extends AutoCloseable {
    Path folder();

    String title();

    String notes();

    /// True if another window holds the project, or it is the shipped sample: looking is free, saving asks for a copy.
    boolean readOnly();

    /// True for a project that ships with the program: nothing is ever written into its folder.
    boolean isSample();

    /// In the order of their names.
    List<Experiment> experiments();

    Experiment experiment(String name);

    /// @throws trailbench.work.Fault.Request if the project is read-only
    void save(Experiment experiment);

    /// @throws trailbench.work.Fault.Request if the project is read-only
    void describe(String title, String notes);

    /// In the order of their names.
    List<Search> searches();

    /// Changes when a search is added, changed or taken away, by whoever: cheaper to ask for than [#searches()].
    String searchStamp();

    /// Keeps a search; one of the same name is replaced.
    ///
    /// @throws trailbench.work.Fault.Request if the project is a sample
    void keep(Search search);

    /// Newest first.
    List<RunFolder> runs();

    RunFolder run(String id);

    /// Moves a run into the project's trash, whole.
    ///
    /// @throws trailbench.work.Fault.Request if its worker lives, or the project is a sample
    void trash(RunFolder run);

    /// The runs in the trash, newest first.
    List<RunFolder> trashed();

    /// Moves a run back to where it was.
    ///
    /// @throws trailbench.work.Fault.Request if there is no such run in the trash
    RunFolder restore(String id);

    /// Deletes what is in the trash, for good.
    ///
    /// @return the ids of the runs that are gone
    List<String> emptyTrash();

    @Override
    void close();
}
