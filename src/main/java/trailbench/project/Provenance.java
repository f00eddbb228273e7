package trailbench.project;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.sequence.LeakCount;

/// What a run was made from and on: the contents of `provenance.json`.
///
/// @param program  Trailbench's version
/// @param command  the command line that repeats the run
/// @param sources  file name to SHA-256
/// @param dataHash short hash over sequences and split
/// @param machine  JVM, system, processor, threads, BLAS kernel
/// @param leaks    the red leaks of what the run trains on and is asked; empty in runs of before, which were not inspected
public record Provenance(
        Instant created,
        String program,
        String command,
        Map<String, String> sources,
        String dataHash,
        Map<String, String> machine,
        long seed,
        Optional<List<LeakCount>> leaks) {}
