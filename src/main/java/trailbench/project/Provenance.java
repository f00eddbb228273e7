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
/// @param machine  JVM, system, processor, threads, heap, native libraries, BLAS kernel
/// @param leaks    the red leaks of what the run trains on and is asked; empty before the run's first step, and in runs of before, which were not inspected
/// @param code     SHA-256 over the program's own classes, short; empty in runs of before
/// @param environment the environment variables that can change a number; empty in runs of before
/// @param fork     where the run began, if it was forked from another
public record Provenance(
        Instant created,
        String program,
        String command,
        Map<String, String> sources,
        String dataHash,
        Map<String, String> machine,
        long seed,
        Optional<List<LeakCount>> leaks,
        Optional<String> code,
        Optional<Map<String, String>> environment,
        Optional<Fork> fork) {

    public Provenance with(List<LeakCount> found) {
        return new Provenance(created, program, command, sources, dataHash, machine, seed, Optional.of(found), code, environment, fork);
    }
}
