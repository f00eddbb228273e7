package trailbench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
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
import trailbench.work.Phase;
import trailbench.work.Progress;

class DelimitedRowsTest {
    @TempDir
    Path folder;

    private DelimitedFile file(byte[] bytes, String delimiter, boolean header, Charset encoding) throws IOException {
        return new DelimitedFile(Files.write(folder.resolve("log.csv"), bytes), delimiter, header, encoding);
    }

    private DelimitedFile csv(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8), ",", true, StandardCharsets.UTF_8);
    }

    /// Each row as "line: value|value", malformed ones as "line! reason: text".
    private static List<String> rows(DelimitedFile file, int... wanted) {
        List<String> rows = new ArrayList<>();
        new DelimitedRows(file).read(wanted, new RowSource.Receiver() {
            @Override
            public void row(Row row, double share) {
                rows.add(row.line() + ": " + IntStream.range(0, wanted.length).mapToObj(row::text).collect(Collectors.joining("|")));
            }

            @Override
            public void malformed(Row row, String reason) {
                rows.add(row.line() + "! " + reason + ": " + row.whole());
            }
        }, Progress.SILENT);
        return rows;
    }

    @Test
    void rowsKeepTheirLineOverBlankLinesQuotesAndEveryKindOfLineEnd() throws IOException {
        DelimitedFile file = csv("user,item,title\nann,1,\"two\nlines\"\r\n\nbob,2,\"say \"\"hi\"\", ok\"\rcy,,x");
        assertEquals(List.of("2: ann|two\nlines", "5: bob|say \"hi\", ok", "6: cy|x"), rows(file, 0, 2));
        assertEquals(List.of("2: 1", "5: 2", "6: "), rows(file, 1));
        assertEquals(List.of("2: two\nlines|1", "5: say \"hi\", ok|2", "6: x|"), rows(file, 2, 1));
    }

    @Test
    void malformedRowsAreGivenBackInPlaceWithTheirReason() throws IOException {
        DelimitedFile file = csv("user,item\nann,1\nbob\ncy,2,3\n\"dan,4\neve,5\n\"fay\"x,6\ngus\0,7\n");
        assertEquals(
                List.of("2: ann|1", "3! missing columns: bob", "4! too many columns: cy,2,3", "5! quote not closed: \"dan,4", "6: eve|5",
                        "7! quote not closed: \"fay\"x,6", "8! not in the encoding: gus\0,7"),
                rows(file, 0, 1));
    }

    @Test
    void spaceAroundValuesIsNotPartOfThem() throws IOException {
        assertEquals(List.of("2: a b|c"), rows(csv("u,i\n  a b ,\" c\"\n"), 0, 1));
    }

    @Test
    void delimitersMayBeLong() throws IOException {
        DelimitedFile file = file("1::Toy: Story::A\n2::\"x::y\"::B\n3:::::C\n4::5\n".getBytes(StandardCharsets.UTF_8), "::", false, StandardCharsets.UTF_8);
        assertEquals(List.of("1: 1|Toy: Story|A", "2: 2|x::y|B", "3: 3||:C", "4! missing columns: 4::5"), rows(file, 0, 1, 2));
    }

    /// Blocks are cut by size, so rows of every kind must survive a cut at any byte.
    @Test
    void rowsThatLieOverTwoBlocksAreWhole() throws IOException {
        var text = new StringBuilder("u,i\n");
        List<String> expected = new ArrayList<>();
        for (int i = 0; text.length() < 3 * RowBlock.SIZE; i++) {
            String value = "é".repeat(i % 977) + i;
            text.append(i).append(i % 3 == 0 ? ",\"a\"\"\r\n" + value + "\"\r\n" : "," + value + "\r\n");
            expected.add(i + "|" + (i % 3 == 0 ? "a\"\r\n" + value : value));
        }
        List<String> read = rows(csv(text.toString()), 0, 1).stream().map(row -> row.substring(row.indexOf(": ") + 2)).toList();
        assertEquals(expected, read);
    }

    @Test
    void aSpreadSampleComesFromAllOverTheFile() throws IOException {
        var text = new StringBuilder("n\n");
        IntStream.range(0, 10_000).forEach(i -> text.append(i).append('\n'));
        var rows = new DelimitedRows(csv(text.toString()));
        assertEquals(IntStream.range(0, 79).mapToObj(i -> List.of(Integer.toString(128 * i))).toList(), rows.spread(100, Progress.SILENT));
        assertEquals(List.of(List.of("0"), List.of("1")), rows.head(2));
    }

    @Test
    void packedFilesAndOtherEncodingsAreRead() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("1\tcafé\n2\tnaïve\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        assertEquals(List.of("1: 1|café", "2: 2|naïve"), rows(file(packed.toByteArray(), "\t", false, StandardCharsets.ISO_8859_1), 0, 1));
        var zstandard = new ByteArrayOutputStream();
        try (var out = new ZstdOutputStream(zstandard)) {
            out.write("1\tx\n2\ty\n".repeat(50_000).getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(zstandard.size() < 10_000);
        assertEquals(100_000, rows(file(zstandard.toByteArray(), "\t", false, StandardCharsets.UTF_8), 0, 1).size());
        byte[] chinese = "用户 商品\n甲 乙\n".getBytes(Charset.forName("GBK"));
        assertEquals(List.of("2: 甲|乙"), rows(file(chinese, " ", true, Charset.forName("GBK")), 0, 1));
        byte[] utf16 = "u;i\n😀;b\n".getBytes(StandardCharsets.UTF_16);
        assertEquals(List.of("2: 😀|b"), rows(file(utf16, ";", true, StandardCharsets.UTF_16), 0, 1));
        assertEquals(List.of("2: a|b"), rows(csv("\ufeffuser,item\na,b"), 0, 1));
        assertEquals(List.of("user", "item"), new DelimitedRows(csv("\ufeffuser,item\na,b")).columns());
    }

    @Test
    void whatIsNoTableOfTextIsRefused() throws IOException {
        DelimitedFile latin = file("café,i\nx,y\n".getBytes(StandardCharsets.ISO_8859_1), ",", true, StandardCharsets.UTF_8);
        assertRefused(latin, "log.csv line 1", "encoding");
        DelimitedFile gbk = file("u,i\nx,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1), ",", true, Charset.forName("GB18030"));
        assertRefused(gbk, "log.csv", "GB18030", "encoding");
        assertRefused(csv("u,i\na," + "x".repeat(1_000_001) + "\n"), "log.csv line 2", "longer");
        assertRefused(csv("u,i\na," + "x".repeat(5_000_000)), "log.csv line 2", "longer");
        assertRefused(csv("\n\n"), "log.csv", "empty");
        assertRefused(file(new byte[] {'P', 'K', 3, 4, 0}, ",", true, StandardCharsets.UTF_8), "zip", "Unpack");
        assertTrue(assertThrows(Fault.Request.class, () -> new DelimitedFile(folder.resolve("no"), ",", true, StandardCharsets.UTF_8))
                .getMessage().contains("does not exist"));
        assertTrue(assertThrows(Fault.Request.class, () -> file(new byte[] {1}, "\"", true, StandardCharsets.UTF_8)).getMessage().contains("delimiter"));
    }

    private static void assertRefused(DelimitedFile file, String... words) {
        String message = assertThrows(Fault.Request.class, () -> rows(file, 0)).getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
    }

    @Test
    void brokenPackingIsAWorkFault() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("1\tx\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] half = java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        assertThrows(Fault.Work.class, () -> rows(file(half, "\t", false, StandardCharsets.UTF_8), 0));
    }

    @Test
    void cancelIsHeardWhileRowsAreRead() throws IOException {
        DelimitedFile file = csv("u,i\na,b\n");
        Progress cancelled = new Progress() {
            @Override
            public void report(Phase phase, long done, long total) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        RowSource.Receiver nobody = new RowSource.Receiver() {
            @Override
            public void row(Row row, double share) {
                throw new AssertionError("row after cancel");
            }

            @Override
            public void malformed(Row row, String reason) {}
        };
        assertThrows(Progress.Cancelled.class, () -> new DelimitedRows(file).read(new int[] {0}, nobody, cancelled));
    }
}
