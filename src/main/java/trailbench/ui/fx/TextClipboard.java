package trailbench.ui.fx;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// Text on the system's clipboard.
public final class TextClipboard {
    private TextClipboard() {}

    /// In place of what was there.
    public static void put(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
