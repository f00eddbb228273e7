package trailbench.runs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import trailbench.evaluation.Evaluation;
import trailbench.project.Fork;
import trailbench.training.RunEvent;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Every column that a set of runs can be shown by, asked by their names.
public final class RunColumns {
    /// What is shown unless somebody chose columns.
    public static final List<String> DEFAULT = List.of(
            "experiment", "state", "baselines", "verified", "started", "epochs", "best.ndcg@10", "best.accuracy", "test.ndcg@10", "test.hr@10", "duration", "tags");

    private static final String BEST = "best.";
    private static final String LAST = "last.";
    private static final String AT_BEST = "at-best.";
    private static final String TEST = "test.";
    private static final Map<String, Function<RunSummary, RunValue>> FACTS = facts();

    private final Set<String> fields = new LinkedHashSet<>();
    private final Set<String> validation = new TreeSet<>();
    private final Set<String> test = new LinkedHashSet<>();

    private RunColumns() {}

    public static RunColumns of(Collection<RunSummary> runs) {
        RunColumns columns = new RunColumns();
        for (RunSummary run : runs) {
            columns.fields.addAll(run.fields().keySet());
            columns.validation.addAll(run.journal().bests().keySet());
            run.tested().ifPresent(tested -> columns.test.addAll(tested.metrics().keySet()));
        }
        columns.fields.remove("experiment");
        return columns;
    }

    private static Map<String, Function<RunSummary, RunValue>> facts() {
        Map<String, Function<RunSummary, RunValue>> facts = new LinkedHashMap<>();
        facts.put("experiment", run -> RunValue.list(List.of(run.experiment())));
        facts.put("id", run -> RunValue.list(List.of(run.id())));
        facts.put("state", run -> RunValue.text(run.state().name().toLowerCase(Locale.ROOT)));
        facts.put("graph", run -> RunValue.text(run.fields().getOrDefault("graph.kind", "")));
        facts.put("started", run -> RunValue.time(run.started()));
        facts.put("epochs", run -> RunValue.number(run.journal().last().map(RunEvent.Epoch::epoch).orElse(0)));
        facts.put("steps", run -> RunValue.number(run.journal().step().map(RunEvent.Step::step).orElse(0L)));
        facts.put("best-epoch", run -> run.journal().best().map(epoch -> RunValue.number(epoch.epoch())).orElse(RunValue.ABSENT));
        facts.put("epsilon", run -> run.journal().last().flatMap(RunEvent.Epoch::privacy).map(spent -> RunValue.figure(spent.epsilon())).orElse(RunValue.ABSENT));
        facts.put("parameters", run -> run.journal().started().map(first -> RunValue.number(first.parameters())).orElse(RunValue.ABSENT));
        facts.put("duration", run -> RunValue.duration(run.lasted()));
        facts.put("starred", run -> RunValue.text(run.marks().starred() ? "yes" : "no"));
        facts.put("tags", run -> RunValue.list(run.marks().tags()));
        facts.put("notes", run -> run.marks().notes().isBlank() ? RunValue.ABSENT : RunValue.list(List.of(run.marks().notes())));
        facts.put("parent", run -> run.fork().map(fork -> RunValue.list(List.of(fork.parent()))).orElse(RunValue.ABSENT));
        facts.put("forked-at", run -> run.fork().map(Fork::step).map(RunValue::number).orElse(RunValue.ABSENT));
        facts.put("verified", run -> RunValue.text(verified(run)));
        facts.put("baselines", run -> RunValue.text(run.tested().flatMap(TestFigures::bar).map(RunColumns::standing).orElse("")));
        facts.put("threads", run -> RunValue.text(run.threads().orElse("")));
        facts.put("kernel", run -> RunValue.text(run.origin().machine().getOrDefault("OPENBLAS_CORETYPE", "")));
        facts.put("processor", run -> RunValue.text(run.origin().machine().getOrDefault("processor", "")));
        facts.put("data", run -> run.origin().dataHash().isEmpty() ? RunValue.ABSENT : RunValue.list(List.of(run.origin().dataHash())));
        facts.put("program", run -> RunValue.list(run.origin().program().isEmpty() ? List.of() : List.of(run.origin().program())));
        return facts;
    }

    /// `beats`, `level` or `below`: only the first is a lead over the best counting baseline that is no chance.
    private static String standing(Evaluation.Bar bar) {
        return bar.passed() ? "beats" : bar.lead().high() < 0 ? "below" : "level";
    }

