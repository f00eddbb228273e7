package trailbench.ui.shell;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import trailbench.evaluation.EvaluationOptions;
import trailbench.evaluation.OrderTest;
import trailbench.evaluation.OrderTestOptions;
import trailbench.evaluation.OrderTester;
import trailbench.log.LogTrace.LeftOut;
import trailbench.experiment.Prepared;
import trailbench.graph.GraphChoice;
import trailbench.log.EventLog.Tally;
import trailbench.log.Clue;
import trailbench.log.LogRecipe;
import trailbench.log.LogReport;
import trailbench.log.TableReport;
import trailbench.project.Experiment;
import trailbench.sequence.Cases;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Split;
import trailbench.sequence.SplitBounds;
import trailbench.sequence.SplitFacts;
import trailbench.sequence.SplitParts;
import trailbench.sequence.Vocabulary;
import trailbench.training.TrainingOptions;
import trailbench.work.Progress;

/// A generated shop: 60 customers with 2 to 12 invoices of 1 to 4 items each, over one year. The same each time.
public final class FakeShop {
    private static final int USERS = 60;
    private static final long DAY = 86_400_000L;
    private static final long START = Instant.parse("2010-12-01T08:00:00Z").toEpochMilli();
    private static final List<String> TITLES = List.of(
            "WHITE HANGING HEART T-LIGHT HOLDER", "REGENCY CAKESTAND 3 TIER", "JUMBO BAG RED RETROSPOT", "PARTY BUNTING",
            "LUNCH BAG RED RETROSPOT", "ASSORTED COLOUR BIRD ORNAMENT", "SET OF 3 CAKE TINS PANTRY DESIGN", "PACK OF 72 RETROSPOT CAKE CASES",
            "NATURAL SLATE HEART CHALKBOARD", "POSTAGE", "HEART OF WICKER SMALL", "SPOTTY BUNTING");

    private FakeShop() {}

    public static LogRecipe recipe() {
        return new LogRecipe(
                List.of(Path.of("../logs/online-retail.csv.gz")),
                LogRecipe.Format.defaults(),
                new LogRecipe.Columns("CustomerID", "StockCode", Optional.of("InvoiceDate"), Optional.of("InvoiceNo"), Optional.empty(),
                        Optional.of("Description"), List.of("UnitPrice", "Country"), "auto", "UTC", true, Map.of(),
                        List.of(new LogRecipe.BehaviourRule("InvoiceNo", "^C", "cancellation"),
                                new LogRecipe.BehaviourRule("InvoiceNo", "", "purchase"))),
                LogRecipe.Clean.defaults());
    }

    public static Experiment experiment(String name) {
        return new Experiment(name, recipe(), SequenceOptions.defaults(), new Split.LeaveOneOut(), GraphChoice.defaults(),
                TrainingOptions.defaults(), EvaluationOptions.defaults());
    }

    public static LogReport report(LogRecipe recipe) {
        Map<String, Clue> clues = new LinkedHashMap<>();
        clues.put("user", new Clue.Column("user", "CustomerID", Clue.Why.NAMED_LIKE_THE_ROLE, 4_372));
        clues.put("item", new Clue.Column("item", "StockCode", Clue.Why.NAMED_LIKE_THE_ROLE, 3_684));
        clues.put("time", new Clue.Column("time", "InvoiceDate", Clue.Why.HOLDS_TIMES, 20_460));
        clues.put("session", new Clue.Column("session", "InvoiceNo", Clue.Why.NAMED_LIKE_THE_ROLE, 22_190));
        clues.put("title", new Clue.Column("title", "Description", Clue.Why.NAMED_LIKE_THE_ROLE, 3_896));
        clues.put("delimiter", new Clue.Delimiter("comma", 8, 1));
        clues.put("header", new Clue.Header(true, Clue.HeaderWhy.NAMES_A_ROLE));
        clues.put("encoding", new Clue.Encoding("UTF-8", Clue.EncodingWhy.PLAIN));
        clues.put("time_format", new Clue.Times("ISO-8601 date and time, in UTC where no zone is named", Optional.empty(), 1, false));
        clues.put("zone", new Clue.Zone("UTC", Clue.ZoneWhy.ASSUMED));
        clues.put("type Quantity", new Clue.Type("Quantity", "whole number", 1));
        List<List<String>> sample = new ArrayList<>();
        for (int row = 0; row < 200; row++) {
            sample.add(List.of("5363" + (65 + row / 7), "8512" + row % 10, TITLES.get(row % TITLES.size()), String.valueOf(1 + row % 12),
                    "2010-12-01 08:" + (10 + row % 50) + ":00", "2.55", row == 11 ? "" : "17850", "United Kingdom"));
        }
        return new LogReport(recipe, clues,
                List.of("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"),
                List.of("text", "text", "text", "whole number", "time", "number", "whole number", "text"), sample,
                sample.stream().map(row -> row.get(4).replace(' ', 'T') + "Z").toList(), 541_909);
    }

