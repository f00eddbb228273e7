package trailbench.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trailbench.format.Yaml;
import trailbench.log.LogRecipe.Format;
import trailbench.work.Fault;
import trailbench.work.Progress;

class LogSnifferTest {
    private static final Path DATA = Path.of("../shared/data");

    @TempDir
    Path folder;

    private LogReport inspect(String text) throws IOException {
        return LogSniffer.inspect(List.of(Files.writeString(folder.resolve("log"), text)), Progress.SILENT);
    }

    private static LogReport inspectReal(String file) {
        assumeTrue(Files.exists(DATA.resolve(file)), () -> file + " is not in " + DATA.toAbsolutePath().normalize());
        LogReport report = LogSniffer.inspect(List.of(DATA.resolve(file)), Progress.SILENT);
        System.out.println(file + ": " + report.recipe().columns() + " " + report.clues());
        return report;
    }

    @Test
    void namedColumnsFindTheirRoles() throws IOException {
        LogReport report = inspect("event_time;event_type;product_id;category_code;brand;price;user_id;user_session\n"
                + "2019-10-01 00:00:00 UTC;view;44600062;;shiseido;35.79;541312140;72d76fde\n"
                + "2019-10-01 00:00:00 UTC;cart;3900821;appliances;aqua;33.20;554748717;9333dfbd\n");
        LogRecipe.Columns columns = report.recipe().columns();
        assertEquals(new Format("semicolon", true, "UTF-8"), report.recipe().format());
        assertEquals("user_id", columns.user());
        assertEquals("product_id", columns.item());
        assertEquals(Optional.of("event_time"), columns.time());
        assertEquals(Optional.of("event_type"), columns.behaviour());
        assertEquals(Optional.of("user_session"), columns.session());
        assertEquals(false, columns.basket());
        assertEquals(List.of("category_code", "brand", "price"), columns.features());
        assertEquals("column user_id: named like a user, 2 values", report.clues().get("user").text());
        assertEquals(List.of("time", "text", "whole number", "text", "text", "number", "whole number", "text"), report.types());
        assertEquals(2, report.rows());
        assertEquals("view", report.sample().getFirst().get(1));
    }

    @Test
    void sessionStandsForTheUserWhereThereIsNone() throws IOException {
        LogReport report = inspect("SessionId\tItemId\tTime\n1\t214536502\t1396860669.277\n1\t214536506\t1396860886.998\n");
        assertEquals("SessionId", report.recipe().columns().user());
        assertEquals(Optional.empty(), report.recipe().columns().session());
        assertEquals("seconds since 1970", report.clues().get("time_format").text());
    }

    @Test
    void latinTextIsSeen() throws IOException {
        Path file = Files.write(folder.resolve("latin"), "user|item|title\n1|2|café\n1|3|thé\n".getBytes(StandardCharsets.ISO_8859_1));
        LogReport report = LogSniffer.inspect(List.of(file), Progress.SILENT);
        assertEquals(new Format("pipe", true, "ISO-8859-1"), report.recipe().format());
        assertEquals("café", report.sample().getFirst().get(2));
    }

    @Test
    void dayAndMonthThatCannotBeToldApartAreNamed() throws IOException {
        LogReport report = inspect("user,item,date\n1,2,1/12/2010 8:26\n1,3,2/12/2010 9:00\n");
        assertEquals("d/M/yyyy H:mm[:ss]", report.recipe().columns().timeFormat());
        assertTrue(report.clues().get("time_format").text().contains("please check"));
    }

