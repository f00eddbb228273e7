package trailbench.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.RunMarks;
import trailbench.project.Search;

/// Something that a user does in a window, and what it is to make of a project.
///
/// @param target an experiment or a run
/// @param value  makes this deed's outcome differ from that of the one before
record Deed(Kind kind, String target, int value) {
    enum Kind {
        EDIT,
        DUPLICATE,
        STAR,
        TAG,
        NOTE,
        TRASH,
        RESTORE,
        SEARCH,
        QUEUE,
        TRAIN,
        ROOM
    }

    static final String EXPERIMENT = "circle";
    private static final String NOBODY = "-";

    static Deed of(Kind kind, int value) {
        return new Deed(kind, NOBODY, value);
    }

    static Deed parse(String line) {
        String[] parts = line.split(" ");
        return new Deed(Kind.valueOf(parts[0]), parts[1], Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
        return kind + " " + target + " " + value;
    }

    /// True if it makes a run, whose name nobody knows before.
    boolean makesRun() {
        return kind == Kind.QUEUE || kind == Kind.TRAIN;
    }

    Experiment edited(Experiment before) {
        return Yaml.with(before, Map.of("training.seed", Integer.toString(value)));
    }

    RunMarks marked(RunMarks before) {
        return switch (kind) {
            case STAR -> before.withStar(!before.starred());
            case TAG -> before.withTags(List.of("paper", "t" + value));
            case NOTE -> before.withNotes("Looked at " + value + " times.\n" + "A long remark about it. ".repeat(200));
            default -> before;
        };
    }

    Search search(Experiment experiment) {
        return new Search("seeds", new Search.Method.Grid(), List.of(new Search.Axis("training.seed", new Search.Range.Values(List.of("1", "" + value)))),
                Optional.empty(), experiment);
    }
}
