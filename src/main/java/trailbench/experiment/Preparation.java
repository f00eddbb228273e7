package trailbench.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import trailbench.format.Yaml;
import trailbench.log.EventLog;
import trailbench.log.JoinedVectors;
import trailbench.log.LogFiles;
import trailbench.log.LogReader;
import trailbench.log.LogRecipe;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.project.UserFolders;
import trailbench.sequence.ColdItems;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Sequences;
import trailbench.sequence.SplitBounds;
import trailbench.sequence.SplitParts;
import trailbench.sequence.TargetBehaviours;
import trailbench.sequence.Vocabulary;
import trailbench.work.Aside;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Makes a log into split sequences, and remembers the costly part by content: the same files read by the same recipe are read once.
public final class Preparation {
    /// Changes whenever reading, cleaning or numbering changes, so that no cache of an older program is taken for today's work.
    private static final String SEQUENCES = "sequences 10";

    private final UserFolders folders;

    /// @param folders where derived data of read-only projects is kept
    public Preparation(UserFolders folders) {
        this.folders = folders;
    }

    public Prepared prepare(Project project, Experiment experiment, Progress progress) {
        requireSources(project.folder(), experiment);
        List<LogFiles.Named> files = files(project.folder(), experiment);
        Path caches = cacheFolder(project);
        String size = size(files);
        return SequenceCache.mayHold(caches, size)
                ? orReadAnew(project, experiment, caches, size, sources(files), progress)
                : readAnew(project, experiment, caches, size, files, progress);
    }

    /// A log of this size was prepared before: it may be this one.
    private static Prepared orReadAnew(
            Project project, Experiment experiment, Path caches, String size, Map<String, String> sources, Progress progress) {
        SequenceCache cache = cache(caches, size, experiment, sources);
        Optional<SequenceCache.Entry> known = cache.read();
        if (known.isPresent()) {
            return split(experiment, sources, known.get(), cache.rejects());
        }
        EventLog log = LogReader.read(experiment.log(), project.folder(), cache.rejects(), progress);
        return rememberAndSplit(project, experiment, sources, log, cache, progress);
    }

    /// A log that was never prepared: its hash is needed only once it is read, and is made meanwhile.
    private static Prepared readAnew(
            Project project, Experiment experiment, Path caches, String size, List<LogFiles.Named> files, Progress progress) {
        Path rejects = SequenceCache.rejectsAside(caches);
        try (var sources = new Aside<>(() -> sources(files))) {
            EventLog log = LogReader.read(experiment.log(), project.folder(), rejects, progress);
            SequenceCache cache = cache(caches, size, experiment, sources.get());
            cache.takeRejects(rejects);
            return rememberAndSplit(project, experiment, sources.get(), log, cache, progress);
        } finally {
            rejects.toFile().delete();
        }
    }

    private static SequenceCache cache(Path caches, String size, Experiment experiment, Map<String, String> sources) {
        String recipe = Yaml.text(experiment.log().reading());
        String content = new Digest().add(SEQUENCES).add(recipe).add(sources.values().stream().toList()).brief();
        return new SequenceCache(caches, content, size);
    }

    /// Bytes of all files.
    private static String size(List<LogFiles.Named> files) {
        return Long.toString(files.stream().mapToLong(file -> file.path().toFile().length()).sum());
    }

    private static Prepared rememberAndSplit(
            Project project, Experiment experiment, Map<String, String> sources, EventLog log, SequenceCache cache, Progress progress) {
        Sequences sequences = Sequences.of(log);
        List<LogRecipe.ItemVectors> vectors = differentlyCalled(experiment.log().columns().itemVectors());
        var entry = new SequenceCache.Entry(sequences, log.tally(), cache.keep(vectors.stream().map(each ->
                JoinedVectors.read(each, project.folder(), sequences.vocabulary().ids(), progress))));
        try (var _ = new Aside<>(() -> cache.write(entry))) {
            return split(experiment, sources, entry, cache.rejects());
        }
    }

