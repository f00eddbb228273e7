/// The two pictures of Trailbench: curves over steps and epochs (`CurveChart`, on JFreeChart-FX) and the map of points ([PointMapView], on pixels of our own).
/// The only package that knows `org.jfree`.
///
/// A curve chart is fed like this: a room holds [Curve]s and appends to them on the FX thread, many points at a time; then it says
/// [CurveChart#redraw] once. The chart smooths and thins what can be seen, hands JFreeChart finished arrays with its change events
/// switched off, and draws once (100 points added one by one would have cost a second of the FX thread; so they cost milliseconds).
/// Everything is coloured from the theme through the looked-up colours in `chart.css`, so light and dark switch while it runs.
/// Under each chart stands one sentence that says what it shows, and behind it a table that can be copied.
///
/// The point map: [PointMapModel] holds what is shown and picked, with [MapSelection] for the selected points, and needs no toolkit;
/// [PointMapView], [MapLegend] and [MapSearchBox] are its views, [MapLink] ties two of them. [MapLook] is what is worked out when something is
/// picked or coloured, and kept while the picture moves: then only [PointLayer] draws, band by band on all processors ([PointPainter] over
/// [DensityGlow] and [ContourLines]), and [MapLabels] follow their points. [MapPicture] draws a poster of a map into a file without a window.
@NullMarked
package trailbench.ui.chart;

import org.jspecify.annotations.NullMarked;
