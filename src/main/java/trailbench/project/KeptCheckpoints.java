package trailbench.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import trailbench.format.AtomicFile;
import trailbench.training.Checkpoint;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// The checkpoints in a run's folder that are whole.
record KeptCheckpoints(Path folder) {
    private static final Pattern OF_EPOCH = Pattern.compile("epoch-(\\d+)");

    boolean any() {
        return isWhole(Checkpoint.LAST) || isWhole(Checkpoint.BEST);
    }

    /// The last, the best, and those of epochs, rising.
    List<String> names() {
        return Stream.concat(Stream.of(Checkpoint.LAST, Checkpoint.BEST), epochs().stream().map(FolderRun::checkpointOf)).filter(this::isWhole).toList();
    }

    List<Integer> epochs() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(each -> OF_EPOCH.matcher(each.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(found -> Integer.valueOf(found.group(1)))
                    .filter(epoch -> isWhole(FolderRun.checkpointOf(epoch)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be read: %s", folder, Trouble.reason(e), e);
        }
    }

    private boolean isWhole(String checkpoint) {
        return Files.isRegularFile(AtomicFile.readableFolder(folder.resolve(checkpoint)).resolve("model.zip"));
    }
}
