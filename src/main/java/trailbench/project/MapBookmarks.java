package trailbench.project;

import static trailbench.work.Fault.require;

import java.util.List;

/// The bookmarks of a run's maps: the contents of `bookmarks.yaml` in its folder, which the run itself never reads or writes.
///
/// @param bookmarks in the order they were kept
public record MapBookmarks(List<MapBookmark> bookmarks) {
    public static final MapBookmarks NONE = new MapBookmarks(List.of());

    public MapBookmarks {
        bookmarks = List.copyOf(bookmarks);
        require(
                bookmarks.stream().map(MapBookmark::name).distinct().count() == bookmarks.size(),
                "bookmarks: two have the same name. Give each its own.");
    }

    static MapBookmarks defaults() {
        return NONE;
    }

    /// In place of one of the same name, or at the end.
    public MapBookmarks with(MapBookmark bookmark) {
        List<MapBookmark> now = new java.util.ArrayList<>(without(bookmark.name()).bookmarks);
        now.add(bookmark);
        return new MapBookmarks(now);
    }

    public MapBookmarks without(String name) {
        return new MapBookmarks(bookmarks.stream().filter(bookmark -> !bookmark.name().equals(name)).toList());
    }
}
