package trailbench.serve;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import trailbench.bundle.BundleModel;
import trailbench.bundle.Event;
import trailbench.bundle.Question;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Puts another bundle into a server that goes on answering: it is opened and asked beside the one that answers, and takes its place only then.
///
/// @param file what is opened where no other is named
/// @param open opens a bundle
public record Swapping(Path file, Function<Path, BundleModel> open) {
    private static final int TRIALS = 20;
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    /// @throws Fault.Request if the file is no bundle that answers; the model before stays
    void into(ModelSlot slot, Optional<String> named) {
        if (!ONE_AT_A_TIME.tryLock()) {
            throw new Fault.Work(Trouble.of(Trouble.Kind.SWAPPING));
        }
        try {
            slot.swap(opened(named));
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /// Opens a bundle and asks it a few times, so that its first questions find it warm.
    ///
    /// @param named the file; if none is named, [#file]
    /// @throws Fault.Request if it is no bundle that answers
    public BundleModel opened(Optional<String> named) {
        return tried(open.apply(named.map(Path::of).orElse(file)));
    }

    private static BundleModel tried(BundleModel model) {
        try {
            var ids = model.contents().vocabulary().ids();
            for (int trial = 1; trial <= TRIALS; trial++) {
                model.recommend(new Question(ids.stream().limit(trial).map(Event::of).toList(), 1, java.util.List.of()));
            }
            return model;
        } catch (RuntimeException unfit) {
            model.close();
            throw unfit;
        }
    }
}
