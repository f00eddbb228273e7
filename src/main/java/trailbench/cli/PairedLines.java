package trailbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import trailbench.evaluation.CaseRanks;
import trailbench.evaluation.PairedTest;
import trailbench.project.FolderRun;
import trailbench.work.Fault;

/// Paired tests of runs against the first of them, as lines; or why there is none.
final class PairedLines {
    private static final int CUT_OFF = 10;

    private PairedLines() {}

    static List<String> of(List<FolderRun> runs) {
        List<String> lines = new ArrayList<>();
        FolderRun first = runs.getFirst();
        for (FolderRun other : runs.subList(1, runs.size())) {
            Optional<CaseRanks> ofFirst = first.ranks();
            Optional<CaseRanks> ofOther = other.ranks();
            if (ofFirst.isEmpty() || ofOther.isEmpty()) {
                lines.add("No paired test: " + (ofFirst.isEmpty() ? first : other).id() + " has no ranks of its cases. trailbench evaluate keeps them.");
            } else {
                lines.addAll(tests(first, other, ofFirst.get(), ofOther.get()));
            }
        }
        return lines;
    }

    private static List<String> tests(FolderRun first, FolderRun other, CaseRanks ofFirst, CaseRanks ofOther) {
        try {
            return PairedTest.of(ofFirst, ofOther, CUT_OFF).stream()
                    .map(test -> String.format(
                            Locale.ROOT, "Paired test on %s: %s %.4f, %s %.4f, difference %+.4f (95 %%: %+.4f to %+.4f), p %.4f, %,d users", test.metric(),
                            first.id(), test.first(), other.id(), test.second(), test.difference(), test.interval().low(), test.interval().high(), test.p(), test.users()))
                    .toList();
        } catch (Fault.Request otherCases) {
            return List.of("No paired test: " + otherCases.getMessage());
        }
    }
}
