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

    /// Newest first.
    List<RunFolder> runs();

    RunFolder run(String id);

    @Override
    void close();
}
