package trailbench.evaluation;

import static trailbench.work.Fault.require;

/// How an [OrderTest] is done.
///
/// @param users     at most so many users' test cases are ranked, drawn by the seed: the interval says what fewer cost
/// @param shuffles  orders that are drawn; figures without order are their mean
/// @param resamples of the bootstrap
/// @param seed      of users, orders and resamples
public record OrderTestOptions(int users, int shuffles, int resamples, long seed) {
    public OrderTestOptions {
        require(users >= 2, "users %s is not at least 2: an interval over users needs several", users);
        require(1 <= shuffles && shuffles <= 100, "shuffles %s is not between 1 and 100", shuffles);
        require(100 <= resamples && resamples <= 100_000, "resamples %s is not between 100 and 100,000", resamples);
    }

    public static OrderTestOptions defaults() {
        return new OrderTestOptions(10_000, 3, 2_000, 42);
    }
}
