package trailbench.cli;

import static trailbench.work.Fault.require;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.experiment.CaseEvent;
import trailbench.experiment.CaseGlass;
import trailbench.experiment.CaseGlass.Answer;
import trailbench.experiment.CaseGlass.Opened;
import trailbench.experiment.CaseGlass.Question;
import trailbench.experiment.CaseGlass.Weighing;
import trailbench.experiment.CaseHistory;
import trailbench.experiment.GlassLines;
import trailbench.project.FolderRun;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Puts one test case under the glass: history, target, ranking, what each past event does to a score, and what changes when events are left out, added or moved.")
final class ExplainCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--user", paramLabel = "ID", description = "Whose case, in the log's own spelling. Default: the first user with a test case.")
    private @Nullable String user;

    @Option(names = "--case", paramLabel = "N", description = "Which of the user's test cases. Default: ${DEFAULT-VALUE}", defaultValue = "1")
    private int number = 1;

    @Option(names = "--without", split = ",", paramLabel = "N", description = "Events to leave out, by their numbers as printed: --without 3,7")
    private List<Integer> without = new ArrayList<>();

    @Option(names = "--add", paramLabel = "ITEM@N", description = "Then puts an item in so that it is event N: --add 85123A@4. Without @N at the end. Can be repeated.")
    private List<String> added = new ArrayList<>();

    @Option(names = "--move", paramLabel = "N:M", description = "Then moves event N so that it is event M. Can be repeated.")
    private List<String> moved = new ArrayList<>();

    @Option(names = "--about", paramLabel = "ITEM", description = "The item whose score is explained. Default: the target.")
    private @Nullable String about;

    @Option(names = "--attention", paramLabel = "NODE",
            description = "Which node's attention is printed beside effects, heads averaged: a node of the graph, or all. Default: the last one that attends, where one does.")
    private @Nullable String attention;

    @Option(names = "-k", description = "How many items. Default: ${DEFAULT-VALUE}", defaultValue = "10")
    private int k = 10;

    @Option(names = "--ask", description = "Answers questions from standard input, one JSON line each, until it ends: for programs.")
    private boolean asks;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    ExplainCommand(Session session) {
        this.session = session;
    }

    /// What `--json` prints.
    record Document(Opened opened, List<CaseEvent> events, Answer before, Answer after) {}

    @Override
    public Integer call() {
        FolderRun explained = run.run();
        try (CaseGlass glass = session.workbench().glass(session.projects().openShared(explained.projectFolder()), explained, session.progress())) {
            if (asks) {
                GlassLines.answer(glass, System.in, session::print);
                return 0;
            }
            require(!glass.facts().users().isEmpty(), "The run %s has no test case to explain.", explained.id());
            Opened opened = glass.open(user == null ? glass.facts().users().getFirst() : user, number);
            CaseHistory edited = edited(new CaseHistory(opened.history()));
            List<String> targets = opened.targets().stream().map(CaseGlass.Named::id).toList();
            String item = about == null ? targets.getFirst() : about;
            Answer before = glass.ask(new Question(opened.user(), opened.history(), targets, k, Optional.empty()));
            Answer after = glass.ask(new Question(opened.user(), edited.events(), targets, k, Optional.of(item)));
            if (json) {
                session.printJson(new Document(opened, edited.events(), before, after));
            } else {
                show(opened, edited, item, before, after, glass.facts());
            }
        }
        return 0;
    }

    private CaseHistory edited(CaseHistory history) {
        CaseHistory edited = history;
        for (int event : without.stream().distinct().sorted(Collections.reverseOrder()).toList()) {
            edited = edited.without(event - 1);
        }
        for (String item : added) {
            int at = item.lastIndexOf('@');
            edited = at < 0
                    ? edited.with(item, item, edited.events().size())
                    : edited.with(item.substring(0, at), item.substring(0, at), number(item.substring(at + 1), "--add", item) - 1);
        }
        for (String move : moved) {
            String[] ends = move.split(":", -1);
            require(ends.length == 2, "--move %s is not of the form N:M", move);
            edited = edited.moved(number(ends[0], "--move", move) - 1, number(ends[1], "--move", move) - 1);
        }
        return edited;
    }

    private static int number(String text, String option, String whole) {
        require(text.matches("\\d{1,9}"), "%s %s: \"%s\" is not the number of an event", option, whole, text);
        return Integer.parseInt(text);
    }

    private void show(Opened opened, CaseHistory edited, String item, Answer before, Answer after, CaseGlass.Facts facts) {
        session.print(String.format(Locale.ROOT, "User %s, test case %d of %d, %,d events%s", opened.user(), opened.number(), opened.of(), opened.history().size(),
                edited.events().equals(opened.history()) ? "" : String.format(Locale.ROOT, ", edited to %,d", edited.events().size())));
        session.print("");
        List<Weighing> attending = attending(after.attention());
        List<String> heads = new ArrayList<>(List.of("event", "item", "effect on " + item));
        attending.forEach(node -> heads.add("attention of " + node.node()));
        heads.addAll(List.of("behaviour", "title"));
        TextTable history = new TextTable(heads);
        int unseen = Math.max(0, edited.events().size() - facts.steps());
        if (unseen > 0) {
            session.print(String.format(Locale.ROOT, "Events 1 to %,d are not shown: the model sees the latest %,d.", unseen, facts.steps()));
        }
        for (int i = unseen; i < edited.events().size(); i++) {
            CaseEvent event = edited.events().get(i);
            List<String> cells = new ArrayList<>(List.of(Integer.toString(i + 1), event.id(), String.format(Locale.ROOT, "%+.3f", after.effects().get(i))));
            int place = i;
            attending.forEach(node -> cells.add(String.format(Locale.ROOT, "%.4f", node.weights().get(place))));
            cells.addAll(List.of(event.behaviour(), event.title()));
            history.row(cells);
        }
        session.print(history.toString());
        session.print("effect: score with the history as it is, minus the score without that event");
        if (!attending.isEmpty()) {
            session.print("attention: the weight of the event in what the node mixed for the last step, mean of its heads; it does not say what the event did to the score");
        }
        session.print("");
        TextTable top = new TextTable(List.of("rank", "item", "score", "", "title"));
        after.top().forEach(ranked -> top.row(row(ranked, opened)));
        session.print(top.toString());
        for (int i = 0; i < opened.targets().size(); i++) {
            session.print(String.format(
                    Locale.ROOT, "Target %s (%s): rank %s, was %s; score %.3f, was %.3f", after.targets().get(i).id(), after.targets().get(i).title(),
                    rank(after.targets().get(i)), rank(before.targets().get(i)), after.targets().get(i).score(), before.targets().get(i).score()));
        }
        after.place().ifPresent(place -> session.print(String.format(
                Locale.ROOT, "On the map %s: interpolated at %.3f, %.3f, between %s", facts.map().orElse(""), place.x(), place.y(),
                String.join("; ", place.of().stream().limit(3).toList()))));
        strongest(edited, after).ifPresent(session::print);
    }

    private List<Weighing> attending(List<Weighing> all) {
        if (attention == null) {
            return all.stream().limit(1).toList();
        }
        List<Weighing> chosen = all.stream().filter(node -> attention.equals("all") || node.node().equals(attention)).toList();
        require(!chosen.isEmpty(), "--attention %s: %s", attention, all.isEmpty()
                ? "no node of this graph attends" : "the nodes that attend are " + String.join(", ", all.stream().map(Weighing::node).toList()));
        return chosen;
    }

    private static Optional<String> strongest(CaseHistory edited, Answer after) {
        return IntStream.range(0, edited.events().size()).boxed()
                .max(Comparator.comparingDouble(i -> Math.abs(after.effects().get(i))))
                .map(i -> String.format(Locale.ROOT, "Strongest: event %d, %s, %+.3f", i + 1, edited.events().get(i).title(), after.effects().get(i)));
    }

    private static List<String> row(CaseGlass.Ranked ranked, Opened opened) {
        boolean target = opened.targets().stream().anyMatch(named -> named.id().equals(ranked.id()));
        return List.of(rank(ranked), ranked.id(), String.format(Locale.ROOT, "%.3f", ranked.score()), target ? "target" : "", ranked.title());
    }

    private static String rank(CaseGlass.Ranked ranked) {
        return ranked.rank() == 0 ? "none (seen)" : ranked.rank() == Math.rint(ranked.rank()) ? Long.toString((long) ranked.rank()) : Double.toString(ranked.rank());
    }
}
