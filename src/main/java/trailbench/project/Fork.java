package trailbench.project;

import java.util.Map;

/// Where a forked run began: the contents of `fork.json`, written when the run is made.
///
/// @param parent     id of the run that it was forked from, in the same project or its trash
/// @param checkpoint folder under the parent's `checkpoints/`: `last`, `best` or `epoch-12`
/// @param epoch      the epoch that the checkpoint was written in, from 1
/// @param step       optimiser steps that the parent had done
/// @param dataHash   of the parent's data, which the fork trains on too; empty if the parent kept none
/// @param changes    fields of the experiment that the fork changed, by path, with their new values as text
public record Fork(String parent, String checkpoint, int epoch, long step, String dataHash, Map<String, String> changes) {}
