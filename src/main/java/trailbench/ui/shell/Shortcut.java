package trailbench.ui.shell;

/// One line of the shortcut sheet.
///
/// @param where `everywhere`, or the room it belongs to: the key of its heading, `keys.in.<where>`
/// @param keys  as they are pressed: "Ctrl+Shift+Z"
/// @param what  the key of its words, `keys.<what>`
record Shortcut(String where, String keys, String what) {}
