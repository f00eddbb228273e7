package trailbench.sequence;

/// How often something was seen, and where first.
final class Sightings {
    static final int NEVER = -1;

    private long count;
    private int first = NEVER;

    /// @param place an event, user or item
    void add(int place, long times) {
        if (times > 0 && first == NEVER) {
            first = place;
        }
        count += times;
    }

    long count() {
        return count;
    }

    /// [#NEVER] if it was not seen.
    int first() {
        return first;
    }
}
