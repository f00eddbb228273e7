package trailbench.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The largest resident memory of the worker in a whole run: two epochs of SASRec on MovieLens 1M with validation and checkpoints.
///
/// Trains with the packaged program in `target/trailbench`. Linux only: the figure is `VmHWM` of `/proc`.
final class Footprint {
    private static final Path PROGRAM = Path.of("target", "trailbench", "bin", "trailbench");
    private static final Path PROJECT = Path.of("target", "bench", "footprint");
    private static final long POLL_MILLIS = 100;

    private Footprint() {}

    /// @param arguments further words for `trailbench train`; the shipped SASRec experiment without any
    static void main(String[] arguments) throws IOException, InterruptedException {
        Path log = Path.of("..", "shared", "data", "ml-1m", "ml-1m-sasrec.txt.gz").toAbsolutePath().normalize();
        List<String> words = arguments.length > 0
                ? Arrays.asList(arguments)
                : List.of(
                        Path.of("projects", "movielens", "experiments", "ml-1m-sasrec.yaml").toString(),
                        "--set", "training.epochs=2", "--set", "log.files=[" + log + "]");
        List<String> command = new ArrayList<>(List.of(PROGRAM.toAbsolutePath().toString(), "train"));
        command.addAll(words);
        command.addAll(List.of("--project", PROJECT.toAbsolutePath().toString()));
        Process terminal = new ProcessBuilder(command).inheritIO().start();
        long worker = 0;
        long own = 0;
        while (!terminal.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            own = Math.max(own, Proc.peakKilobytes(terminal.toHandle()));
            Optional<ProcessHandle> child = terminal.children().findFirst();
            worker = Math.max(worker, child.isPresent() ? Proc.peakKilobytes(child.get()) : 0);
        }
        System.out.printf(Locale.ROOT, "largest resident memory: worker %,d MB, terminal %,d MB%n", worker / 1024, own / 1024);
        System.exit(terminal.exitValue());
    }
}
