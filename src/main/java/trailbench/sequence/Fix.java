package trailbench.sequence;

import java.util.ArrayList;
import java.util.List;
import trailbench.log.CleaningStep;
import trailbench.log.LogRecipe;
import trailbench.log.LogRecipe.Format;

/// A change of a log's recipe that mends what a [Finding] found.
public sealed interface Fix {

    /// The recipe with the change; an equal one if nothing needs to be changed.
    LogRecipe apply(LogRecipe recipe);

    /// The one field of an experiment that the change sets.
    String field();

    /// What that field holds after the change: a number, a word, or a list of records.
    Object value(LogRecipe recipe);

    /// Rejects rows that repeat an earlier row.
    record DropDuplicates() implements Fix {
        @Override
        public LogRecipe apply(LogRecipe recipe) {
            return recipe.with(recipe.clean().withDropDuplicates(true));
        }

        @Override
        public String field() {
            return "log.clean.drop_duplicates";
        }

        @Override
        public Boolean value(LogRecipe recipe) {
            return true;
        }
    }

    /// Removes an event on the item of the event before.
    record DropRepeats() implements Fix {
        @Override
        public LogRecipe apply(LogRecipe recipe) {
            return recipe.with(recipe.clean().withDropConsecutiveRepeats(true));
        }

        @Override
        public String field() {
            return "log.clean.drop_consecutive_repeats";
        }

        @Override
        public Boolean value(LogRecipe recipe) {
            return true;
        }
    }

    /// Removes users with fewer events.
    record MinimumUserEvents(int events) implements Fix {
        @Override
        public LogRecipe apply(LogRecipe recipe) {
            return recipe.with(recipe.clean().withMinUserEvents(value(recipe)));
        }

        @Override
        public String field() {
            return "log.clean.min_user_events";
        }

        @Override
        public Integer value(LogRecipe recipe) {
            return Math.max(events, recipe.clean().minUserEvents());
        }
    }

    /// Removes items with fewer events.
    record MinimumItemEvents(int events) implements Fix {
        @Override
        public LogRecipe apply(LogRecipe recipe) {
            return recipe.with(recipe.clean().withMinItemEvents(value(recipe)));
        }

        @Override
        public String field() {
            return "log.clean.min_item_events";
        }

        @Override
        public Integer value(LogRecipe recipe) {
            return Math.max(events, recipe.clean().minItemEvents());
        }
    }

    /// Adds a step of cleaning, or takes it for the one of its kind. A time range comes first, so that later steps do not count what it
    /// removes; any other comes last.
    record AddStep(CleaningStep step) implements Fix {
        @Override
        public LogRecipe apply(LogRecipe recipe) {
            return recipe.with(recipe.clean().withSteps(value(recipe)));
        }

        @Override
        public String field() {
            return "log.clean.steps";
        }

        @Override
        public List<CleaningStep> value(LogRecipe recipe) {
            List<CleaningStep> steps = new ArrayList<>(recipe.clean().steps());
            for (int place = 0; place < steps.size(); place++) {
                if (steps.get(place).getClass() == step.getClass()) {
                    steps.set(place, step);
                    return List.copyOf(steps);
                }
            }
            steps.add(step instanceof CleaningStep.TimeRange ? 0 : steps.size(), step);
            return List.copyOf(steps);
        }
    }

    /// Reads the text in another encoding.
    record Encoding(String name) implements Fix {
        @Override
        public LogRecipe apply(LogRecipe recipe) {
            Format format = recipe.format();
            return recipe.with(new Format(format.delimiter(), format.header(), name));
        }

        @Override
        public String field() {
            return "log.format.encoding";
        }

        @Override
        public String value(LogRecipe recipe) {
            return name;
        }
    }
}