    private static Prepared split(Experiment experiment, Map<String, String> sources, SequenceCache.Entry entry, Path rejects) {
        Sequences sequences = entry.sequences().cut(experiment.sequences().of()).orderedFor(experiment.split());
        SequenceStore store = sequences.store();
        Vocabulary vocabulary = entry.sequences().vocabulary();
        try (var data = new Aside<>(() -> new Digest().add(vocabulary.ids()).add(store.offsets()).add(store.items()))) {
            SplitBounds bounds = sequences.split(experiment.split(), TargetBehaviours.of(experiment.sequences().targetBehaviours(), vocabulary.behaviours()));
            SplitBounds.HeldOut heldOut = bounds.heldOut(store, experiment.evaluation().coldItems());
            String hash = hash(data.get(), experiment, entry, store, bounds);
            return new Prepared(sources, entry.tally(), rejects, vocabulary, store, bounds, heldOut.validation(), heldOut.test(), hash, entry.vectors());
        }
    }

    /// Equal for equal data and an equal split of it.
    ///
    /// @param data of items and events; the split is added to it
    private static String hash(Digest data, Experiment experiment, SequenceCache.Entry entry, SequenceStore store, SplitBounds bounds) {
        data.add(bounds.validationStart()).add(bounds.testStart());
        if (entry.sequences().vocabulary().behaviours().size() > 1) { // a log that tells none apart keeps the hash that its runs know
            data.add(entry.sequences().vocabulary().behaviours()).add(store.behaviours());
        }
        if (store.values().length > 0) {
            data.add(store.values());
        }
        addParts(data, store, bounds.parts());
        ColdItems coldItems = experiment.evaluation().coldItems();
        if (coldItems != ColdItems.KEEP) {
            data.add(coldItems.name());
        }
        if (!bounds.targets().areAll()) {
            data.add(bounds.targets().names());
        }
        return data.brief();
    }

    /// What two instants a user say already is not added again, so that runs of before keep their hash.
    private static void addParts(Digest data, SequenceStore store, SplitParts parts) {
        SplitParts plain = SplitParts.contiguous(store, parts.validationStart(), parts.testStart());
        if (!Arrays.equals(plain.trainingEnd(), parts.trainingEnd()) || !Arrays.equals(plain.testEnd(), parts.testEnd())) {
            data.add(parts.trainingEnd()).add(parts.testEnd());
        }
    }

    private static List<LogFiles.Named> files(Path folder, Experiment experiment) {
        List<Path> all = new ArrayList<>(experiment.log().files());
        experiment.log().columns().itemTables().forEach(table -> all.add(table.file()));
        experiment.log().columns().userTables().forEach(table -> all.add(table.file()));
        experiment.log().columns().itemVectors().forEach(vectors -> {
            all.add(vectors.file());
            vectors.ids().ifPresent(all::add);
        });
        return LogFiles.expand(all, folder);
    }

    /// File to its SHA-256.
    private static Map<String, String> sources(List<LogFiles.Named> files) {
        Map<String, String> hashes = new LinkedHashMap<>();
        files.forEach(file -> hashes.put(file.name().toString(), Digest.ofFile(file.path())));
        return hashes;
    }

    private static List<LogRecipe.ItemVectors> differentlyCalled(List<LogRecipe.ItemVectors> vectors) {
        Set<String> names = new HashSet<>();
        for (LogRecipe.ItemVectors each : vectors) {
            Fault.require(names.add(each.called()), "Two entries of columns.item_vectors are called \"%s\". Give one another name.", each.called());
        }
        return vectors;
    }

    /// @throws Fault.Request if a log file is not there
    static void requireSources(Path folder, Experiment experiment) {
        try {
            LogFiles.expand(experiment.log().files(), folder);
        } catch (Fault.Request missing) {
            throw new Fault.Request(
                    "%s Put the log there, or name another file under log.files of the experiment %s.", missing.getMessage(), experiment.experiment(), missing);
        }
    }

    /// Within the project, or, where nothing may be written there, in the user's own cache.
    private Path cacheFolder(Project project) {
        Path own = project.folder().resolve("cache");
        return project.isSample() || !Files.isWritable(project.folder()) ? folders.cache().resolve("sequences") : own;
    }
}
