package trailbench.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.embedding.MapOptions;
import trailbench.embedding.PointMap;
import trailbench.experiment.MapNames;
import trailbench.project.FolderRun;

@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = "Makes a map of a run's item vectors, keeps it in the run and draws it into a PNG.")
final class MapCommand implements Callable<Integer> {
    private static final MapOptions DEFAULTS = MapOptions.defaults();

    private final Session session;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--method", description = "One of ${COMPLETION-CANDIDATES}. Default: tsne")
    private MapOptions.Method method = DEFAULTS.method();

    @Option(names = "--points", description = "At most so many items, the most frequent first. Default: ${DEFAULT-VALUE}")
    private int points = DEFAULTS.points();

    @Option(names = "--perplexity", description = "Effective number of neighbours (t-SNE). Default: ${DEFAULT-VALUE}")
    private double perplexity = DEFAULTS.perplexity();

    @Option(names = "--iterations", description = "Of t-SNE. Default: ${DEFAULT-VALUE}")
    private int iterations = DEFAULTS.iterations();

    @Option(names = "--seed", description = "Of t-SNE's start. Default: ${DEFAULT-VALUE}")
    private long seed = DEFAULTS.seed();

    @Option(names = "--png", paramLabel = "FILE", description = "The picture. Default: beside the map in the run.")
    private @Nullable Path png;

    @Option(names = "--size", paramLabel = "WIDTHxHEIGHT", description = "Of the picture, in pixels. Default: ${DEFAULT-VALUE}", converter = PictureSize.Reader.class, defaultValue = "1600x1200")
    private PictureSize size = new PictureSize(1600, 1200);

    @Option(names = "--dark", description = "Draws on a dark ground.")
    private boolean dark;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    MapCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FolderRun mapped = run.run();
        MapOptions options = new MapOptions(method, points, perplexity, iterations, seed);
        PointMap map = session.workbench().map(session.projects().openShared(mapped.projectFolder()), mapped, options, session.progress());
        Path file = mapped.mapPath(MapNames.of(options));
        Path picture = Optional.ofNullable(png).orElseGet(() -> MapNames.picture(file));
        session.mapPicture().write(map, picture, size.width(), size.height(), dark);
        if (json) {
            session.printJson(new Made(
                    map.size(), map.method().text(), map.caption(), mean(map, PointMap.TRUSTWORTHINESS), mean(map, PointMap.CONTINUITY), file.toString(), picture.toString()));
        } else {
            session.print(map.method().text() + " of " + map.caption());
            mean(map, PointMap.TRUSTWORTHINESS).ifPresent(mean -> session.print(String.format(Locale.ROOT, "Trustworthiness: %.3f (10 nearest)", mean)));
            mean(map, PointMap.CONTINUITY).ifPresent(mean -> session.print(String.format(Locale.ROOT, "Continuity: %.3f (10 nearest)", mean)));
            session.print("Map: " + file);
            session.print("Picture: " + picture);
        }
        return 0;
    }

    private static Optional<Double> mean(PointMap map, String column) {
        OptionalDouble mean = map.mean(column);
        return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
    }

    /// What `--json` prints.
    record Made(int points, String method, String caption, Optional<Double> trustworthiness, Optional<Double> continuity, String map, String picture) {}
}
