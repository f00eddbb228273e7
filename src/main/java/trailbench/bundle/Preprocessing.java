package trailbench.bundle;

import trailbench.log.LogMapping;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.Split;

/// The contents of `preprocessing.yaml`: how a log of the same kind is read and cut. It names no file.
public record Preprocessing(LogMapping log, SequenceOptions sequences, Split split) {}
