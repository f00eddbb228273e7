package trailbench.project;

import static trailbench.work.Fault.require;

import java.util.ArrayList;
import java.util.List;

/// What people say about a run: the contents of `marks.yaml` in its folder, which the run itself never reads or writes.
///
/// @param tags    in the order they were given, each once
/// @param notes   free text
/// @param starred true for a run that is to be found again
public record RunMarks(List<String> tags, String notes, boolean starred) {
    public static final RunMarks NONE = new RunMarks(List.of(), "", false);

    public RunMarks {
        tags = tags.stream().distinct().toList();
        tags.forEach(tag -> require(
                tag.matches("[\\p{L}\\p{N}._+-]+"), "tags: \"%s\" is no tag. Use letters, digits, dots, hyphens, plus signs and underscores", tag));
    }

    static RunMarks defaults() {
        return NONE;
    }

    public RunMarks withTag(String tag) {
        List<String> more = new ArrayList<>(tags);
        more.add(tag);
        return new RunMarks(more, notes, starred);
    }

    public RunMarks withoutTag(String tag) {
        return new RunMarks(tags.stream().filter(other -> !other.equals(tag)).toList(), notes, starred);
    }

    public RunMarks withTags(List<String> now) {
        return new RunMarks(now, notes, starred);
    }

    public RunMarks withNotes(String now) {
        return new RunMarks(tags, now, starred);
    }

    public RunMarks withStar(boolean now) {
        return new RunMarks(tags, notes, now);
    }
}
