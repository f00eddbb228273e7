package trailbench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.LeftOut.Why;
import trailbench.log.EventLog;
import trailbench.log.LogReader;
import trailbench.log.LogRecipe;
import trailbench.sequence.SequenceStore;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Every row of a log that became no event of a sequence, found by reading the log once more.
///
/// Sequences do not remember what was removed from them. So the log is read a second time, by the same reader, with all its cleaning rules off,
/// and compared user by user: what is there and not in the user's sequence was removed. Which rule it was follows from what is left: if
/// the user has no sequence, the user had too few events; if the item is in no sequence, the item had; if both remain, only the rule
/// against repeats can have taken it. Rows that were rejected come from the list that preparation keeps ([RejectedRows]).
final class ComparedLog implements LeftOutRows {
    private final LogRecipe recipe;
    private final EventLog whole;
    private final Map<String, Integer> users;
    /// Events of `whole`, in its order: those that were left out, and why.
    private final int[] events;
    private final Why[] reasons;
    private final RejectedRows rejected;

    private ComparedLog(LogRecipe recipe, EventLog whole, int[] events, Why[] reasons, RejectedRows rejected) {
        this.recipe = recipe;
        this.whole = whole;
        this.events = events;
        this.reasons = reasons;
        this.rejected = rejected;
        this.users = numbers(whole.userIds());
    }

    /// @param folder where the recipe's paths start
    static ComparedLog find(LogRecipe recipe, Path folder, Prepared prepared, Progress progress) {
        LogRecipe.Clean clean = new LogRecipe.Clean(1, 1, List.of(), false, false);
        LogRecipe all = new LogRecipe(recipe.files(), recipe.format(), recipe.columns(), clean);
        EventLog whole = readAside(all, folder, progress);
        progress.report("Looking for what is in no sequence", 0, 0);
        Comparison comparison = new Comparison(recipe, whole, prepared);
        comparison.run(progress);
        return new ComparedLog(
                recipe, whole, comparison.events.stream().mapToInt(event -> event).toArray(), comparison.reasons.toArray(Why[]::new),
                new RejectedRows(recipe, folder, prepared.rejects()));
    }

    /// The rows that this reading rejects are those of the list that there is already, so its own list is thrown away.
    private static EventLog readAside(LogRecipe recipe, Path folder, Progress progress) {
        Path rejects = null;
        try {
            rejects = Files.createTempFile("trailbench-rejects", ".tsv");
            return LogReader.read(recipe, folder, rejects, progress);
        } catch (IOException e) {
            throw new Fault.Work("No file can be made aside: %s. Free some space in the folder for temporary files.", e.getMessage(), e);
        } finally {
            if (rejects != null) {
                rejects.toFile().delete();
            }
        }
    }

    /// Number of rows that rules removed, of all users.
    int removed() {
        return events.length;
    }

    @Override
    public List<LeftOut> of(String userId) {
        List<LeftOut> found = new ArrayList<>();
        Integer user = users.get(userId);
        if (user != null) {
            for (int at = firstOf(user); at < events.length && whole.users()[events[at]] == user; at++) {
                found.add(removed(events[at], reasons[at]));
            }
        }
        found.sort(Comparator.comparingLong(LeftOut::line));
        found.addAll(rejected.of(userId));
        return List.copyOf(found);
    }

    private LeftOut removed(int event, Why why) {
        int item = whole.items()[event];
        Optional<String> file = recipe.files().size() == 1
                ? Optional.of(String.valueOf(recipe.files().getFirst().getFileName()))
                : Optional.empty();
        Optional<Instant> time = whole.timed() ? Optional.of(Instant.ofEpochMilli(whole.times()[event])) : Optional.empty();
        return new LeftOut(file, whole.rows()[event], whole.itemTable().ids().get(item), whole.itemTable().titles().get(item), time, why, "", "");
    }

