package trailbench.sequence;

import java.util.List;
import java.util.stream.Stream;
import trailbench.log.LogRecipe;
import trailbench.log.LogRecipe.Clean;
import trailbench.log.LogRecipe.Format;

/// A change of a log's recipe that mends what a [Finding] found.
public sealed interface Fix {

    /// The recipe with the change; an equal one if nothing needs to be changed.
    LogRecipe apply(LogRecipe recipe);

    /// The same change as options of the command line, each `field=value` behind `--set`.
    List<String> settings(LogRecipe recipe);

    /// Rejects rows that repeat an earlier row.
    record DropDuplicates() implements Fix {
        @Override
        public LogRecipe apply(LogRecipe recipe) {
            Clean clean = recipe.clean();
            return withClean(recipe, new Clean(clean.minUserEvents(), clean.minItemEvents(), clean.keepBehaviours(), clean.dropConsecutiveRepeats(), true));
        }

        @Override
        public List<String> settings(LogRecipe recipe) {
            return List.of("log.clean.drop_duplicates=true");
        }
    }

    /// Removes an event on the item of the event before.
    record DropRepeats() implements Fix {
        @Override
        public LogRecipe apply(LogRecipe recipe) {
            Clean clean = recipe.clean();
            return withClean(recipe, new Clean(clean.minUserEvents(), clean.minItemEvents(), clean.keepBehaviours(), true, clean.dropDuplicates()));
        }

        @Override
        public List<String> settings(LogRecipe recipe) {
            return List.of("log.clean.drop_consecutive_repeats=true");
        }
    }

    /// Removes users and items with fewer events.
    record MinimumEvents(int user, int item) implements Fix {
        @Override
        public LogRecipe apply(LogRecipe recipe) {
            Clean clean = recipe.clean();
            return withClean(recipe, new Clean(Math.max(user, clean.minUserEvents()), Math.max(item, clean.minItemEvents()), clean.keepBehaviours(),
                    clean.dropConsecutiveRepeats(), clean.dropDuplicates()));
        }

        @Override
        public List<String> settings(LogRecipe recipe) {
            return Stream.of("user", "item")
                    .filter(what -> least(what) > (what.equals("user") ? recipe.clean().minUserEvents() : recipe.clean().minItemEvents()))
                    .map(what -> "log.clean.min_" + what + "_events=" + least(what)).toList();
        }

        private int least(String what) {
            return what.equals("user") ? user : item;
        }
    }

    /// Reads the text in another encoding.
    record Encoding(String name) implements Fix {
        @Override
        public LogRecipe apply(LogRecipe recipe) {
            Format format = recipe.format();
            return new LogRecipe(recipe.files(), new Format(format.delimiter(), format.header(), name), recipe.columns(), recipe.clean());
        }

        @Override
        public List<String> settings(LogRecipe recipe) {
            return List.of("log.format.encoding=" + name);
        }
    }

    private static LogRecipe withClean(LogRecipe recipe, Clean clean) {
        return new LogRecipe(recipe.files(), recipe.format(), recipe.columns(), clean);
    }
}
