package trailbench.project;

import static trailbench.work.Fault.require;

import java.util.List;

/// A view of one of a run's maps that is to be found again: what is in sight, how it is coloured, what is hidden, selected and looked for.
///
/// @param name     each once in a run
/// @param map      the map's name in the run
/// @param sight    which part of it is in sight
/// @param colourBy column
/// @param sizeBy   column; empty if all points are alike
/// @param hidden   numbers of the legend's entries that are not shown
/// @param selected ids of the selected items
/// @param alone    ids of the only items shown; none for all
/// @param picked   id of the item that is looked at closely; empty for none
/// @param query    what is looked for
/// @param regex    whether the query is a regular expression
/// @param contours whether lines of equal density are drawn
/// @param names    whether important points have names
public record MapBookmark(
        String name,
        String map,
        Sight sight,
        String colourBy,
        String sizeBy,
        List<Integer> hidden,
        List<String> selected,
        List<String> alone,
        String picked,
        String query,
        boolean regex,
        boolean contours,
        boolean names) {
    public MapBookmark {
        require(!name.isBlank(), "A bookmark has no name. Give it one under name:.");
        hidden = List.copyOf(hidden);
        selected = List.copyOf(selected);
        alone = List.copyOf(alone);
    }

    /// @param x      unit of the map, in the middle
    /// @param y      unit of the map, in the middle
    /// @param zoom   1 where all points fit
    /// @param across units of the map from the left edge to the right
    /// @param down   units of the map from the upper edge to the lower
    public record Sight(double x, double y, double zoom, double across, double down) {
        public Sight {
            require(zoom > 0 && across > 0 && down > 0, "zoom %s, across %s and down %s must be above 0", zoom, across, down);
        }
    }
}
