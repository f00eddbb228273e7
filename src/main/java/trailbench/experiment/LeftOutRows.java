package trailbench.experiment;

import java.util.List;
import trailbench.log.LogTrace.LeftOut;

/// Every row of a log that became no event of a sequence, by user.
@FunctionalInterface
public interface LeftOutRows {

    /// Rows of this user that rules removed or that were rejected, in the order of the log; also of a user without a sequence.
    /// Empty for a user whom the log does not know.
    List<LeftOut> of(String userId);
}
