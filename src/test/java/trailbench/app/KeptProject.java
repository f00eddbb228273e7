package trailbench.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.RunMarks;
import trailbench.project.Search;

/// What a project's files say of all that users do to them.
///
/// @param runs    by their ids
/// @param trashed by their ids
record KeptProject(Map<String, Experiment> experiments, Map<String, RunMarks> runs, Map<String, RunMarks> trashed, List<Search> searches) {
    static KeptProject read(Project project) {
        Map<String, Experiment> experiments = new TreeMap<>();
        project.experiments().forEach(each -> experiments.put(each.experiment(), each));
        return new KeptProject(experiments, marks(project.runs()), marks(project.trashed()), project.searches());
    }

    private static Map<String, RunMarks> marks(List<RunFolder> runs) {
        Map<String, RunMarks> marks = new TreeMap<>();
        runs.forEach(run -> marks.put(run.id(), run.marks()));
        return marks;
    }

    /// As it is to be after a deed, but for a run that it makes.
    KeptProject after(Deed deed) {
        Map<String, Experiment> experiments = new TreeMap<>(this.experiments);
        Map<String, RunMarks> runs = new TreeMap<>(this.runs);
        Map<String, RunMarks> trashed = new TreeMap<>(this.trashed);
        List<Search> searches = new ArrayList<>(this.searches);
        switch (deed.kind()) {
            case EDIT -> experiments.compute(deed.target(), (name, before) -> deed.edited(before));
            case DUPLICATE -> experiments.put(deed.target(), deed.edited(named(deed.target(), experiments.get(Deed.EXPERIMENT))));
            case STAR, TAG, NOTE -> runs.compute(deed.target(), (id, before) -> deed.marked(before));
            case TRASH -> trashed.put(deed.target(), runs.remove(deed.target()));
            case RESTORE -> runs.put(deed.target(), trashed.remove(deed.target()));
            case SEARCH -> {
                searches.clear();
                searches.add(deed.search(experiments.get(Deed.EXPERIMENT)));
            }
            case QUEUE, TRAIN, ROOM -> {}
        }
        return new KeptProject(experiments, runs, trashed, searches);
    }

    private static Experiment named(String name, Experiment e) {
        return new Experiment(name, e.log(), e.sequences(), e.split(), e.graph(), e.training(), e.evaluation());
    }

    /// True if this is the other with so many new runs that nobody has marked.
    boolean is(KeptProject other, int newRuns) {
        Map<String, RunMarks> made = new TreeMap<>(runs);
        made.keySet().removeAll(other.runs.keySet());
        Map<String, RunMarks> old = new TreeMap<>(runs);
        old.keySet().removeAll(made.keySet());
        return experiments.equals(other.experiments) && trashed.equals(other.trashed) && searches.equals(other.searches) && old.equals(other.runs)
                && made.size() == newRuns && made.values().stream().allMatch(RunMarks.NONE::equals);
    }
}
