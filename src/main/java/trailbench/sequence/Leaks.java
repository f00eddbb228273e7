package trailbench.sequence;

import java.util.List;
import trailbench.sequence.LeakFinding.Severity;

/// What [LeakInspector] found, one finding a kind, in the order of [LeakKind].
public record Leaks(List<LeakFinding> findings) {

    /// What a figure made from this split must say.
    public List<LeakCount> red() {
        return findings.stream().filter(finding -> finding.severity() == Severity.RED).map(LeakFinding::found).toList();
    }

    public Severity worst() {
        return findings.stream().map(LeakFinding::severity).max(Severity::compareTo).orElse(Severity.GREEN);
    }

    public LeakFinding of(LeakKind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).findFirst().orElseThrow();
    }
}
