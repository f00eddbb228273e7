package trailbench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.work.Fault;
import trailbench.work.Progress;

class NumberedRowsTest {
    @TempDir
    Path folder;

    private DelimitedFile file(byte[] bytes, char delimiter, boolean header, Charset encoding) throws IOException {
        return new DelimitedFile(Files.write(folder.resolve("log.csv"), bytes), delimiter, header, encoding);
    }

    private DelimitedFile csv(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8), ',', true, StandardCharsets.UTF_8);
    }

    /// Each row as "line: value|value", malformed ones as "line! reason: text".
    private static List<String> rows(DelimitedFile file, int... wanted) {
        List<String> rows = new ArrayList<>();
        try (NumberedRows numbered = NumberedRows.cut(file, Progress.SILENT)) {
            numbered.read(wanted, new NumberedRows.Receiver() {
                @Override
                public void row(int line, String[] values) {
                    rows.add(line + ": " + String.join("|", values));
                }

                @Override
                public void malformed(int line, String reason) {
                    numbered.texts(new int[] {line}, (_, text) -> rows.add(line + "! " + reason + ": " + text));
                }
            }, Progress.SILENT);
            assertEquals(numbered.count(), rows.size());
        }
        return rows;
    }

    @Test
    void rowsKeepTheirLineOverBlankLinesQuotesAndEveryKindOfLineEnd() throws IOException {
        DelimitedFile file = csv("user,item,title\nann,1,\"two\nlines\"\r\n\nbob,2,\"say \"\"hi\"\", ok\"\rcy,,x");
        assertEquals(List.of("2: ann|two lines", "5: bob|say \"hi\", ok", "6: cy|x"), rows(file, 0, 2));
        assertEquals(List.of("2: 1", "5: 2", "6: "), rows(file, 1));
    }

    @Test
    void malformedRowsAreGivenBackWithTheirReason() throws IOException {
        DelimitedFile file = csv("user,item\nann,1\nbob\ncy,2,3\n\"dan,4\neve,5\n\"fay\"x,6\n");
        assertEquals(
                List.of("2: ann|1", "6: eve|5", "3! missing columns: bob", "4! too many columns: cy,2,3", "5! quote not closed: \"dan,4",
                        "7! quote not closed: \"fay\"x,6"),
                rows(file, 0, 1));
    }

    @Test
    void packedFilesAndOtherEncodingsAreRead() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("1\tcafé\n2\tnaïve\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        assertEquals(List.of("1: 1|café", "2: 2|naïve"), rows(file(packed.toByteArray(), '\t', false, StandardCharsets.ISO_8859_1), 0, 1));
        byte[] chinese = "用户 商品\n甲 乙\n".getBytes(Charset.forName("GBK"));
        assertEquals(List.of("2: 甲|乙"), rows(file(chinese, ' ', true, Charset.forName("GBK")), 0, 1));
        byte[] utf16 = "u;i\n😀;b\n".getBytes(StandardCharsets.UTF_16);
        assertEquals(List.of("2: 😀|b"), rows(file(utf16, ';', true, StandardCharsets.UTF_16), 0, 1));
        assertEquals(List.of("2: a|b"), rows(csv("\ufeffuser,item\na,b"), 0, 1));
        try (NumberedRows rows = NumberedRows.cut(csv("\ufeffuser,item\na,b"), Progress.SILENT)) {
            assertEquals(List.of("user", "item"), rows.columns());
        }
    }

    @Test
    void textThatIsNoTextIsRefusedWithItsLine() throws IOException {
        DelimitedFile latin = file("u,i\nx,y\ncafé,1\n".getBytes(StandardCharsets.ISO_8859_1), ',', true, StandardCharsets.UTF_8);
        assertRefused(latin, "log.csv line 3", "encoding");
        assertRefused(csv("u,i\na,\0\n"), "log.csv line 2", "NUL");
        assertRefused(csv("u,i\na," + "x".repeat(1_000_001) + "\n"), "log.csv line 2", "longer");
        assertRefused(csv("u,i\na," + "x".repeat(5_000_000)), "log.csv line 2", "longer");
        assertRefused(csv("\n\n"), "log.csv", "empty");
        assertRefused(file(new byte[] {'P', 'K', 3, 4, 0}, ',', true, StandardCharsets.UTF_8), "zip", "Unpack");
        assertTrue(assertThrows(Fault.Request.class, () -> new DelimitedFile(folder.resolve("no"), ',', true, StandardCharsets.UTF_8))
                .getMessage().contains("does not exist"));
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
        assertThrows(Fault.Work.class, () -> rows(file(half, '\t', false, StandardCharsets.UTF_8), 0));
    }

    @Test
    void manyRowsComeInOrderFromAllCores() throws IOException {
        int n = 1_500_000;
        var text = new StringBuilder("u,i,t\n");
        for (int i = 0; i < n; i++) {
            text.append("user").append(i % 977).append(",\"item ").append(i).append("\",").append(i).append('\n');
        }
        int[] seen = {0};
        try (NumberedRows rows = NumberedRows.cut(csv(text.toString()), Progress.SILENT)) {
            rows.read(new int[] {2}, new NumberedRows.Receiver() {
                @Override
                public void row(int line, String[] values) {
                    assertEquals(seen[0]++, Integer.parseInt(values[0]));
                    assertEquals(seen[0] + 1, line);
                }

                @Override
                public void malformed(int line, String reason) {
                    throw new AssertionError(line + " " + reason);
                }
            }, Progress.SILENT);
        }
        assertEquals(n, seen[0]);
    }

    @Test
    void cancelIsHeardWhileRowsAreNumbered() throws IOException {
        DelimitedFile file = csv("u,i\na,b\n");
        Progress cancelled = new Progress() {
            @Override
            public void report(String phase, long done, long total) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(Progress.Cancelled.class, () -> NumberedRows.cut(file, cancelled));
    }
}