    /// A table of items, or of users if the file's name begins so: all items, half of the users.
    public static TableReport table(Path file) {
        boolean users = file.getFileName().toString().startsWith("users");
        List<List<String>> sample = new ArrayList<>();
        for (int row = 0; row < 200; row++) {
            sample.add(users ? List.of("123" + row, String.valueOf(20 + row % 50), "United Kingdom") : List.of("8512" + row, TITLES.get(row % TITLES.size()), "kitchen"));
        }
        List<TableReport.Ids> ids = List.of(
                users ? new TableReport.Ids(2_186, 0, 2_186) : new TableReport.Ids(3_684, 3_684, 0), new TableReport.Ids(50, 0, 0), new TableReport.Ids(9, 0, 0));
        return new TableReport(
                file, Optional.of(users ? Clue.About.USERS : Clue.About.ITEMS), users ? "customer" : "code", users ? Optional.empty() : Optional.of("name"),
                List.of(users ? "age" : "department"), users ? List.of("customer", "age", "country") : List.of("code", "name", "department"),
                List.of("whole number", users ? "whole number" : "text", "text"), ids, sample, users ? 2_186 : 3_684, 3_684, 4_372);
    }

    /// Two rows a user, one removed and one rejected; none of the user with the id 12347.
    public static List<LeftOut> leftOut(String user) {
        String file = "online-retail.csv.gz";
        return user.equals("12347") ? List.of() : List.of(
                new LeftOut(file, 1_204, "90210D", "PURPLE ACRYLIC FACETED BANGLE", Optional.of(Instant.ofEpochMilli(START)),
                        false, "item with too few events", ""),
                new LeftOut(file, 88_310, "", "", Optional.empty(), true, "duplicate", "= online-retail.csv.gz:88307"));
    }

    public static OrderTest orderTest(OrderTestOptions options) {
        Prepared prepared = prepared();
        return OrderTester.test(
                prepared.store(), prepared.bounds(), prepared.vocabulary().size(), prepared.test(),
                EvaluationOptions.defaults(), prepared.dataHash(), options, Progress.SILENT);
    }

    public static Prepared prepared() {
        Random random = new Random(7);
        int[] offsets = new int[USERS + 1];
        List<int[]> events = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        List<String> users = new ArrayList<>();
        int[] validationStart = new int[USERS];
        int[] testStart = new int[USERS];
        for (int user = 0; user < USERS; user++) {
            users.add(String.valueOf(12346 + user));
            int invoices = 3 + random.nextInt(10);
            long time = START + random.nextInt(60) * DAY;
            for (int invoice = 0; invoice < invoices; invoice++) {
                if (invoice == invoices - 2) {
                    validationStart[user] = events.size();
                }
                if (invoice == invoices - 1) {
                    testStart[user] = events.size();
                }
                time += (5 + random.nextInt(40)) * DAY;
                int basket = events.size();
                for (int item = 0; item <= random.nextInt(4); item++) {
                    events.add(new int[] {1 + random.nextInt(TITLES.size()), basket});
                    times.add(time);
                }
            }
            offsets[user + 1] = events.size();
        }
        List<String> ids = new ArrayList<>();
        for (int item = 0; item < TITLES.size(); item++) {
            ids.add("8512" + (char) ('A' + item));
        }
        SequenceStore store = new SequenceStore(offsets, events.stream().mapToInt(e -> e[0]).toArray(),
                times.stream().mapToLong(Long::longValue).toArray(), events.stream().mapToInt(e -> e[1]).toArray(), users);
        Map<String, Long> rejected = new LinkedHashMap<>();
        rejected.put("no user", 135_080L);
        rejected.put("duplicate", 5_192L);
        Map<String, Long> removed = new LinkedHashMap<>();
        removed.put("user with too few events", 612L);
        removed.put("item with too few events", 1_025L);
        return new Prepared(Map.of(), new Tally(541_909, 400_000, rejected, removed), Path.of("target/rejects.tsv"),
                new Vocabulary(ids, TITLES, Map.of(), List.of("purchase")), store, new SplitBounds(SplitParts.contiguous(store, validationStart, testStart), new SplitFacts.LeaveOneOut(false, 0)),
                cases(store, Cases.Part.VALIDATION, validationStart, testStart), cases(store, Cases.Part.TEST, testStart, new int[0]),
                "9f3c01");
    }

    private static Cases cases(SequenceStore store, Cases.Part part, int[] from, int[] to) {
        List<int[]> cases = new ArrayList<>();
        for (int user = 0; user < store.users(); user++) {
            int end = to.length == 0 ? store.end(user) : to[user];
            for (int event = from[user]; event < end; event++) {
                cases.add(new int[] {user, from[user], store.items()[event]});
            }
        }
        return new Cases(part, cases.stream().mapToInt(c -> c[0]).toArray(), cases.stream().mapToInt(c -> c[1]).toArray(),
                cases.stream().mapToInt(c -> c[2]).toArray());
    }
}
