package trailbench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.work.Fault;
import trailbench.work.Progress;

class QueriedRowsTest {
    @TempDir
    Path folder;

    private static List<String> rows(RowSource source, int... wanted) {
        List<String> rows = new ArrayList<>();
        source.read(wanted, new RowSource.Receiver() {
            @Override
            public void row(Row row, double share) {
                rows.add(row.line() + ": " + IntStream.range(0, wanted.length).mapToObj(row::text).collect(Collectors.joining("|")));
            }

            @Override
            public void malformed(Row row, String reason) {
                rows.add(row.line() + "! " + reason);
            }
        }, Progress.SILENT);
        return rows;
    }

    @Test
    void jsonLinesAreRowsAndTheirKeysColumns() throws IOException {
        String text = "{\"user\": \"ann\", \"item\": 7, \"at\": \"2020-01-01T00:00:00Z\"}\n{\"user\": \"bob\", \"item\": 8.5, \"more\": {\"a b\": [1, 2]}}\n"
                + "{\"user\": \"cy\", \"item\": null, \"at\": \"say \\\"hi\\\"\\n\"}\n";
        QueriedRows rows = QueriedRows.of(Files.writeString(folder.resolve("log.jsonl"), text)).orElseThrow();
        assertEquals(List.of("user", "item", "at", "more"), rows.columns());
        assertEquals(List.of("1: ann|7|2020-01-01T00:00:00Z|", "2: bob|8.5||{\"a b\":[1,2]}", "3: cy||say \"hi\"|"), rows(rows, 0, 1, 2, 3));
        assertEquals(List.of("1: 7", "2: 8.5", "3: "), rows(rows, 1));
        assertEquals(List.of(List.of("ann", "7", "2020-01-01T00:00:00Z", "")), rows.head(1));
    }

    @Test
    void linesThatAreNoObjectsAreMalformed() throws IOException {
        Path file = Files.writeString(folder.resolve("log"), "{\"u\": 1}\n{\"u\": \n[1]\n\"text\"\n{\"u\": 2}\n");
        QueriedRows rows = QueriedRows.of(file).orElseThrow();
        assertEquals(List.of("1: 1", "2! not a JSON object", "3! not a JSON object", "4! not a JSON object", "5: 2"), rows(rows, 0));
    }

    @Test
    void packedJsonIsRead() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"u\": \"é\"}\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(List.of("1: é"), rows(QueriedRows.of(Files.write(folder.resolve("log.any"), packed.toByteArray())).orElseThrow(), 0));
    }

    @Test
    void parquetComesAsText() {
        Path file = folder.resolve("log.parquet");
        Parquet.write(file, Columns.none().with("user", "ann", "b\tob").with("time", new long[] {1_577_836_800, -5}).with("price", new double[] {2.5, 1e-3}));
        QueriedRows rows = QueriedRows.of(file).orElseThrow();
        assertEquals(List.of("user", "time", "price"), rows.columns());
        assertEquals(List.of("1: ann|1577836800|2.5", "2: b\tob|-5|0.001"), rows(rows, 0, 1, 2));
    }

    @Test
    void aSpreadSampleComesFromAllOverTheFile() {
        Path file = folder.resolve("log.parquet");
        Parquet.write(file, Columns.none().with("n", IntStream.range(0, 100_000).toArray()));
        List<List<String>> spread = QueriedRows.of(file).orElseThrow().spread(10, Progress.SILENT);
        assertEquals(10, spread.size());
        assertEquals(100_000, QueriedRows.of(file).map(rows -> rows(rows, 0).size()).orElseThrow());
    }

    @Test
    void otherFilesAreNotTaken() throws IOException {
        assertTrue(QueriedRows.of(Files.writeString(folder.resolve("log"), "user,item\n")).isEmpty());
        Path broken = Files.writeString(folder.resolve("broken"), "PAR1 and nothing else");
        assertTrue(assertThrows(Fault.Work.class, () -> QueriedRows.of(broken)).getMessage().contains("broken"));
    }
}
