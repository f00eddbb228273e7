package trailbench.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import trailbench.log.EventLog.Tally;
import trailbench.sequence.Cases;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.SplitBounds;
import trailbench.sequence.SplitFacts;
import trailbench.sequence.Vocabulary;

/// A log made into sequences, split into training, validation and test.
///
/// @param sources       SHA-256 of each log file, by its name in the recipe
/// @param tally         where every row of the log went
/// @param rejects       TSV with file, line, reason and the row itself
/// @param bounds        where each user's validation and test begin; training is what lies before
/// @param dataHash      short hash over sequences and split
/// @param vectors       joined to the items
public record Prepared(
        Map<String, String> sources,
        Tally tally,
        Path rejects,
        Vocabulary vocabulary,
        SequenceStore store,
        SplitBounds bounds,
        Cases validation,
        Cases test,
        String dataHash,
        List<VectorCache> vectors) {

    /// Of items without joined vectors.
    public Prepared(
            Map<String, String> sources, Tally tally, Path rejects, Vocabulary vocabulary, SequenceStore store, SplitBounds bounds, Cases validation, Cases test,
            String dataHash) {
        this(sources, tally, rejects, vocabulary, store, bounds, validation, test, dataHash, List.of());
    }

    /// `[U]` exclusive store index of each user's training events.
    public int[] trainingEnd() {
        return bounds.trainingEnd();
    }

    /// `[U]` store index of each user's first validation event.
    public int[] validationStart() {
        return bounds.validationStart();
    }

    /// `[U]` store index of each user's first test event.
    public int[] testStart() {
        return bounds.testStart();
    }

    public SplitFacts split() {
        return bounds.facts();
    }
}
