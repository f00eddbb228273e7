package trailbench.ui.chart;

/// Which part of a map is in sight, on a screen of any size.
///
/// @param x      unit of the map, in the middle
/// @param y      unit of the map, in the middle
/// @param zoom   1 where all points fit
/// @param across units of the map from the left edge to the right
/// @param down   units of the map from the upper edge to the lower
public record Sight(double x, double y, double zoom, double across, double down) {}
