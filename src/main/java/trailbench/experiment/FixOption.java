package trailbench.experiment;

import trailbench.format.Json;
import trailbench.log.LogRecipe;
import trailbench.sequence.Fix;

/// A fix as an option of the command line.
public final class FixOption {
    private FixOption() {}

    /// `--set 'log.clean.min_user_events=3'`; JSON is YAML too, so lists and records stand there as such.
    public static String of(Fix fix, LogRecipe recipe) {
        Object value = fix.value(recipe);
        return "--set '" + fix.field() + "=" + (value instanceof String word ? word : Json.line(value)) + "'";
    }
}