    @Test
    void recipeOfTheUserIsFollowed() throws IOException {
        Files.writeString(folder.resolve("log"), "a,b\n1,2\n3,4\n1,5\n");
        var columns = new LogRecipe.Columns(
                "b", "a", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), "auto", "UTC", false, Map.of(), List.of());
        var recipe = new LogRecipe(List.of(Path.of("log")), Format.defaults(), columns, LogRecipe.Clean.defaults());
        LogReport report = LogSniffer.inspect(recipe, folder, Progress.SILENT);
        assertEquals("column b: as the recipe says, 3 values", report.clues().get("user").text());
        assertEquals("column a: as the recipe says, 2 values", report.clues().get("item").text());
        assertEquals(3, report.rows());
        assertThrows(
                Fault.Request.class,
                () -> LogSniffer.inspect(new LogRecipe(recipe.files(), Format.defaults(), LogRecipe.Columns.defaults(), recipe.clean()), folder, Progress.SILENT));
    }

    @Test
    void encodingsAreToldFromTheBytes() throws IOException {
        String chinese = "用户,商品,标题\n1,2,红色连衣裙\n1,3,蓝牙耳机，无线\n";
        for (String encoding : List.of("GB18030", "UTF-8", "UTF-16LE", "UTF-16BE")) {
            Path file = Files.write(folder.resolve(encoding), (encoding.equals("UTF-8") || encoding.equals("GB18030") ? chinese : "u,i,title\n1,2,dress\n1,3,été\n")
                    .getBytes(Charset.forName(encoding)));
            LogReport report = LogSniffer.inspect(List.of(file), Progress.SILENT);
            assertEquals(encoding, report.recipe().format().encoding());
            assertEquals(2, report.rows());
        }
        Path bom = Files.write(folder.resolve("bom"), "u,i\n1,2\n".getBytes(StandardCharsets.UTF_16));
        assertEquals("UTF-16", LogSniffer.inspect(List.of(bom), Progress.SILENT).recipe().format().encoding());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            'userId,movieId,rating,timestamp/1,307,3.5,1256677221' => MovieLens ratings.csv / userId movieId timestamp rating
            '1::1193::5::978300760/1::661::3::978302109' => MovieLens u.data or ratings.dat / 0 1 3 2
            'SessionId\tItemId\tTime/1\t214\t1396860669.277' => GRU4Rec SessionId ItemId Time / SessionId ItemId Time
            '1 1/1 2' => SASRec user item / 0 1
            '1,2268318,2520377,pv,1511544070/1,2333346,2520771,buy,1511561733' => Taobao UserBehavior / 0 1 4 3
            'user_id,item_id,cat_id,seller_id,brand_id,time_stamp,action_type/328862,323294,833,2882,2661,0829,0' => Tmall user_log / user_id item_id time_stamp action_type
            'timestamp,visitorid,event,itemid,transactionid/1433221332117,257597,view,355908,' => RetailRocket events / visitorid itemid timestamp event
            'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session/2019-10-01 00:00:00 UTC,view,44,2,,shiseido,35.79,541,72d7' => REES46 / user_id product_id event_time event_type
            '1,2014-04-07T10:51:09.277Z,214536502,0/2,2014-04-07T13:56:37.614Z,214662742,S' => Yoochoose clicks / 0 2 1
            '420374,2014-04-06T18:44:58.314Z,214537888,12462,1' => Yoochoose buys / 0 2 1
            'sessionId;userId;itemId;timeframe;eventdate/1;NA;81766;526309;2016-05-09' => Diginetica item views / sessionId itemId eventdate
            'user_id:token\titem_id:token\trating:float\ttimestamp:float/196\t242\t3\t881250949' => RecBole atomic file / user_id:token item_id:token timestamp:float rating:float
            'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country/536365,85123A,LANTERN,6,2010-12-01 08:26:00,2.55,17850.0,France' => Online Retail / CustomerID StockCode InvoiceDate
            """)
    void publicLogsAreRecognised(String lines, String expected) throws IOException {
        LogReport report = inspect(lines.replace("/", "\n").replace("\\t", "\t") + "\n");
        LogRecipe.Columns columns = report.recipe().columns();
        String roles = String.join(
                " ", Stream.of(Optional.of(columns.user()), Optional.of(columns.item()), columns.time(), columns.behaviour(), columns.value()).flatMap(Optional::stream).toList());
        assertEquals(expected, (report.clues().get("log") instanceof Clue.Known known ? known.name() : "nothing") + " / " + roles);
        LogRecipe recipe = report.recipe();
        EventLog log = LogReader.read(
                new LogRecipe(recipe.files(), recipe.format(), columns, new LogRecipe.Clean(1, 1, List.of(), false, true)), folder,
                folder.resolve("rejects.tsv"), Progress.SILENT);
        assertEquals(report.rows(), log.size(), "every row is an event");
    }

    @Test
    void aColumnOfStarsIsTheValueOfEachEventOnlyIfItHoldsNumbers() throws IOException {
        LogReport report = inspect("customer,book,stars,when\n7,a,4.5,2024-03-04\n8,b,3,2024-03-05\n");
        assertEquals(Optional.of("stars"), report.recipe().columns().value());
        assertEquals(Clue.Why.NAMED_LIKE_THE_ROLE, ((Clue.Column) report.clues().get("value")).why());
        assertEquals(Optional.empty(), inspect("customer,book,stars,when\n7,a,good,2024-03-04\n8,b,bad,2024-03-05\n").recipe().columns().value());
    }

    @Test
    void whatACodeMeansIsKnownOfAPublicLog() throws IOException {
        LogReport report = inspect("user_id,item_id,cat_id,seller_id,brand_id,time_stamp,action_type\n1,2,3,4,5,0829,2\n1,3,3,4,5,1111,0\n");
        LogRecipe recipe = report.recipe();
        EventLog log = LogReader.read(
                new LogRecipe(recipe.files(), recipe.format(), recipe.columns(), new LogRecipe.Clean(1, 1, List.of(), false, true)), folder,
                folder.resolve("rejects.tsv"), Progress.SILENT);
        assertEquals(List.of("purchase", "click"), log.behaviourNames());
        assertEquals("2000-08-29T00:00:00Z", Instant.ofEpochMilli(log.times()[0]).toString());
    }

    @Test
    void aFolderIsReadByItsLargestFileAndThoseLikeIt() throws IOException {
        Files.writeString(folder.resolve("part-2.csv"), "user,item,time\n1,2,3\n1,3,4\n");
        Files.writeString(folder.resolve("part-1.csv"), "user,item,time\n1,4,5\n");
        Files.writeString(folder.resolve("items.csv"), "item,title\n9,A\n");
        Files.writeString(folder.resolve(".hidden"), "user,item,time\n1,4,5\n");
        LogReport report = LogSniffer.inspect(List.of(folder), Progress.SILENT);
        assertEquals(List.of("part-1.csv", "part-2.csv"), report.recipe().files().stream().map(file -> file.getFileName().toString()).toList());
        assertEquals(3, report.rows());
        assertEquals("left out, as their columns differ: items.csv", report.clues().get("files").text());
        LogRecipe byPattern = new LogRecipe(List.of(Path.of("part-*.csv")), Format.defaults(), report.recipe().columns(), report.recipe().clean());
        assertEquals(3, LogSniffer.inspect(byPattern, folder, Progress.SILENT).rows());
    }

    @Test
    void tablesInAFolderAreTakenForWhatTheyAreByTheirIds() throws IOException {
        Files.writeString(folder.resolve("log.csv"), "user,item,time\n1,2,3\n1,3,4\n2,4,5\n3,5,6\n");
        // larger than the log; items 2 to 6, of which the log has 2 to 5; numbers 2 and 3 are users too, but items are more like it
        Files.writeString(folder.resolve("goods.dat"), "2::A thing of beauty and of joy for ever and a day::tea\n3::Another::tea\n4::Third::oil\n5::Fourth::oil\n6::Fifth::tea\n");
        Files.writeString(folder.resolve("people"), "1|24|M|Oslo\n2|53|F|Oslo\n3|24|M|Rome\n4|53|F|Rome\n");
        Files.writeString(folder.resolve("notes.csv"), "a,b\nx,y\n");
        LogReport report = LogSniffer.inspect(List.of(folder), Progress.SILENT);
        LogRecipe.Columns columns = report.recipe().columns();
        assertEquals(List.of(folder.resolve("log.csv")), report.recipe().files());
        assertEquals(List.of(new LogRecipe.ItemTable(folder.resolve("goods.dat"), "0", Optional.of("1"), List.of("2"))), columns.itemTables());
        assertEquals(List.of(new LogRecipe.UserTable(folder.resolve("people"), "0", List.of("1", "2", "3"))), columns.userTables());
        assertEquals("goods.dat: 100.0 % of the log's items are in its column 0", report.clues().get("table goods.dat").text());
        assertEquals("left out, as their columns differ: notes.csv", report.clues().get("files").text());
    }

    @Test
    void eachProposalSaysHowSureItIs() throws IOException {
        Map<String, Clue> clues = inspect("customer,product,when,kind,price\n1,2,1/12/2010 8:26,pv,2.5\n1,3,2/12/2010 9:00,buy,\n2,3,2/12/2010 9:00,gaze,x\n").clues();
        assertEquals(Confidence.CERTAIN, clues.get("delimiter").confidence());
        assertEquals(Confidence.CERTAIN, clues.get("header").confidence());
        assertEquals("plain ASCII, which reads the same in UTF-8", clues.get("encoding").text());
        assertEquals(Confidence.CERTAIN, clues.get("user").confidence());
        assertEquals(Confidence.LIKELY, clues.get("time").confidence());
        assertEquals(Confidence.GUESS, clues.get("time_format").confidence(), "day and month may be either way round");
        assertEquals(Confidence.GUESS, clues.get("zone").confidence(), "no zone is named");
        assertEquals("column price: text", clues.get("type price").text());
        assertEquals("column user: certain", "column user: " + inspect("1\t2\t881250949\n3\t4\t891717742\n").clues().get("zone").confidence().word());
        assertEquals(Clue.ZoneWhy.IN_THE_TIMES, ((Clue.Zone) inspect("user,item,time\n1,2,2019-10-01T00:00:00+02:00\n").clues().get("zone")).why());
        Map<String, Clue> bare = inspect("a b\nc d\n").clues();
        assertEquals(List.of(Confidence.GUESS, Confidence.GUESS), List.of(bare.get("header").confidence(), bare.get("item").confidence()));
    }

    @Test
    void wordsForBehavioursGetOneName() throws IOException {
        LogReport report = inspect("user,item,event\n1,2,pv\n1,3,AddToCart\n2,3,buy\n2,3,view\n2,4,gaze\n");
        assertEquals(Map.of("pv", "view", "AddToCart", "cart", "buy", "purchase"), report.recipe().columns().behaviours());
        Clue.Values values = (Clue.Values) report.clues().get("behaviours");
        assertEquals(List.of("gaze"), values.unknown());
        assertEquals(Confidence.LIKELY, values.confidence());
    }

    @Test
    void whatIsAsProposedKeepsItsReasonAndWhatIsNotIsChosen() throws IOException {
        LogReport proposed = inspect("user;item;time\n1;2;2019-10-01 00:00:00\n2;3;2019-10-01 00:00:00\n");
        assertEquals(List.of("2019-10-01T00:00:00Z", "2019-10-01T00:00:00Z"), proposed.times());
        assertEquals(proposed.clues(), LogSniffer.inspect(proposed.recipe(), folder, Progress.SILENT).clues());
        LogRecipe.Columns c = proposed.recipe().columns();
        LogRecipe.Columns swapped = new LogRecipe.Columns(
                "item", "user", c.time(), c.session(), c.behaviour(), c.title(), c.features(), "auto", "Asia/Tokyo", false, Map.of(), List.of());
        LogReport changed = LogSniffer.inspect(proposed.recipe().with(swapped), folder, Progress.SILENT);
        assertEquals("2019-09-30T15:00:00Z", changed.times().getFirst(), "nine hours earlier in UTC");
        assertEquals(List.of(Confidence.CHOSEN, Confidence.CHOSEN, Confidence.CERTAIN), List.of(
                changed.clues().get("user").confidence(), changed.clues().get("zone").confidence(), changed.clues().get("time_format").confidence()));
        LogReport otherFormat = LogSniffer.inspect(
                proposed.recipe().with(new Format("semicolon", true, "ISO-8859-1")), folder, Progress.SILENT);
        assertEquals("as the recipe says; the file looks like UTF-8", otherFormat.clues().get("encoding").text());
    }

    @Test
    void aRecipeIsUsedForTheNextFileAndNamesWhatThatLacks() throws IOException {
        LogReport first = inspect("user;item;time;event\n1;2;5;view\n");
        LogMapping kept = Yaml.parse(Yaml.text(LogMapping.of(first.recipe())), "kept", LogMapping.class);
        Path next = Files.writeString(folder.resolve("next"), "event;time;item;user\nbuy;6;7;8\n");
        LogReport report = LogSniffer.inspect(kept.recipe(List.of(next), Progress.SILENT), folder, Progress.SILENT);
        assertEquals(new LogRecipe(List.of(next), first.recipe().format(), first.recipe().columns(), first.recipe().clean()), report.recipe());
        Path other = Files.writeString(folder.resolve("other"), "user;thing;event\n1;2;view\n");
        Fault fault = assertThrows(Fault.Request.class, () -> kept.recipe(List.of(next, other), Progress.SILENT));
        assertTrue(fault.getMessage().contains("other lacks columns that the recipe asks for: item \"item\", time \"time\". It has user, thing, event. Choose"), fault.getMessage());
        Path comma = Files.writeString(folder.resolve("comma"), "user,item,time,event\n1,2,3,view\n");
        String message = assertThrows(Fault.Request.class, () -> kept.recipe(List.of(comma), Progress.SILENT)).getMessage();
        assertTrue(message.contains("{delimiter: semicolon, header: true}, the file looks like {delimiter: comma, header: true}"), message);
    }

    @Test
    void movieLensTablesAreFoundByTheirIds() {
        assumeTrue(Files.exists(DATA.resolve("ml-100k/u.item")), "MovieLens is not beside the project");
        LogRecipe recipe = LogSniffer.inspect(List.of(DATA.resolve("ml-100k/u.data")), Progress.SILENT).recipe();
        List<TableReport> tables = TableSniffer.inspect(
                recipe, DATA.toAbsolutePath().resolve("ml-100k"), List.of(Path.of("u.item"), Path.of("u.user"), Path.of("u.data")), Progress.SILENT);
        System.out.println(tables.stream().map(table -> table.clue() + " " + table.title() + " " + table.features()).toList());
        assertEquals(List.of(Optional.of(Clue.About.ITEMS), Optional.of(Clue.About.USERS), Optional.empty()), tables.stream().map(TableReport::about).toList());
        assertEquals(new LogRecipe.ItemTable(Path.of("u.item"), "0", Optional.of("1"), List.of("2")), tables.getFirst().asItems());
        assertEquals(new LogRecipe.UserTable(Path.of("u.user"), "0", List.of("1", "2", "3")), tables.get(1).asUsers());
        assertEquals(1, tables.getFirst().found(Clue.About.ITEMS, "0"));
    }

    @Test
    void whatIsNoTableIsRefused() throws IOException {
        assertTrue(assertThrows(Fault.Request.class, () -> inspect("")).getMessage().contains("empty"));
        assertTrue(assertThrows(Fault.Request.class, () -> inspect("one\ntwo\nthree\n")).getMessage().contains("format.delimiter"));
        assertThrows(Fault.Request.class, () -> LogSniffer.inspect(List.of(folder.resolve("no")), Progress.SILENT));
        Files.createDirectory(folder.resolve("none"));
        assertTrue(assertThrows(Fault.Request.class, () -> LogSniffer.inspect(List.of(folder.resolve("none")), Progress.SILENT)).getMessage().contains("no file"));
    }

    @Test
    void movieLens100KIsUnderstood() {
        LogReport report = inspectReal("ml-100k/u.data");
        assertEquals(new Format("tab", false, "UTF-8"), report.recipe().format());
        assertEquals("column 0: known of this log, 943 values", report.clues().get("user").text());
        assertEquals("column 1: known of this log, 1,682 values", report.clues().get("item").text());
        assertEquals(Optional.of("3"), report.recipe().columns().time());
        assertEquals(100_000, report.rows());
    }

    @Test
    void sasRecFileIsUnderstood() {
        LogReport report = inspectReal("ml-1m/ml-1m-sasrec.txt.gz");
        assertEquals(new Format("space", false, "UTF-8"), report.recipe().format());
        assertEquals("0", report.recipe().columns().user());
        assertEquals("1", report.recipe().columns().item());
        assertEquals(Optional.empty(), report.recipe().columns().time());
    }

    @Test
    void taobaoIsUnderstood() {
        LogReport report = inspectReal("taobao-sample/UserBehavior.csv.gz");
        LogRecipe.Columns columns = report.recipe().columns();
        assertEquals(List.of("0", "1"), List.of(columns.user(), columns.item()));
        assertEquals(Optional.of("3"), columns.behaviour());
        assertEquals(Optional.of("4"), columns.time());
    }

    @Test
    void onlineRetailIsUnderstood() {
        LogReport report = inspectReal("online-retail.csv.gz");
        LogRecipe.Columns columns = report.recipe().columns();
        assertEquals(List.of("CustomerID", "StockCode"), List.of(columns.user(), columns.item()));
        assertEquals(Optional.of("InvoiceDate"), columns.time());
        assertEquals(Optional.of("InvoiceNo"), columns.session());
        assertEquals(true, columns.basket());
        assertEquals(Optional.of("Description"), columns.title());
        assertEquals(List.of("UnitPrice", "Country"), columns.features());
        assertEquals(List.of("cancellation", "purchase"), columns.behaviourRules().stream().map(LogRecipe.BehaviourRule::behaviour).toList());
        assertEquals("column CustomerID: known of this log, 4,372 values", report.clues().get("user").text());
    }

    @Test
    void recBoleFileIsUnderstood() {
        LogRecipe.Columns columns = inspectReal("ml-100k-recbole/ml-100k.inter").recipe().columns();
        assertEquals(List.of("user_id:token", "item_id:token"), List.of(columns.user(), columns.item()));
        assertEquals(Optional.of("timestamp:float"), columns.time());
    }
}
