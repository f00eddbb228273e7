package trailbench.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import trailbench.log.EventLog;
import trailbench.log.LogReader;
import trailbench.log.LogRecipe;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// The rejected rows of one user, out of the list that preparation has written.
///
/// The list holds rows as text. Those that hold the user's id anywhere are laid behind the head of their file and read again by the log's own reader,
/// as rows of a user and nothing else: so the id stands in the user's column, however the row is quoted. Rows that could not
/// be cut into columns have no column to look into; of them, those that hold the id are taken.
final class RejectedRows {
    /// Why a row with a user is rejected although it can be cut.
    private static final Set<String> CUT = Set.of("no item", "no time", "bad time", "duplicate");
    private static final String NO_USER = "no user";
    private static final String ROWS = "rows.txt";
    private static final String UNCUT = "rejects.tsv";

    private final LogRecipe recipe;
    private final Path folder;
    private final Path list;

    private record Rejected(String file, long line, String reason, String row) {
        /// @param parts a line of the list
        static Rejected of(String[] parts) {
            return new Rejected(parts[0], Long.parseLong(parts[1]), parts[2], parts[3].replace("\\t", "\t"));
        }

        LeftOut leftOut() {
            return LeftOut.rejected(file, line, reason, row);
        }
    }

    /// @param folder where the recipe's paths start
    /// @param list   tab-separated with a head: file, line, reason, row
    RejectedRows(LogRecipe recipe, Path folder, Path list) {
        this.recipe = recipe;
        this.folder = folder;
        this.list = list;
    }

    List<LeftOut> of(String userId) {
        List<LeftOut> found = new ArrayList<>();
        Map<String, List<Rejected>> toCut = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(list)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split("\t", 4);
                if (parts.length < 4 || !parts[3].contains(userId) || parts[2].equals(NO_USER)) {
                    continue; // no user, someone else's, or what follows a line break within a row
                }
                if (CUT.contains(parts[2])) {
                    toCut.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(Rejected.of(parts));
                } else if (parts[1].matches("\\d+")) {
                    found.add(Rejected.of(parts).leftOut());
                }
            }
            for (List<Rejected> rows : toCut.values()) {
                found.addAll(ofUser(rows, userId));
            }
        } catch (IOException e) {
            throw new Fault.Work("The rejected rows in %s cannot be read: %s. Prepare the log again.", list, e.getMessage(), e);
        }
        found.sort(Comparator.comparingLong(LeftOut::line));
        return found;
    }

    private List<LeftOut> ofUser(List<Rejected> rows, String userId) throws IOException {
        Path scratch = Files.createTempDirectory("trailbench-rejected");
        try {
            int head = write(scratch.resolve(ROWS), rows);
            EventLog log = LogReader.read(usersOnly(), scratch, scratch.resolve(UNCUT), Progress.SILENT);
            int[] events = IntStream.range(0, log.size()).filter(event -> log.userIds().get(log.users()[event]).equals(userId)).toArray();
            return Arrays.stream(events).mapToObj(event -> rows.get((int) log.rows()[event] - head - 1).leftOut()).toList();
        } catch (Fault.Request uncut) {
            return rows.stream().map(Rejected::leftOut).toList(); // none can be cut any more: the list shortens long rows
        } finally {
            Files.deleteIfExists(scratch.resolve(ROWS));
            Files.deleteIfExists(scratch.resolve(UNCUT));
            Files.deleteIfExists(scratch);
        }
    }

    /// @return lines before the first row
    private int write(Path file, List<Rejected> rows) throws IOException {
        try (Writer text = Files.newBufferedWriter(file, charset())) {
            int head = 0;
            if (recipe.format().header()) {
                text.write(head(rows.getFirst().file) + "\n");
                head = 1;
            }
            for (Rejected row : rows) {
                text.write(row.row + "\n");
            }
            return head;
        }
    }

    private Charset charset() {
        return Charset.forName(recipe.format().encoding());
    }

    private String head(String name) throws IOException {
        Path source = recipe.files().stream()
                .filter(file -> file.getFileName().toString().equals(name))
                .findFirst()
                .map(folder::resolve)
                .orElseThrow(() -> new Fault.Work("%s names the file %s, which is no file of the log. Prepare the log again.", list, name));
        try (InputStream bytes = Files.newInputStream(source);
                InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, charset()))) {
            return String.valueOf(lines.readLine());
        }
    }

    /// Every row that can be cut is an event of its user: the user's column is all that is asked.
    private LogRecipe usersOnly() {
        LogRecipe.Columns columns = recipe.columns();
        return new LogRecipe(
                List.of(Path.of(ROWS)),
                recipe.format(),
                new LogRecipe.Columns(
                        columns.user(), columns.user(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(),
                        columns.timeFormat(), columns.zone(), false, Map.of(), List.of()),
                new LogRecipe.Clean(1, 1, List.of(), false, false));
    }
}
