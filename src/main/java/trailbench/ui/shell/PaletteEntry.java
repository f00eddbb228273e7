package trailbench.ui.shell;

/// One line of the command palette.
///
/// @param text   what is done or gone to
/// @param kind   "Room", "Action", "Run": muted, at the end of the line; it can be typed too
/// @param keys   the keys that do the same, or empty
/// @param icon   the name of a Feather icon
/// @param action done when the line is chosen
record PaletteEntry(String text, String kind, String keys, String icon, Runnable action) {}