    /// `identical`, `within-tolerance`, `different`, or `no`.
    private static String verified(RunSummary run) {
        return run.verification().map(done -> done.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-')).orElse("no");
    }

    /// Every name, facts first, then figures, then fields.
    public List<String> names() {
        List<String> names = new ArrayList<>(FACTS.keySet());
        for (String prefix : List.of(BEST, LAST, AT_BEST)) {
            validation.forEach(figure -> names.add(prefix + figure));
        }
        test.forEach(figure -> names.add(TEST + figure));
        names.addAll(fields);
        return names;
    }

    /// Figures that were measured on validation, losses included.
    public List<String> figures() {
        return List.copyOf(validation);
    }

    /// @param name a fact, a figure, a field's path or the end of one
    /// @throws Fault.Request if no run has it, with what was probably meant
    public RunColumn resolve(String name) {
        return find(name.strip()).orElseThrow(() -> new Fault.Request(unknown(name.strip())));
    }

    /// The columns among `names` that these runs have: for a choice that was made for other runs.
    public List<RunColumn> known(List<String> names) {
        return names.stream().flatMap(name -> find(name).stream()).toList();
    }

    Optional<RunColumn> find(String name) {
        Function<RunSummary, RunValue> fact = FACTS.get(name.equals("tag") ? "tags" : name.equals("star") ? "starred" : name);
        if (fact != null) {
            return Optional.of(RunColumn.fact(name, fact));
        }
        Optional<RunColumn> figure = figure(name);
        if (figure.isPresent()) {
            return figure;
        }
        return field(name).map(path -> RunColumn.fact(path, run -> RunValue.text(run.fields().getOrDefault(path, ""))));
    }

    private Optional<RunColumn> figure(String name) {
        for (String prefix : List.of(BEST, LAST, AT_BEST)) {
            if (name.startsWith(prefix)) {
                return Optional.of(name.substring(prefix.length())).filter(this::isMeasured).map(figure -> onValidation(name, prefix, figure));
            }
        }
        if (name.startsWith(TEST)) {
            return Optional.of(name.substring(TEST.length())).filter(this::isTested).map(figure -> onTest(name, figure));
        }
        if (isMeasured(name)) {
            return Optional.of(onValidation(BEST + name, BEST, name));
        }
        return Optional.of(name).filter(test::contains).map(figure -> onTest(TEST + name, figure));
    }

    private boolean isMeasured(String figure) {
        return validation.contains(figure);
    }

    private boolean isTested(String figure) {
        return test.contains(figure) || figure.startsWith("hr@") && test.contains(figure.replace("hr@", "recall@"));
    }

    private static RunColumn onValidation(String name, String prefix, String figure) {
        Function<RunSummary, Optional<Double>> value = run -> switch (prefix) {
            case BEST -> Optional.ofNullable(run.journal().bests().get(figure));
            case LAST -> run.journal().last().flatMap(epoch -> JournalSummary.value(epoch, figure));
            default -> run.journal().best().flatMap(epoch -> JournalSummary.value(epoch, figure));
        };
        return RunColumn.figure(name, value, run -> JournalSummary.isLoss(figure) ? run.origin().loss() : run.origin().validation());
    }

    private static RunColumn onTest(String name, String figure) {
        return RunColumn.figure(name, run -> boxed(run.test(figure)), run -> run.tested().orElseThrow().protocol());
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    /// A whole path, or the end of exactly one.
    private Optional<String> field(String name) {
        if (fields.contains(name)) {
            return Optional.of(name);
        }
        List<String> ends = fields.stream().filter(path -> path.endsWith("." + name)).toList();
        if (ends.size() > 1) {
            throw new Fault.Request(Trouble.of(Trouble.Kind.COLUMN_SEVERAL, name, String.join(", ", ends.stream().limit(6).toList())));
        }
        return ends.stream().findFirst();
    }

    private Trouble unknown(String name) {
        int near = name.length() <= 4 ? 1 : 2;
        Stream<String> ends = fields.stream().map(path -> path.substring(path.lastIndexOf('.') + 1));
        Optional<String> meant = Stream.of(names().stream(), validation.stream(), test.stream(), ends)
                .flatMap(known -> known)
                .distinct()
                .filter(known -> distance(known, name) <= near)
                .min(java.util.Comparator.comparingInt(known -> distance(known, name)));
        return meant.map(known -> Trouble.of(Trouble.Kind.COLUMN_MEANT, name, known)).orElseGet(() -> Trouble.of(
                Trouble.Kind.COLUMN_UNKNOWN, name, "state, graph, epochs, " + String.join(", ", validation.stream().limit(2).toList()) + ", training.batch, tags"));
    }

    /// Levenshtein's.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                row[j] = Math.min(Math.min(above, row[j - 1]) + 1, corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                corner = above;
            }
        }
        return row[b.length()];
    }
}
