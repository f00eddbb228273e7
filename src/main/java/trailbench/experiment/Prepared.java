package trailbench.experiment;

import java.nio.file.Path;
import trailbench.log.EventLog.Tally;
import trailbench.sequence.Cases;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Vocabulary;

/// A log made into sequences, split into training, validation and test.
///
/// @param tally         where every row of the log went
/// @param rejects       TSV with file, line, reason and the row itself
/// @param validationStart `[U]` store index of each user's first validation event; training is what lies before
/// @param testStart     `[U]` store index of each user's first test event
/// @param splitText     the split in words, for passports
/// @param dataHash      short hash over sequences and split
public record Prepared(
        Tally tally,
        Path rejects,
        Vocabulary vocabulary,
        SequenceStore store,
        int[] validationStart,
        int[] testStart,
        Cases validation,
        Cases test,
        String splitText,
        String dataHash) {}
