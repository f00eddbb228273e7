package trailbench.experiment;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import trailbench.bundle.Answer;
import trailbench.bundle.BundleModel;
import trailbench.bundle.Event;
import trailbench.bundle.Question;
import trailbench.format.AtomicFile;
import trailbench.table.Columns;
import trailbench.table.Parquet;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// What comes next for every user of a log, as a file of `user, rank, item, score, by`.
///
/// Lines are gathered in a file beside the answer, some users at a time, each time closed by a line that counts them. Work that was cut short
/// goes on behind the last such line, if log, bundle and k are the same.
final class BatchRecommending {
    private static final int USERS_AT_ONCE = 256;
    private static final String DONE = "#done ";
    private static final String HEADER = "user,rank,item,score,by";

    private final BundleModel model;
    private final Path out;
    private final Path partial;
    private final int k;
    private final String stamp;

    private BatchRecommending(BundleModel model, Path bundle, Path in, Path out, int k) throws IOException {
        this.model = model;
        this.out = out.toAbsolutePath();
        this.partial = this.out.resolveSibling("." + out.getFileName() + ".partial");
        this.k = k;
        this.stamp = "#of " + stamp(in) + " by " + stamp(bundle) + " k " + k;
    }

    /// @param in  a log of the form of the bundle's own
    /// @param out ends in `.csv` or `.parquet`
    /// @return how many users were answered, those of a run before among them
    static int write(BundleModel model, Path bundle, Path in, Path out, int k, Progress progress) {
        requireName(out);
        Fault.require(k >= 1, "-k %s is not at least 1", k);
        Fault.require(Files.isReadable(in), "%s does not exist or cannot be read.", in);
        Map<String, List<Event>> users = new LinkedHashMap<>();
        Serving.read(in, model.contents().preprocessing(), (uid, events) -> users.put(uid, List.copyOf(events)), progress);
        try {
            new BatchRecommending(model, bundle, in, out, k).write(users, progress);
            return users.size();
        } catch (IOException failed) {
            throw new Fault.Work("%s cannot be written: %s. Make room and start again: it goes on where it stopped.", out, Trouble.reason(failed), failed);
        }
    }

    static void requireName(Path out) {
        String name = out.toString();
        Fault.require(name.endsWith(".csv") || name.endsWith(".parquet"), "%s is no name for recommendations. Let it end in .csv or .parquet.", out);
    }

    private static String stamp(Path in) throws IOException {
        return Files.size(in) + "@" + Files.getLastModifiedTime(in).toMillis();
    }

    private void write(Map<String, List<Event>> users, Progress progress) throws IOException {
        List<String> ids = List.copyOf(users.keySet());
        int done = resumed();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (done < ids.size()) {
                progress.checkpoint();
                progress.report(Phase.of(Phase.Kind.RECOMMENDING), done, ids.size());
                List<String> some = ids.subList(done, Math.min(ids.size(), done + USERS_AT_ONCE));
                StringBuilder lines = new StringBuilder();
                List<Future<Answer>> answers = some.stream().map(id -> threads.submit(() -> answer(id, users.get(id)))).toList();
                for (int i = 0; i < some.size(); i++) {
                    append(lines, some.get(i), join(answers.get(i)));
                }
                done += some.size();
                Files.writeString(partial, lines.append(DONE).append(done).append('\n'), java.nio.file.StandardOpenOption.APPEND);
            }
        }
        finish();
    }

    private Answer answer(String uid, List<Event> events) {
        return model.recommend(new Question(events, k, List.of(), Map.of(), Optional.of(uid)));
    }

    private static Answer join(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Progress.Cancelled();
        } catch (java.util.concurrent.ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed.getCause());
        }
    }

    private static void append(StringBuilder lines, String uid, Answer answer) {
        for (int rank = 1; rank <= answer.items().size(); rank++) {
            Answer.Item item = answer.items().get(rank - 1);
            lines.append(quoted(uid)).append(',').append(rank).append(',').append(quoted(item.id())).append(',').append((float) item.score())
                    .append(',').append(answer.by().name().toLowerCase(Locale.ROOT)).append('\n');
        }
    }

    /// Quoted always: so no line begins with the sign of a count.
    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"").replace("\n", " ").replace("\r", " ") + '"';
    }

    /// How many users the file beside the answer holds; what stands behind its last count is cut off.
    private int resumed() throws IOException {
        if (Files.isRegularFile(partial)) {
            List<String> lines = Files.readAllLines(partial);
            int last = lines.size() - 1;
            while (last > 0 && !lines.get(last).matches(DONE + "\\d+")) {
                last--;
            }
            if (last > 0 && lines.getFirst().equals(stamp)) {
                long keep = lines.subList(0, last + 1).stream().mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length + 1L).sum();
                try (RandomAccessFile file = new RandomAccessFile(partial.toFile(), "rw")) {
                    file.setLength(keep);
                }
                return Integer.parseInt(lines.get(last).substring(DONE.length()));
            }
        }
        Files.createDirectories(out.getParent());
        Files.writeString(partial, stamp + "\n");
        return 0;
    }

    private void finish() throws IOException {
        List<String> rows = Files.readAllLines(partial).stream().filter(line -> !line.startsWith("#")).toList();
        if (out.toString().endsWith(".csv")) {
            AtomicFile.writeText(out, HEADER + "\n" + String.join("\n", rows) + (rows.isEmpty() ? "" : "\n"));
        } else {
            AtomicFile.replaceFile(out, aside -> Parquet.write(aside, columns(rows)));
        }
        Files.delete(partial);
    }

    private static Columns columns(List<String> rows) {
        List<List<String>> cells = rows.stream().map(BatchRecommending::cells).toList();
        float[] scores = new float[cells.size()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = Float.parseFloat(cells.get(row).get(3));
        }
        return new Columns(List.of(
                new Columns.Column.Text("user", column(cells, 0)),
                new Columns.Column.Ints("rank", cells.stream().mapToInt(row -> Integer.parseInt(row.get(1))).toArray()),
                new Columns.Column.Text("item", column(cells, 2)),
                new Columns.Column.Floats("score", scores),
                new Columns.Column.Text("by", column(cells, 4))));
    }

    private static String[] column(List<List<String>> cells, int index) {
        return cells.stream().map(row -> row.get(index)).toArray(String[]::new);
    }

    /// The values of a line as [#append] writes it.
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean inside = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"' && inside && at + 1 < line.length() && line.charAt(at + 1) == '"') {
                cell.append('"');
                at++;
            } else if (c == '"') {
                inside = !inside;
            } else if (c == ',' && !inside) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
