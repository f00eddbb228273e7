package trailbench.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Split;
import trailbench.sequence.SplitBounds;
import trailbench.sequence.WindowSet;

/// The sequences that are trained on: MovieLens 1M as the SASRec authors cut it, or, where the file is absent, drawn ones of the same shape.
///
/// @param name   for the table's caption
/// @param items  V
/// @param store  the sequences
/// @param bounds leave-one-out
record BenchLog(String name, int items, SequenceStore store, SplitBounds bounds) {
    private static final Path MOVIELENS = Path.of("../shared/data/ml-1m/ml-1m-sasrec.txt.gz");
    private static final int USERS = 6_040;
    private static final int ITEMS = 3_416;
    /// ML-1M's lengths follow a log-normal law closely: median 96, and a mean of 166.
    private static final double LOG_MEDIAN = Math.log(96);
    private static final double LOG_DEVIATION = 1.0;
    private static final int SHORTEST = 18;
    private static final int LONGEST = 2_277;

    static BenchLog read() {
        return Files.isReadable(MOVIELENS) ? of("MovieLens 1M", movieLens()) : of("a drawn log of the shape of MovieLens 1M", drawn());
    }

    private static BenchLog of(String name, List<int[]> users) {
        int[] offsets = new int[users.size() + 1];
        for (int user = 0; user < users.size(); user++) {
            offsets[user + 1] = offsets[user] + users.get(user).length;
        }
        int[] items = users.stream().flatMapToInt(Arrays::stream).toArray();
        long[] times = IntStream.range(0, items.length).asLongStream().toArray();
        int[] baskets = IntStream.range(0, items.length).toArray();
        List<String> ids = IntStream.range(0, users.size()).mapToObj(Integer::toString).toList();
        SequenceStore store = new SequenceStore(offsets, items, times, baskets, ids);
        return new BenchLog(name, Arrays.stream(items).max().orElse(0), store, SplitBounds.of(store, new Split.LeaveOneOut()));
    }

    /// "user item" a line, a user's lines together in the order of their events.
    private static List<int[]> movieLens() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(MOVIELENS)), StandardCharsets.US_ASCII))) {
            List<int[]> users = new ArrayList<>();
            IntStream.Builder events = IntStream.builder();
            String current = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                String user = line.substring(0, space);
                if (!user.equals(current) && !current.isEmpty()) {
                    users.add(events.build().toArray());
                    events = IntStream.builder();
                }
                current = user;
                events.add(Integer.parseInt(line.substring(space + 1)));
            }
            users.add(events.build().toArray());
            return users;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<int[]> drawn() {
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.range(0, USERS)
                .mapToObj(_ -> {
                    int length = (int) Math.clamp(Math.exp(LOG_MEDIAN + LOG_DEVIATION * random.nextGaussian()), SHORTEST, LONGEST);
                    return random.ints(length, 0, ITEMS).map(i -> 1 + (int) ((long) i * i / ITEMS)).toArray();
                })
                .toList();
    }

    WindowSet windows(Work work) {
        return WindowSet.training(store, bounds, work.sequences(), work.reconstructs());
    }
}
