package trailbench.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// The rows of a delimited file. While the caller's thread takes the rows of a block, another unpacks and cuts the next.
public final class DelimitedRows implements RowSource {
    private final DelimitedFile file;
    private final List<String> columns;

    /// Looks at the file's first row.
    ///
    /// @throws Fault.Request if the file is empty, is not text in its encoding, or has a row that is too long (with the line)
    /// @throws Fault.Work    if it cannot be read
    public DelimitedRows(DelimitedFile file) {
        this.file = file;
        this.columns = List.copyOf(firstRow());
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    private List<String> firstRow() {
        List<String> first = new ArrayList<>();
        walk(new int[] {-1}, 0, block -> {
            if (block.rows() > 0) {
                Fault.require(
                        block.flaw(0) != RowBlock.Flaw.ENCODING,
                        "%s line %,d: is not %s. Choose another encoding, for instance ISO-8859-1, GB18030 or UTF-16, or another file.",
                        file.path(), block.line(0), file.encoding());
                first.addAll(fields(new String(block.bytes(), block.start(0), block.end(0) - block.start(0), StandardCharsets.UTF_8)));
            }
            return first.isEmpty();
        });
        Fault.require(!first.isEmpty(), "%s is empty. Choose a file with one event a line.", file.path());
        return file.header() ? first : IntStream.range(0, first.size()).mapToObj(Integer::toString).toList();
    }

    /// One row cut into columns, before it is known how many there are.
    private List<String> fields(String row) {
        List<String> fields = new ArrayList<>();
        var field = new StringBuilder();
        boolean inQuotes = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"' && inQuotes && i + 1 < row.length() && row.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"' && (inQuotes || field.isEmpty())) {
                inQuotes = !inQuotes;
            } else if (!inQuotes && row.startsWith(file.delimiter(), i)) {
                fields.add(field.toString().strip());
                field.setLength(0);
                i += file.delimiter().length() - 1;
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }

    @Override
    public List<List<String>> head(int rows) {
        List<List<String>> head = new ArrayList<>();
        boolean[] headerPassed = {!file.header()};
        walk(everyColumn(), columns.size(), block -> {
            var row = new Row(block);
            for (int i = 0; i < block.rows() && head.size() < rows; i++) {
                if (!headerPassed[0]) {
                    headerPassed[0] = true;
                } else if (block.flaw(i) == RowBlock.Flaw.NONE) {
                    row.at(i);
                    head.add(texts(row));
                }
            }
            return head.size() < rows;
        });
        return head;
    }

    private int[] everyColumn() {
        return IntStream.range(0, columns.size()).toArray();
    }

    private List<String> texts(Row row) {
        return IntStream.range(0, columns.size()).mapToObj(row::text).toList();
    }

    @Override
    public List<List<String>> spread(int rows, Progress progress) {
        List<List<String>> kept = new ArrayList<>();
        long[] next = {0, 1}; // the row that is kept next, and the distance to the one after it
        read(everyColumn(), new Receiver() {
            private long at;

            @Override
            public void row(Row row, double share) {
                if (at++ != next[0]) {
                    return;
                }
                if (kept.size() == rows) {
                    List<List<String>> half = IntStream.range(0, rows / 2).mapToObj(i -> kept.get(2 * i)).toList();
                    kept.clear();
                    kept.addAll(half);
                    next[1] *= 2;
                }
                kept.add(texts(row));
                next[0] += next[1];
            }

            @Override
            public void malformed(Row row, String reason) {}
        }, progress);
        return kept;
    }

    @Override
    public void read(int[] wanted, List<Lookup> lookups, Receiver receiver, Progress progress) {
        try (FileChannel channel = FileChannel.open(file.path());
                InputStream text = text(channel);
                var ahead = new CuttingAhead(
                        cutter(text, places(wanted)), channel, file.header(), new RowBlock(wanted.length, lookups), new RowBlock(wanted.length, lookups))) {
            Phase phase = Phase.of(Phase.Kind.READING, file.path().getFileName());
            long size = Math.max(1, channel.size());
            boolean header = file.header();
            for (RowBlock block = ahead.next(); block.rows() > 0; block = ahead.next()) {
                progress.checkpoint();
                progress.report(phase, block.position(), size);
                block.giveTo(receiver, header ? 1 : 0, (double) block.position() / size);
                header = false;
            }
        } catch (IOException e) {
            throw Unpacking.unreadable(file.path(), e);
        }
    }

    @FunctionalInterface
    private interface BlockReceiver {
        /// Says whether to go on.
        boolean take(RowBlock block);
    }

    /// Cuts blocks on this thread until the receiver has had enough.
    private void walk(int[] places, int width, BlockReceiver receiver) {
        try (FileChannel channel = FileChannel.open(file.path());
                InputStream text = text(channel)) {
            RowCutter cutter = cutter(text, places);
            var block = new RowBlock(width);
            boolean more = true;
            while (more && cutter.fill(block)) {
                more = receiver.take(block);
            }
        } catch (IOException e) {
            throw Unpacking.unreadable(file.path(), e);
        }
    }

    private int[] places(int[] wanted) {
        int[] places = new int[columns.size()];
        Arrays.fill(places, -1);
        for (int place = 0; place < wanted.length; place++) {
            places[wanted[place]] = place;
        }
        return places;
    }

    private RowCutter cutter(InputStream text, int[] places) {
        return new RowCutter(file.path(), file.encoding(), text, file.delimiterBytes(), places);
    }

    private InputStream text(FileChannel channel) throws IOException {
        InputStream unpacked = Unpacking.open(file.path(), Channels.newInputStream(channel));
        return file.encoding().equals(StandardCharsets.UTF_8) ? unpacked : new Utf8Stream(unpacked, file.encoding());
    }
}
