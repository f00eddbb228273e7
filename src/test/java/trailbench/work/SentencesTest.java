package trailbench.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The books of Chinese beside the code: every sentence that the code can say has its pair there.
class SentencesTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "trailbench");
    private static final Path BOOKS = Path.of("resources", "trailbench", "work", "faults");
    private static final WorkWords CHINESE = new WorkWords(Locale.SIMPLIFIED_CHINESE);

    /// Said in terminals alone, or of a mistake in the program itself.
    private static final Set<String> ENGLISH_ALONE = Set.of("app", "cli", "ui/chart/Curve.java", "ui/chart/CurveChart.java", "work");

    /// What operating systems say of their own accord: see [Trouble#reason].
    private static final Set<String> OF_THE_SYSTEM = Set.of(
            "No space left on device", "There is not enough space on the disk", "Disk quota exceeded", "Read-only file system", "Is a directory",
            "Not a directory", "File name too long", "Too many open files", "Input/output error", "Address already in use", "Connection refused",
            "The process cannot access the file because it is being used by another process");

    private static final Pattern CALL =
            Pattern.compile("new Fault\\.(?:Request|Work)\\(|Fault\\.require\\(|Trouble\\.said\\(|(?<![.\\w])(?:require|wrong)\\(");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PLACE = Pattern.compile("%(?:\\d+\\$)?[,.\\d]*[a-z]");

    private static Map<String, String> books() throws IOException {
        Map<String, String> books = new TreeMap<>();
        for (String book : Sentences.BOOKS) {
            Sentences.pairs(Files.readString(BOOKS.resolve(book + "_zh_CN.txt"))).forEach((english, chinese) -> {
                String before = books.put(english, chinese);
                assertTrue(before == null, () -> book + " has a second pair for: " + english);
            });
        }
        return books;
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                sources.put(SOURCES.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return sources;
    }

    private static Stream<String> texts(String source) {
        return LITERAL.matcher(joined(source)).results().map(text -> text.group(1).replace("\\\"", "\"").replace("\\\\", "\\"));
    }

    /// Texts that go on behind a plus are one.
    private static String joined(String source) {
        return source.replaceAll("\"\\s*\\+\\s*\"", "");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /// All texts that stand where a call of a fault has its sentence.
    private static Set<String> said(String source) {
        Set<String> said = new TreeSet<>();
        for (MatchResult call : CALL.matcher(source).results().toList()) {
            String name = call.group();
            boolean own = name.equals("wrong(") && source.contains("Fault.Request wrong(");
            boolean imported = name.equals("require(") && source.contains("import static trailbench.work.Fault.require;");
            if (name.contains(".") || own || imported) {
                List<String> arguments = arguments(source, call.end());
                String first = arguments.getFirst();
                boolean second = name.endsWith("require(") || own && !first.startsWith("\"");
                String sentence = second && arguments.size() > 1 ? arguments.get(1) : first;
                texts(sentence).forEach(said::add);
            }
        }
        return said;
    }

    /// The first two arguments of a call, as they stand.
    private static List<String> arguments(String source, int from) {
        int depth = 0;
        boolean quoted = false;
        int comma = -1;
        for (int i = from; ; i++) {
            char c = source.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0 && depth-- == 0 || c == ',' && depth == 0) {
                if (c == ',' && comma < 0) {
                    comma = i;
                } else {
                    return comma < 0
                            ? List.of(source.substring(from, i).strip())
                            : List.of(source.substring(from, comma).strip(), source.substring(comma + 1, i).strip());
                }
            }
        }
    }

    private static boolean speaks(String sentence) {
        return PLACE.matcher(sentence).replaceAll("").chars().anyMatch(Character::isLetter);
    }

    @Test
    void everySentenceOfTheCodeHasItsChineseAndEveryPairItsSentence() throws IOException {
        Map<String, String> sources = sources();
        Set<String> said = new TreeSet<>();
        sources.forEach((file, source) -> {
            if (ENGLISH_ALONE.stream().noneMatch(file::startsWith)) {
                said.addAll(said(source));
            }
        });
        String all = sources.values().stream().map(SentencesTest::joined).collect(Collectors.joining());
        Set<String> pairs = books().keySet();
        assertTrue(said.size() > 400, () -> said.size() + " sentences were found");
        assertEquals(List.of(), said.stream().filter(SentencesTest::speaks).filter(sentence -> !pairs.contains(sentence)).toList(), "without Chinese");
        assertEquals(List.of(), pairs.stream().filter(sentence -> !all.contains(quoted(sentence)) && !OF_THE_SYSTEM.contains(sentence)).toList(), "stands nowhere");
    }

    @Test
    void everyPairSpeaksOfTheSameThings() throws IOException {
        books().forEach((english, chinese) -> {
            long count = PLACE.matcher(english).results().count();
            if (chinese.contains("$")) {
                Set<String> places = PLACE.matcher(chinese).results().map(MatchResult::group).collect(Collectors.toSet());
                for (String place : places) {
                    int number = Integer.parseInt(place.replaceAll("\\D", ""));
                    assertTrue(1 <= number && number <= count, chinese);
                }
            } else {
                assertEquals(count, PLACE.matcher(chinese).results().count(), english);
            }
            assertTrue(PLACE.matcher(chinese).results().allMatch(place -> place.group().endsWith("s")), () -> "values come as text: " + chinese);
            assertFalse(chinese.matches(".*[!！].*"), chinese);
        });
    }

    /// [trailbench.format.Yaml] puts the group's path in front of it.
    @Test
    void refusalOfAFieldBeginsWithItsNameInBothLanguages() throws IOException {
        Pattern refusal = Pattern.compile("([a-z][a-z_0-9]*) \"?%s\"? (?:is|and|must|are)\\b.*");
        List<String> fields = books().entrySet().stream()
                .filter(pair -> refusal.matcher(pair.getKey()).matches() && !pair.getValue().contains("$"))
                .filter(pair -> !pair.getValue().startsWith(pair.getKey().split(" ")[0]))
                .map(Map.Entry::getKey)
                .toList();
        assertEquals(List.of(), fields);
    }

    @Test
    void valuesStandAsTheEnglishSentenceHasThemAndInAnyOrder() {
        Fault fault = new Fault.Request("%s has %,d rows, but %s has %,d ids. Each row needs its id, in the same order.", "a.npy", 12_000, "ids.txt", 9);
        assertEquals("a.npy has 12,000 rows, but ids.txt has 9 ids. Each row needs its id, in the same order.", fault.getMessage());
        assertEquals("a.npy 有 12,000 行，而 ids.txt 有 9 个编号。每一行都需要编号，顺序相同。", CHINESE.trouble(fault.trouble()));
        assertEquals("“a”的向量（第 3 行）", Sentences.fill("“%2$s”的向量（第 %1$s 行）", List.of("3", "a")));
    }

    @Test
    void valueThatIsATroubleOrTheCauseSpeaksTheLanguageToo() {
        Fault within = new Fault.Request("%s does not exist.", "vectors.npy");
        Fault around = new Fault.Request("%s Put the log there, or name another file under log.files of the experiment %s.", within.getMessage(), "shop", within);
        assertEquals("vectors.npy 不存在。请把日志放在那里，或在实验 shop 的 log.files 中写其他文件。", CHINESE.trouble(around.trouble()));
        Fault denied = new Fault.Work("The key %s cannot be read: %s.", "noise.key", Trouble.said("permission denied"));
        assertEquals("The key noise.key cannot be read: permission denied.", denied.getMessage());
        assertEquals("无法读取密钥 noise.key：没有权限。", CHINESE.trouble(denied.trouble()));
    }

    @Test
    void systemIsQuotedInWords() {
        assertEquals("permission denied", Trouble.reason(new AccessDeniedException("/shop")).toString());
        assertEquals("a.csv 不存在", CHINESE.trouble(Trouble.reason(new UncheckedIOException(new NoSuchFileException("a.csv")))));
        assertEquals("磁盘空间不足", CHINESE.trouble(Trouble.reason(new IOException("No space left on device"))));
        assertEquals("磁盘空间不足", CHINESE.trouble(Trouble.reason(new FileSystemException("a", null, "No space left on device"))));
        assertEquals("EOFException", Trouble.reason(new EOFException()).toString());
    }

    @Test
    void nameThatReadsLikeAPhraseStaysAsItIs() {
        Fault fault = new Fault.Request("The run has no vector of the item \"%s\".", "left");
        assertEquals("此次运行没有物品“left”的向量。", CHINESE.trouble(fault.trouble()));
    }

    @Test
    void sentenceWithoutAPairStaysEnglish() {
        assertEquals("50 % of nothing", CHINESE.trouble(new Fault.Work("50 % of nothing").trouble()));
        assertEquals("a $1 \\ b", CHINESE.trouble(new Fault.Work("%s", "a $1 \\ b").trouble()));
    }
}
