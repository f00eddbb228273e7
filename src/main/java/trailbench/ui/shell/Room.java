package trailbench.ui.shell;

import javafx.scene.Node;

/// One room of the workbench, as its frame sees it.
public interface Room {
    /// As [Place#id].
    String id();

    Node view();

    /// The room is on screen from now on.
    void shown();

    /// The room is no longer on screen; its work may go on, its pulse rests.
    void hidden();

    /// The window lets go of this room: it drops its subscriptions to the shared model.
    default void released() {}
}
