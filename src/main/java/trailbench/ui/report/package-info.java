/// The quality report: a part of the Data room, in a package of its own because it has words, a view-model and a view of its own.
///
/// [trailbench.ui.report.ReportViewModel] has the report made beside the window whenever a log was prepared and someone looks;
/// [trailbench.ui.report.ReportPicture] puts it into words, bars and figures; [trailbench.ui.report.ReportView] shows them.
@NullMarked
package trailbench.ui.report;

import org.jspecify.annotations.NullMarked;
