package trailbench.ui.chart;

/// Something that happened at one x of a chart: an option that was changed.
///
/// @param text in the user's language
public record CurveMark(double x, String text) {}
