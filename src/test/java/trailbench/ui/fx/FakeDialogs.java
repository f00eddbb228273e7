package trailbench.ui.fx;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A user who answers as the test told, in order, and otherwise changes their mind. Keeps what was asked.
public final class FakeDialogs implements Dialogs {
    public final Deque<Object> answers = new ArrayDeque<>();
    public final List<String> asked = new ArrayList<>();
    public final List<Throwable> faults = new ArrayList<>();

    @Override
    public void fault(Throwable fault) {
        faults.add(fault);
    }

    /// The next answer is the number of the choice.
    @Override
    public <T> Optional<T> choose(String title, String sentence, List<Choice<T>> choices) {
        asked.add(title + ": " + sentence);
        return Optional.ofNullable(answers.poll()).map(index -> choices.get((Integer) index).value());
    }

    @Override
    public Optional<String> ask(String title, String label, String proposed) {
        asked.add(title);
        return Optional.ofNullable(answers.poll()).map(String.class::cast);
    }

    @Override
    public List<Path> openFiles(String title, FileKind... kinds) {
        return path(title).stream().toList();
    }

    @Override
    public Optional<Path> openFolder(String title) {
        return path(title);
    }

    @Override
    public Optional<Path> newFolder(String title, String proposedName) {
        return path(title);
    }

    @Override
    public Optional<Path> saveFile(String title, String proposedName, FileKind... kinds) {
        return path(title);
    }

    private Optional<Path> path(String title) {
        asked.add(title);
        return Optional.ofNullable(answers.poll()).map(Path.class::cast);
    }
}
