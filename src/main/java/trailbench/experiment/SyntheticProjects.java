package trailbench.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import trailbench.format.Yaml;
import trailbench.log.synthetic.SyntheticLog;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.project.Projects;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// Projects on made-up logs: a new folder with the log, an experiment that suits it, and notes that say what is known of its structure.
public final class SyntheticProjects {
    /// The seed that window and command line take unless told otherwise.
    public static final long SEED = 1;

    private static final Map<SyntheticLog, String> TITLES = Map.of(
            SyntheticLog.VIDEO, "Video (synthetic)", SyntheticLog.MUSIC, "Music (synthetic)", SyntheticLog.NEWS, "News (synthetic)");
    private static final Map<SyntheticLog, String> NOTES = Map.of(
            SyntheticLog.VIDEO, """
                    Made up by a rule; nobody did any of this. 1,500 viewers of 48 series in six genres. After an episode comes the next one in 70 of
                    100 cases, otherwise the first episode of another series, mostly of a genre that the viewer likes.
                    What a model can find: nearly all of those 70, hence a hit rate at 1 of some 0.65, since a last episode has no next one.
                    """,
            SyntheticLog.MUSIC, """
                    Made up by a rule; nobody did any of this. 1,000 listeners in sessions of one mood, 12 moods of 40 tracks. A quarter of the plays repeats
                    one of the last five tracks; 92 of 100 others stay in the session's mood.
                    What a model can find: the moods, as 12 groups on the map; and the repeats, if seen items are allowed.
                    """,
            SyntheticLog.NEWS, """
                    Made up by a rule; nobody did any of this. 1,500 readers, 24 articles a day for 28 days in eight topics. An article's weight halves every
                    six hours and ends after 36; a reader prefers one topic twelve to one.
                    What a model can find after a split in time: very little, since most articles of the test were not written while it learnt.
                    """);

    private SyntheticProjects() {}

    /// @param folder a new or empty folder
    /// @param seed   of the log: the same seed gives the same bytes
    /// @throws trailbench.work.Fault.Request if the folder exists and is not empty
    public static Project create(Projects projects, Path folder, SyntheticLog kind, long seed, Progress progress) {
        progress.report(Phase.of(Phase.Kind.MAKING_UP, TITLES.get(kind)), 0, 1);
        Project made = projects.create(folder, TITLES.get(kind));
        kind.write(made.folder().resolve(kind.id() + "-synthetic.csv.gz"), seed);
        made.describe(made.title(), NOTES.get(kind) + "Seed " + seed + ".\n");
        made.save(experiment(kind));
        return made;
    }

    static Experiment experiment(SyntheticLog kind) {
        String file = kind.id() + ".yaml";
        try (InputStream text = Objects.requireNonNull(SyntheticProjects.class.getResourceAsStream(file), file)) {
            return Yaml.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8), file, Experiment.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
