package trailbench.runs;

import java.util.Optional;
import java.util.function.Function;

/// What a column of a table of runs shows. Two columns of one name are the same.
public final class RunColumn {
    private final String name;
    private final boolean figure;
    private final Function<RunSummary, RunValue> value;
    private final Function<RunSummary, Optional<String>> protocol;

    private RunColumn(String name, boolean figure, Function<RunSummary, RunValue> value, Function<RunSummary, Optional<String>> protocol) {
        this.name = name;
        this.figure = figure;
        this.value = value;
        this.protocol = protocol;
    }

    static RunColumn fact(String name, Function<RunSummary, RunValue> value) {
        return new RunColumn(name, false, value, run -> Optional.empty());
    }

    static RunColumn figure(String name, Function<RunSummary, Optional<Double>> figure, Function<RunSummary, String> protocol) {
        return new RunColumn(
                name, true, run -> figure.apply(run).map(RunValue::figure).orElse(RunValue.ABSENT),
                run -> figure.apply(run).map(there -> protocol.apply(run)));
    }

    /// As it is asked for: `state`, `training.batch`, `best.ndcg@10`.
    public String name() {
        return name;
    }

    /// True for measured figures.
    public boolean isFigure() {
        return figure;
    }

    public RunValue value(RunSummary run) {
        return value.apply(run);
    }

    /// What the figure was measured by, in English; empty where there is no figure.
    public Optional<String> protocol(RunSummary run) {
        return protocol.apply(run);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunColumn column && column.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
