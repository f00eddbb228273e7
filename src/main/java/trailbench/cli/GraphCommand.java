package trailbench.cli;

import static trailbench.work.Fault.require;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.experiment.ExperimentGraph;
import trailbench.experiment.Prepared;
import trailbench.format.AtomicFile;
import trailbench.project.Experiment;

@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        description = "Prints an experiment's graph: nodes, shapes, parameters and what is wrong with it. Draws it as SVG or PNG, or writes it as YAML.")
final class GraphCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private ExperimentArgument experiment = new ExperimentArgument();

    @Option(names = "--svg", paramLabel = "FILE", description = "Draws the graph.")
    private @Nullable Path svg;

    @Option(names = "--png", paramLabel = "FILE", description = "Draws the graph, two pixels for each of the window.")
    private @Nullable Path png;

    @Option(names = "--yaml", paramLabel = "FILE", description = "Writes the graph alone, node by node, to be opened or pasted into another experiment.")
    private @Nullable Path yaml;

    @Option(names = "--dark", description = "Draws on a dark ground.")
    private boolean dark;

    @Option(names = "--language", description = "Of the drawing: en or zh-CN. Default: ${DEFAULT-VALUE}", defaultValue = "en")
    private String language = "en";

    @Option(names = "--unprepared", description = "Counts for an assumed number of items, without reading the log.")
    private boolean unprepared;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    GraphCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        require(List.of("en", "zh-CN").contains(language), "--language %s is neither en nor zh-CN", language);
        ExperimentArgument.Chosen chosen = experiment.choose(session.projects());
        Experiment asked = chosen.experiment();
        Optional<Prepared> prepared = unprepared
                ? Optional.empty()
                : Optional.of(session.workbench().prepare(chosen.project(), asked, session.progress()));
        ExperimentGraph graph = ExperimentGraph.of(asked, prepared);
        if (svg != null) {
            AtomicFile.writeText(svg, ExperimentGraph.svg(asked, prepared, Locale.forLanguageTag(language), dark));
        }
        if (png != null) {
            session.graphPicture().write(asked, prepared, png, dark, language);
        }
        if (yaml != null) {
            AtomicFile.writeText(yaml, ExperimentGraph.yaml(ExperimentGraph.drawn(asked)));
        }
        if (json) {
            session.printJson(graph);
        } else {
            print(graph);
        }
        return 0;
    }

    private void print(ExperimentGraph graph) {
        TextTable table = new TextTable(List.of("node", "kind", "reads", "gives", "parameters"));
        for (ExperimentGraph.Row row : graph.nodes()) {
            table.row(List.of(row.name(), row.kind(), String.join(", ", row.inputs()), row.output(), String.format(Locale.ROOT, "%,d", row.parameters())));
        }
        session.print(table.toString());
        session.print("");
        session.print(String.format(Locale.ROOT, "%,d parameters for %,d items%s", graph.parameters(), graph.items(), graph.assumed() ? " (assumed)" : ""));
        graph.bytes().ifPresent(bytes -> session.print(String.format(Locale.ROOT, "A run takes about %,d MB of native memory.", Math.max(1, bytes / 1_000_000))));
        graph.notes().forEach(session::print);
        graph.problems().forEach(problem -> session.print("Wrong: " + problem));
        for (Path file : Stream.of(Optional.ofNullable(svg), Optional.ofNullable(png), Optional.ofNullable(yaml)).flatMap(Optional::stream).toList()) {
            session.print("Written: " + file);
        }
    }
}