    /// The log is in the order of users, so what was left out of it is too.
    private int firstOf(int user) {
        int low = 0;
        int high = events.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (whole.users()[events[middle]] < user) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static Map<String, Integer> numbers(List<String> ids) {
        Map<String, Integer> numbers = HashMap.newHashMap(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            numbers.put(ids.get(i), i);
        }
        return numbers;
    }

    /// The whole log beside the sequences.
    private static final class Comparison {
        private final LogRecipe recipe;
        private final EventLog whole;
        private final SequenceStore store;
        private final Map<String, Integer> storeUsers;
        /// `[M]` item number in the sequences, or 0, of each item of the whole log.
        private final int[] itemNumbers;
        /// `[K]` behaviour in the sequences, or -1, of each of the whole log.
        private final int[] behaviourNumbers;
        private final boolean[] behaviourKept;
        private final List<Integer> events = new ArrayList<>();
        private final List<Why> reasons = new ArrayList<>();

        /// An event as both readings know it.
        private record Same(int item, long time, int behaviour) {}

        /// What makes a row a duplicate.
        private record Duplicate(Same event, int session) {}

        Comparison(LogRecipe recipe, EventLog whole, Prepared prepared) {
            this.recipe = recipe;
            this.whole = whole;
            this.store = prepared.store();
            this.storeUsers = numbers(store.userIds());
            Map<String, Integer> items = numbers(prepared.vocabulary().ids());
            itemNumbers = whole.itemTable().ids().stream().mapToInt(id -> items.getOrDefault(id, -1) + 1).toArray();
            List<String> names = prepared.vocabulary().behaviours();
            behaviourNumbers = whole.behaviourNames().stream().mapToInt(names::indexOf).toArray();
            Set<String> kept = Set.copyOf(recipe.clean().keepBehaviours());
            behaviourKept = new boolean[behaviourNumbers.length];
            for (int behaviour = 0; behaviour < behaviourKept.length; behaviour++) {
                behaviourKept[behaviour] = kept.isEmpty() || kept.contains(whole.behaviourNames().get(behaviour));
            }
        }

        void run(Progress progress) {
            int from = 0;
            while (from < whole.size()) {
                int to = from + 1;
                while (to < whole.size() && whole.users()[to] == whole.users()[from]) {
                    to++;
                }
                user(from, to);
                from = to;
                progress.checkpoint();
            }
        }

        /// @param from first event of the user in the whole log
        /// @param to   the last, exclusive
        private void user(int from, int to) {
            Integer user = storeUsers.get(whole.userIds().get(whole.users()[from]));
            Map<Same, Integer> kept = user == null ? Map.of() : kept(user);
            Set<Duplicate> seen = new HashSet<>();
            int lastItem = -1;
            for (int event = from; event < to; event++) {
                if (!behaviourKept[whole.behaviours()[event]]) {
                    add(event, Why.BEHAVIOUR_NOT_KEPT);
                    continue;
                }
                Same same = new Same(itemNumbers[whole.items()[event]], whole.times()[event], behaviourNumbers[whole.behaviours()[event]]);
                if (isDuplicate(event, same, seen)) {
                    continue; // rejected, and told by the list of those
                }
                int left = kept.getOrDefault(same, 0);
                if (left > 0) {
                    kept.put(same, left - 1);
                } else {
                    add(event, why(user, event, lastItem));
                }
                lastItem = whole.items()[event];
            }
        }

        private Map<Same, Integer> kept(int user) {
            Map<Same, Integer> kept = new HashMap<>();
            for (int event = store.start(user); event < store.end(user); event++) {
                kept.merge(new Same(store.items()[event], store.times()[event], store.behaviours()[event]), 1, Integer::sum);
            }
            return kept;
        }

        private boolean isDuplicate(int event, Same same, Set<Duplicate> seen) {
            if (!recipe.clean().dropDuplicates() || !whole.timed()) {
                return false;
            }
            // an item that is in no sequence has no number there: its number in the whole log tells it apart, below 0
            int item = same.item == 0 ? -1 - whole.items()[event] : same.item;
            int session = recipe.columns().session().isPresent() ? whole.sessions()[event] : 0;
            return !seen.add(new Duplicate(new Same(item, same.time, whole.behaviours()[event]), session));
        }

        private void add(int event, Why why) {
            events.add(event);
            reasons.add(why);
        }

        private Why why(@Nullable Integer user, int event, int lastItem) {
            if (recipe.clean().dropConsecutiveRepeats() && whole.items()[event] == lastItem) {
                return Why.CONSECUTIVE_REPEAT;
            }
            boolean itemKnown = itemNumbers[whole.items()[event]] > 0;
            if (user == null) {
                return itemKnown ? Why.USER_WITH_FEW_EVENTS : Why.USER_AND_ITEM_WITH_FEW_EVENTS;
            }
            return itemKnown ? Why.CONSECUTIVE_REPEAT : Why.ITEM_WITH_FEW_EVENTS;
        }
    }
}
