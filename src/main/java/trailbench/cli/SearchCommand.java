package trailbench.cli;

import static trailbench.work.Fault.require;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.experiment.RunForecast;
import trailbench.experiment.SearchRuns;
import trailbench.format.Yaml;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.RunMarks;
import trailbench.project.Search;
import trailbench.project.Search.Axis;
import trailbench.project.Search.Method;

@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Queues a run of an experiment for each combination of values of some of its fields, or for some that are drawn.",
        footer = {
            "",
            "Any field that --set takes can be searched. EXPERIMENT may be a search's own file (PROJECT/searches/NAME.yaml):",
            "then the runs that it still lacks are queued.",
            "  trailbench search shop/experiments/gru-next.yaml --grid training.optimizer.learning_rate=0.001,0.003 --grid sequences.max_length=50,100",
            "  trailbench search shop/experiments/gru-next.yaml --random 20 --seed 7 --log training.optimizer.learning_rate=0.0001..0.01 --range graph.dropout=0..0.5"
        })
final class SearchCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private ExperimentArgument experiment = new ExperimentArgument();

    @Option(names = "--grid", paramLabel = "FIELD=A,B,...", description = "Values of a field. With --random, those that are drawn from.")
    private List<String> grid = List.of();

    @Option(names = "--range", paramLabel = "FIELD=FROM..TO[/STEPS]", description = "A range of a field; a grid has STEPS values of it.")
    private List<String> ranges = List.of();

    @Option(names = "--log", paramLabel = "FIELD=FROM..TO[/STEPS]", description = "A range that is even in the logarithm.")
    private List<String> logs = List.of();

    @Option(names = "--random", paramLabel = "N", description = "Draws N combinations instead of taking all.")
    private Optional<Integer> random = Optional.empty();

    @Option(names = "--seed", paramLabel = "S", description = "Of the draw. Default: ${DEFAULT-VALUE}", defaultValue = "1")
    private long seed = 1;

    @Option(names = "--name", paramLabel = "NAME", description = "Of the search, and the tag of its runs. Default: the experiment's name with -search behind it.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--metric", paramLabel = "FIGURE", description = "Figure of validation that the runs are judged by. Default: that of early stopping, or ndcg@10.")
    private Optional<String> metric = Optional.empty();

    @Option(names = "--dry-run", description = "Checks and lists the runs, and queues none.")
    private boolean dry;

    @Option(names = "--forecast", description = "Says roughly how long the runs take, from a few batches of the experiment as it is.")
    private boolean forecast;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    SearchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Optional<ExperimentArgument.Saved> saved = experiment.search(session.projects());
        Project project;
        Search search;
        if (saved.isPresent()) {
            require(
                    axes().isEmpty() && random.isEmpty() && name.isEmpty(),
                    "%s says what is searched. Start another search from an experiment file, or edit that file.", saved.get().file());
            project = saved.get().project();
            search = saved.get().search();
        } else {
            ExperimentArgument.Chosen chosen = experiment.choose(session.projects());
            project = chosen.project();
            search = new Search(freeName(project, chosen.experiment().experiment()), method(), axes(), metric, chosen.experiment());
        }
        List<RunFolder> members = project.runs().stream().filter(run -> run.marks().tags().contains(search.search())).toList();
        List<SearchRuns.Variant> variants = SearchRuns.missing(search, members);
        Optional<Double> seconds = forecast ? seconds(project, search, variants.size()) : Optional.empty();
        List<RunFolder> queued = dry ? List.of() : queue(project, search, variants);
        if (json) {
            session.printJson(new Document(search.search(), variants.stream().map(SearchRuns.Variant::values).toList(), queued.stream().map(RunFolder::id).toList(), seconds));
            return 0;
        }
        show(project, search, variants, queued, members.size());
        seconds.ifPresent(all -> session.print("About " + clock(all) + " of training in all, as the experiment stands now."));
        return 0;
    }

    private List<Axis> axes() {
        return Stream.of(grid.stream().map(AxisText::values), ranges.stream().map(AxisText::linear), logs.stream().map(AxisText::log))
                .flatMap(each -> each)
                .toList();
    }

    private Method method() {
        return random.<Method>map(runs -> new Method.Random(runs, seed)).orElseGet(Method.Grid::new);
    }

    /// A name that was asked for is not given twice.
    private String freeName(Project project, String stem) {
        List<String> taken = project.searches().stream().map(Search::search).toList();
        if (name.isPresent()) {
            require(
                    !taken.contains(name.get()),
                    "There is a search %s already. Choose another --name, or queue what it lacks: trailbench search %s",
                    name.get(), project.folder().resolve("searches").resolve(name.get() + ".yaml"));
            return name.get();
        }
        String free = stem + "-search";
        for (int number = 2; taken.contains(free); number++) {
            free = stem + "-search-" + number;
        }
        return free;
    }

    private List<RunFolder> queue(Project project, Search search, List<SearchRuns.Variant> variants) {
        List<RunFolder> queued = session.workbench().queue(project)
                .add(variants.stream().map(SearchRuns.Variant::experiment).toList(), new RunMarks(List.of(search.search()), "", false));
        project.keep(search);
        return queued;
    }

    private Optional<Double> seconds(Project project, Search search, int runs) {
        RunForecast one = session.workbench().forecast(project, search.experiment(), session.progress());
        int atOnce = session.workbench().queue(project).state().options().limit();
        return one.measured().map(measured -> measured.runSeconds(one.epochs()) * runs / atOnce);
    }

    private void show(Project project, Search search, List<SearchRuns.Variant> variants, List<RunFolder> queued, int before) {
        List<String> fields = search.axes().stream().map(Axis::field).toList();
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(fields);
        TextTable table = new TextTable(head);
        for (int i = 0; i < variants.size(); i++) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(i + 1)));
            row.addAll(variants.get(i).values().values());
            table.row(row);
        }
        session.print(table.toString());
        session.print(variants.size() + (variants.size() == 1 ? " run" : " runs") + (before == 0 ? "" : ", beside " + before + " that there are") + ".");
        if (dry) {
            session.print("Nothing was queued.");
            return;
        }
        new QueueReport(session, false).added(project, List.of());
        session.print("Search: " + project.folder().resolve("searches").resolve(search.search() + ".yaml") + " (" + queued.size() + " queued)");
        session.print("Results: trailbench runs " + project.folder() + " --filter 'tag = " + search.search() + "' --columns state,"
                + fields.stream().map(SearchCommand::column).collect(Collectors.joining(",")) + ",best." + search.metricName() + " --sort " + (search.metricName().equals("loss") ? "" : "-") + "best." + search.metricName());
    }

    /// What is a kind with fields of its own stands in a table under its kind.
    private static String column(String field) {
        return Stream.of("graph", "split", "sequences.windows", "training.optimizer", "training.schedule").anyMatch(field::equals) ? field + ".kind" : field;
    }

    private static String clock(double seconds) {
        long minutes = Math.round(seconds / 60);
        return seconds < 90 ? Math.round(seconds) + " s" : minutes < 90 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /// What `--json` prints.
    ///
    /// @param variants field to value, of each run
    /// @param queued   ids of the runs; none of a dry run
    /// @param seconds  of all, where it was asked for
    record Document(String search, List<Map<String, String>> variants, List<String> queued, Optional<Double> seconds) {}
}
