package trailbench.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import trailbench.format.Yaml;
import trailbench.log.EventLog;
import trailbench.log.LogReader;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.project.UserFolders;
import trailbench.sequence.Cases;
import trailbench.sequence.Sequences;
import trailbench.sequence.SplitBounds;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Makes a log into split sequences, and remembers the costly part by content: the same files read by the same recipe are read once.
public final class Preparation {
    /// Changes whenever reading, cleaning or numbering changes, so that no cache of an older program is taken for today's work.
    private static final String SEQUENCES = "sequences 3";

    private final UserFolders folders;

    /// @param folders where derived data of read-only projects is kept
    public Preparation(UserFolders folders) {
        this.folders = folders;
    }

    public Prepared prepare(Project project, Experiment experiment, Progress progress) {
        Map<String, String> sources = sources(project.folder(), experiment);
        String key = new Digest().add(SEQUENCES).add(Yaml.text(experiment.log())).add(sources.values().stream().toList()).brief();
        SequenceCache cache = new SequenceCache(cacheFolder(project).resolve(key));
        SequenceCache.Entry entry = cache.read().orElseGet(() -> {
            Path rejects = cache.rejects();
            EventLog log = LogReader.read(experiment.log(), project.folder(), rejects, progress);
            return cache.write(Sequences.of(log), log.tally());
        });
        SplitBounds bounds = entry.sequences().split(experiment.split());
        Digest data = new Digest()
                .add(entry.sequences().vocabulary().ids())
                .add(entry.sequences().store().offsets())
                .add(entry.sequences().store().items())
                .add(bounds.validationStart())
                .add(bounds.testStart());
        if (entry.sequences().vocabulary().behaviours().size() > 1) { // a log that tells none apart keeps the hash that its runs know
            data.add(entry.sequences().vocabulary().behaviours()).add(entry.sequences().store().behaviours());
        }
        return new Prepared(
                sources,
                entry.tally(),
                cache.rejects(),
                entry.sequences().vocabulary(),
                entry.sequences().store(),
                bounds,
                bounds.cases(entry.sequences().store(), Cases.Part.VALIDATION),
                bounds.cases(entry.sequences().store(), Cases.Part.TEST),
                data.brief());
    }

    private static Map<String, String> sources(Path folder, Experiment experiment) {
        requireSources(folder, experiment);
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Path file : experiment.log().files()) {
            hashes.put(file.toString(), Digest.ofFile(folder.resolve(file)));
        }
        return hashes;
    }

    /// @throws Fault.Request if a log file is not there
    static void requireSources(Path folder, Experiment experiment) {
        for (Path file : experiment.log().files()) {
            Path source = folder.resolve(file);
            Fault.require(
                    Files.isRegularFile(source),
                    "%s does not exist. Put the log there, or name another file under log.files of the experiment %s.",
                    source,
                    experiment.experiment());
        }
    }

    /// Within the project, or, where nothing may be written there, in the user's own cache.
    private Path cacheFolder(Project project) {
        Path own = project.folder().resolve("cache");
        return project.isSample() || !Files.isWritable(project.folder()) ? folders.cache().resolve("sequences") : own;
    }
}
