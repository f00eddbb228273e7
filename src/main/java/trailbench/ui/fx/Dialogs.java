package trailbench.ui.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Questions to the user. View-models ask through this interface; tests answer for the user.
///
/// Called on the window's thread; each call returns when the user has answered. An empty answer means that the user changed their mind.
public interface Dialogs {

    /// Says what happened, to which thing, and what to do.
    void fault(Throwable fault);

    /// A question with named answers, never "Yes" and "No". A cancel button is always there.
    <T> Optional<T> choose(String title, String sentence, List<Choice<T>> choices);

    /// Asks for one line of text.
    Optional<String> ask(String title, String label, String proposed);

    /// Asks for one file or several; none if the user thinks better of it.
    List<Path> openFiles(String title, FileKind... kinds);

    Optional<Path> openFolder(String title);

    /// Asks where a new folder is to be made.
    Optional<Path> newFolder(String title, String proposedName);

    /// Asks for a file to write.
    Optional<Path> saveFile(String title, String proposedName, FileKind... kinds);

    /// @param words   on the button: a verb ("Stop with a checkpoint")
    /// @param value   what it stands for
    /// @param primary true for the answer that most people want
    record Choice<T>(String words, T value, boolean primary) {}

    /// @param words    "Behaviour logs"
    /// @param patterns "*.csv"
    record FileKind(String words, List<String> patterns) {}
}
