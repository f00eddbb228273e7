package trailbench.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trailbench.embedding.MapMaking;
import trailbench.embedding.MapOptions;
import trailbench.embedding.MapWatcher;
import trailbench.embedding.NeighbourOverlap;
import trailbench.embedding.PointMap;
import trailbench.embedding.PointTable;
import trailbench.embedding.Timeline;
import trailbench.experiment.LiveMap;
import trailbench.experiment.MapNames;
import trailbench.format.AtomicFile;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.work.Fault;

@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = "Makes a map of a run's item vectors, keeps it in the run and draws it into a PNG; or a map of vectors that were trained elsewhere.")
final class MapCommand implements Callable<Integer> {
    private static final MapOptions DEFAULTS = MapOptions.defaults();
    private static final String ALL = "all";
    private static final int MOST_MOVED = 10;

    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "RUN|FILE",
            description = "The run's folder, or vectors that were trained elsewhere: TSV, word2vec text, NPY, Parquet, a folder of the TensorFlow projector.")
    private Path of = Path.of("");

    @Option(names = "--ids", paramLabel = "FILE", description = "Ids, titles and columns of a FILE of TSV, NPY or text. Default: what lies beside it")
    private @Nullable Path ids;

    @Option(
            names = "--epochs",
            paramLabel = "all|N,N,…",
            description = "Maps of the checkpoints that training.keep_checkpoints kept, each lying on the next, in one file under timelines/.")
    private String epochs = "";

    @Option(names = "--compare", paramLabel = "RUN", description = "Says which share of their nearest neighbours items have in common with another run.")
    private @Nullable Path compare;

    @Option(names = "--method", description = "One of ${COMPLETION-CANDIDATES}. Default: tsne")
    private MapOptions.Method method = DEFAULTS.method();

    @Option(names = "--points", description = "At most so many items. Default: ${DEFAULT-VALUE}")
    private int points = DEFAULTS.points();

    @Option(names = "--perplexity", description = "Effective number of neighbours (t-SNE), neighbours (UMAP). Default: ${DEFAULT-VALUE}")
    private double perplexity = DEFAULTS.perplexity();

    @Option(names = "--iterations", description = "Of t-SNE; of UMAP, rounds over all pairs. Default: ${DEFAULT-VALUE}")
    private int iterations = DEFAULTS.iterations();

    @Option(names = "--seed", description = "Of what is drawn at random. Default: ${DEFAULT-VALUE}")
    private long seed = DEFAULTS.seed();

    @Option(
            names = "--strata",
            paramLabel = "COLUMN",
            description = "Of more items than points, draws some of each kind: \"popularity\" for equally many of ten classes of popularity, or a"
                    + " column of the items, whose values keep their shares. Default: the most frequent items")
    private @Nullable String strata;

    @Option(names = "--from", paramLabel = "MAP", description = "A map's file that this one starts from and is turned to lie on.")
    private @Nullable Path from;

    @Option(
            names = "--live",
            paramLabel = "DIR",
            description = "Writes where the points are while they move: draft.parquet and places.bin. A file \"enough\" put there finishes the map as it is.")
    private @Nullable Path live;

    @Option(names = "--png", paramLabel = "FILE", description = "The picture. Default: beside the map in the run.")
    private @Nullable Path png;

    @Option(names = "--svg", paramLabel = "FILE", description = "The picture as SVG, to scale and edit, besides.")
    private @Nullable Path svg;

    @Option(names = "--table", paramLabel = "FILE", description = "The points with ids, titles, places and columns, as .csv or .parquet, besides.")
    private @Nullable Path table;

    @Option(
            names = "--left",
            paramLabel = "ID,ID,…",
            split = ",",
            description = "With --right: lays the map's points out from the mean of these items to the mean of those.")
    private List<String> left = List.of();

    @Option(names = "--right", paramLabel = "ID,ID,…", split = ",", description = "The items at the other end.")
    private List<String> right = List.of();

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
        MapOptions options = new MapOptions(
                method, points, perplexity, iterations, seed, Optional.ofNullable(strata), Optional.ofNullable(from).map(file -> file.toAbsolutePath().toString()));
        if (!epochs.isEmpty()) {
            return timeline(FolderRun.open(of), options);
        }
        if (FolderRun.isRun(of)) {
            FolderRun mapped = FolderRun.open(of);
            Project project = session.projects().openShared(mapped.projectFolder());
            Fault.require(left.isEmpty() == right.isEmpty(), "--left and --right belong together: name items for both ends.");
            if (!left.isEmpty()) {
                FolderRun.requireOwn(project);
            }
            String name = MapNames.of(options);
            boolean known = !left.isEmpty() && mapped.maps().contains(name);
            PointMap points = known ? mapped.map(name) : session.workbench().map(project, mapped, options, watcher(), session.progress());
            PointMap map = left.isEmpty() ? points : session.workbench().axes(project, mapped, name, left, right, session.progress());
            tell(map, mapped.mapPath(left.isEmpty() ? name : MapNames.axes(name, left, right)), Optional.ofNullable(compare).map(other -> session.workbench().overlap(mapped, FolderRun.open(other), session.progress())));
        } else {
            Fault.require(compare == null, "--compare is for two runs; %s is none.", of);
            PointMap map = session.workbench().map(of, Optional.ofNullable(ids), options, watcher(), session.progress());
            tell(map, MapNames.beside(of, options), Optional.empty());
        }
        return 0;
    }

    private MapWatcher watcher() {
        return live == null ? MapWatcher.NONE : LiveMap.writing(live);
    }

    private void tell(PointMap map, Path file, Optional<NeighbourOverlap> overlap) {
        Path picture = Optional.ofNullable(png).orElseGet(() -> MapNames.picture(file));
        if (table != null) {
            PointTable.Format format = PointTable.Format.of(table);
            AtomicFile.replaceFile(table, aside -> PointTable.write(aside, format, map, point -> false));
        }
        session.mapPicture().write(map, picture, size.width(), size.height(), dark);
        if (svg != null) {
            session.mapPicture().write(map, svg, size.width(), size.height(), dark);
        }
        if (json) {
            session.printJson(new Made(
                    map.size(), map.method().text(), map.caption(), mean(map, PointMap.TRUSTWORTHINESS), mean(map, PointMap.CONTINUITY),
                    overlap.map(NeighbourOverlap::mean), file.toString(), picture.toString()));
            return;
        }
        session.print(map.method().text() + " of " + map.caption());
        mean(map, PointMap.TRUSTWORTHINESS).ifPresent(mean -> session.print(String.format(Locale.ROOT, "Trustworthiness: %.3f (10 nearest)", mean)));
        mean(map, PointMap.CONTINUITY).ifPresent(mean -> session.print(String.format(Locale.ROOT, "Continuity: %.3f (10 nearest)", mean)));
        List<String> clusters = map.columns().getOrDefault(PointMap.CLUSTER, List.of());
        if (!clusters.isEmpty()) {
            session.print(String.format(
                    Locale.ROOT, "Clusters by density: %d, with %,d of %,d points in one", clusters.stream().filter(name -> !name.isEmpty()).distinct().count(),
                    clusters.stream().filter(name -> !name.isEmpty()).count(), clusters.size()));
        }
        overlap.ifPresent(found -> session.print(String.format(
                Locale.ROOT, "Overlap with %s: %.3f of the %d nearest, over %,d items in common (%.3f by chance)",
                compare, found.mean(), found.k(), found.ids().size(), (double) found.k() / (found.ids().size() - 1))));
        session.print("Map: " + file);
        session.print("Picture: " + picture);
    }

    private int timeline(FolderRun run, MapOptions options) {
        Fault.require(from == null && compare == null && live == null, "--epochs goes without --from, --compare and --live: each epoch starts from the one after it.");
        List<Integer> wanted = epochs.equals(ALL) ? List.of() : Arrays.stream(epochs.split(",")).map(MapCommand::epoch).distinct().sorted().toList();
        Timeline timeline = session.workbench().timeline(session.projects().openShared(run.projectFolder()), run, wanted, options, session.progress());
        Path file = run.timelinePath(MapNames.timeline(options, wanted));
        List<Moved> moved = timeline.mostMoved(MOST_MOVED).stream()
                .map(item -> new Moved(timeline.maps().getFirst().ids().get(item), timeline.maps().getFirst().titles().get(item), timeline.kept()[item]))
                .toList();
        List<Epoch> rows = IntStream.range(0, timeline.epochs().size())
                .mapToObj(at -> new Epoch(
                        timeline.epochs().get(at), mean(timeline.maps().get(at), PointMap.TRUSTWORTHINESS),
                        timeline.maps().get(at).making().aligned().map(MapMaking.Aligned::disparity),
                        at == 0 ? Optional.empty() : Optional.of(timeline.meanOverlap(at))))
                .toList();
        if (json) {
            session.printJson(new MadeTimeline(rows, moved, file.toString()));
            return 0;
        }
        session.print(timeline.maps().getLast().method().text() + " of " + timeline.maps().getLast().caption());
        session.print(String.format(Locale.ROOT, "%6s %16s %10s %26s", "epoch", "trustworthiness", "disparity", "neighbours of epoch before"));
        for (Epoch row : rows) {
            session.print(String.format(Locale.ROOT, "%6d %16s %10s %26s", row.epoch(), text(row.trustworthiness()), text(row.disparity()), text(row.overlap())));
        }
        session.print("Moved most from the first to the last (share of the 10 nearest that stayed):");
        moved.forEach(item -> session.print(String.format(Locale.ROOT, "  %.2f  %s  %s", item.kept(), item.id(), item.title())));
        session.print("Timeline: " + file);
        return 0;
    }

    private static int epoch(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new Fault.Request("--epochs %s: say \"all\", or numbers of epochs such as 1,5,10.", text, e);
        }
    }

    private static String text(Optional<Double> number) {
        return number.map(value -> String.format(Locale.ROOT, "%.3f", value)).orElse("–");
    }

    private static Optional<Double> mean(PointMap map, String column) {
        OptionalDouble mean = map.mean(column);
        return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
    }

    /// What `--json` prints.
    record Made(
            int points, String method, String caption, Optional<Double> trustworthiness, Optional<Double> continuity, Optional<Double> overlap,
            String map, String picture) {}

    /// What `--json` prints of epochs.
    record MadeTimeline(List<Epoch> epochs, List<Moved> moved, String timeline) {}

    /// @param disparity to the epoch after
    /// @param overlap   share of the nearest that were the nearest at the epoch before
    record Epoch(int epoch, Optional<Double> trustworthiness, Optional<Double> disparity, Optional<Double> overlap) {}

    record Moved(String id, String title, double kept) {}
}
