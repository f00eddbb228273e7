package trailbench.bundle;

import static trailbench.work.Fault.require;

/// What a bundle does without, or tells in another way, so that it may be passed on. `src/docs/privacy.md` tells what else is in it.
///
/// @param pseudonyms   users are named by keyed hashes ([Pseudonyms]) and no longer by their own ids
/// @param withoutUsers the model has forgotten its users: neither ids nor features nor vectors of them are in the bundle, and everybody is unknown to it
/// @param leastCount   counts of events below this are told as 0, and cases fewer than this as none; 0 or 1 tells all
public record Privacy(boolean pseudonyms, boolean withoutUsers, int leastCount) {
    public static final Privacy NONE = new Privacy(false, false, 0);

    public Privacy {
        require(leastCount >= 0, "The least count %s is negative.", leastCount);
        require(!pseudonyms || !withoutUsers, "A bundle without users has none to name by pseudonyms. Choose one of the two.");
    }

    /// True if a count may be told.
    public boolean tells(int count) {
        return count >= leastCount;
    }
}
