package trailbench.experiment;

import java.util.List;

/// Every row of a log that became no event of a sequence, by user.
@FunctionalInterface
public interface LeftOutRows {

    /// Events of this user that rules removed, then rows that were rejected, each in the order of the log; also of a user without a sequence.
    /// Empty for a user whom the log does not know.
    List<LeftOut> of(String userId);
}
