package trailbench.project;

/// The contents of `project.yaml`.
///
/// @param format version of the folder's layout, [#FORMAT] for what this program writes
/// @param title  words for people
/// @param notes  free text
/// @param sample true for a project that ships with the program: it opens read-only, saving goes to a copy
record ProjectFile(int format, String title, String notes, boolean sample) {
    /// Version 1: `project.yaml`, `experiments/`, `runs/`, `cache/`.
    static final int FORMAT = 1;

    static ProjectFile defaults() {
        return new ProjectFile(FORMAT, "", "", false);
    }
}
