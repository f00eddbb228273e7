package trailbench.sequence;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Which part of the split each event belongs to, as the files of the log say.
///
/// @param parts `[N]` 0 for training, 1 for validation, 2 for the test
record GivenParts(Sequences sequences, Split.Given split, byte[] parts) {
    private static final int PARTS = 3;

    /// @throws Fault.Request if a file is not one of the log's, or a part has none
    static GivenParts of(Sequences sequences, Split.Given split) {
        List<Path> names = sequences.files().names();
        Fault.require(
                !split.validation().isEmpty() && !split.test().isEmpty(),
                "split: given must name the files of the validation and of the test. Name them under split.validation and split.test.");
        byte[] partOf = new byte[names.size()];
        mark(partOf, names, split.validation(), 1);
        mark(partOf, names, split.test(), 2);
        byte[] parts = new byte[sequences.store().events()];
        for (int event = 0; event < parts.length; event++) {
            parts[event] = partOf[sequences.files().of()[event]];
        }
        return new GivenParts(sequences, split, parts);
    }

    private static void mark(byte[] partOf, List<Path> names, List<Path> files, int part) {
        for (Path file : files) {
            int index = names.indexOf(file);
            Fault.require(
                    index >= 0,
                    "split: given names %s, which is none of several log.files. Write it as it stands there: %s.", file, names.isEmpty() ? Trouble.said("there is one file alone") : names);
            Fault.require(partOf[index] == 0, "split: given names %s for two parts. Name it once.", file);
            partOf[index] = (byte) part;
        }
    }

    /// Each user's events of training first, then those of validation, then those of the test; within a part in the order they have.
    Sequences ordered() {
        SequenceStore store = sequences.store();
        int[] order = new int[store.events()];
        for (int user = 0; user < store.users(); user++) {
            int next = store.start(user);
            for (int part = 0; part < PARTS; part++) {
                for (int event = store.start(user); event < store.end(user); event++) {
                    if (parts[event] == part) {
                        order[next++] = event;
                    }
                }
            }
        }
        int[] items = new int[order.length];
        long[] times = new long[order.length];
        int[] baskets = new int[order.length];
        byte[] behaviours = new byte[order.length];
        int[] files = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            items[i] = store.items()[order[i]];
            times[i] = store.times()[order[i]];
            behaviours[i] = store.behaviours()[order[i]];
            files[i] = sequences.files().of()[order[i]];
            // two halves of a basket that lie in two files side by side stay one basket, so that it is seen to be cut
            baskets[i] = i > 0 && store.baskets()[order[i]] == store.baskets()[order[i - 1]] ? baskets[i - 1] : i;
        }
        return new Sequences(
                sequences.vocabulary(), new SequenceStore(store.offsets(), items, times, baskets, behaviours, store.userIds(), store.userFeatures(), store.owners(), store.valuesOf(order)), sequences.timed(),
                new Sequences.Files(sequences.files().names(), files), new int[0]);
    }

    /// Of events that are [#ordered].
    SplitBounds bounds(TargetBehaviours targets) {
        SequenceStore store = sequences.store();
        int[] validationStart = new int[store.users()];
        int[] testStart = new int[store.users()];
        for (int user = 0; user < store.users(); user++) {
            int[] counts = new int[PARTS];
            for (int event = store.start(user); event < store.end(user); event++) {
                counts[parts[event]]++;
            }
            validationStart[user] = store.start(user) + counts[0];
            testStart[user] = validationStart[user] + counts[1];
        }
        SplitParts cut = SplitParts.contiguous(store, validationStart, testStart);
        var facts = new SplitFacts.Given(names(split.validation()), names(split.test()), cut.withoutHistory(store, targets));
        return new SplitBounds(cut, store.ofSessions() ? new SplitFacts.OfSessions(facts) : facts, targets)
                .requireNoPartEmpty(store, Trouble.said("An event is asked for only if its user has one before it: take files that hold the same users."))
                .told();
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> Optional.ofNullable(file.getFileName()).orElse(file).toString()).toList();
    }
}
