package trailbench.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.experiment.Prepared;
import trailbench.experiment.VectorCache;
import trailbench.sequence.Cases;

@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description = "Reads and cleans the log of an experiment, cuts it into sequences and splits them.")
final class PrepareCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private ExperimentArgument experiment = new ExperimentArgument();

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    PrepareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ExperimentArgument.Chosen chosen = experiment.choose(session.projects());
        Prepared prepared = session.workbench().prepare(chosen.project(), chosen.experiment(), session.progress());
        Summary summary = Summary.of(prepared);
        if (json) {
            session.printJson(summary);
        } else {
            print(summary);
        }
        return 0;
    }

    private void print(Summary summary) {
        session.print(String.format(Locale.ROOT, "%,d rows read = %,d events kept", summary.read(), summary.kept()));
        summary.rejected().forEach((reason, rows) -> session.print(String.format(Locale.ROOT, "  + %,d rejected: %s", rows, reason)));
        summary.removed().forEach((rule, rows) -> session.print(String.format(Locale.ROOT, "  + %,d removed: %s", rows, rule)));
        session.print(String.format(Locale.ROOT, "%,d users, %,d items, %,d events", summary.users(), summary.items(), summary.kept()));
        if (summary.sequences() != summary.users()) {
            session.print(String.format(Locale.ROOT, "%,d sequences, each a session", summary.sequences()));
        }
        summary.itemFeatures().forEach((name, known) -> session.print(String.format(Locale.ROOT, "  %s: known of %,d of %,d items", name, known, summary.items())));
        summary.userFeatures().forEach((name, known) -> session.print(String.format(Locale.ROOT, "  %s: known of %,d of %,d users", name, known, summary.users())));
        if (summary.values().isPresent()) {
            session.print(String.format(Locale.ROOT, "  value: known of %,d of %,d events", summary.values().get(), summary.kept()));
        }
        summary.vectors().forEach(vectors -> session.print(String.format(
                Locale.ROOT, "  vectors %s: %,d numbers each, of %,d of %,d items; zero for the others",
                vectors.name(), vectors.width(), summary.items() - vectors.missing(), summary.items())));
        session.print(String.format(Locale.ROOT,
                "Split %s: %,d validation cases, %,d test cases (data %s)",
                summary.split(), summary.validationCases(), summary.testCases(), summary.dataHash()));
        printCold("Validation", summary.coldValidation());
        printCold("Test", summary.coldTest());
        session.print("Rejected rows with reasons: " + summary.rejectsFile());
    }

    private void printCold(String part, Cases.Cold cold) {
        if (!cold.text().isEmpty()) {
            session.print("  " + part + ": " + cold.text());
        }
    }

    /// What `--json` prints.
    record Summary(
            long read,
            long kept,
            Map<String, Long> rejected,
            Map<String, Long> removed,
            int users,
            int sequences,
            int items,
            Map<String, Long> itemFeatures,
            Map<String, Long> userFeatures,
            Optional<Long> values,
            List<VectorCache> vectors,
            String split,
            int validationCases,
            int testCases,
            Cases.Cold coldValidation,
            Cases.Cold coldTest,
            String dataHash,
            String rejectsFile) {
        /// Of how many each feature is known.
        private static Map<String, Long> known(Map<String, List<String>> features) {
            Map<String, Long> known = new LinkedHashMap<>();
            features.forEach((name, texts) -> known.put(name, texts.stream().filter(text -> !text.isEmpty()).count()));
            return known;
        }

        /// Of how many events the value is known, where the log has values.
        private static Optional<Long> values(float[] values) {
            long known = 0;
            for (float value : values) {
                known += Float.isNaN(value) ? 0 : 1;
            }
            return values.length == 0 ? Optional.empty() : Optional.of(known);
        }

        static Summary of(Prepared prepared) {
            return new Summary(
                    prepared.tally().read(),
                    prepared.tally().kept(),
                    prepared.tally().rejected(),
                    prepared.tally().removed(),
                    prepared.store().people(),
                    prepared.store().users(),
                    prepared.vocabulary().size(),
                    known(prepared.vocabulary().features()),
                    known(prepared.store().userFeatures()),
                    values(prepared.store().values()),
                    prepared.vectors(),
                    prepared.split().text(),
                    prepared.validation().size(),
                    prepared.test().size(),
                    prepared.validation().cold(),
                    prepared.test().cold(),
                    prepared.dataHash(),
                    prepared.rejects().toString());
        }
    }
}
