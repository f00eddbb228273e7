package trailbench.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.log.LogRecipe.Format;
import trailbench.work.Fault;
import trailbench.work.Progress;

class LogSnifferTest {
    private static final Path DATA = Path.of("../shared/data");

    @TempDir
    Path folder;

    private LogReport inspect(String text) throws IOException {
        return LogSniffer.inspect(Files.writeString(folder.resolve("log"), text), Progress.SILENT);
    }

    private static LogReport inspectReal(String file) {
        assumeTrue(Files.exists(DATA.resolve(file)), () -> file + " is not in " + DATA.toAbsolutePath().normalize());
        LogReport report = LogSniffer.inspect(DATA.resolve(file), Progress.SILENT);
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
        LogReport report = LogSniffer.inspect(file, Progress.SILENT);
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
    void whatIsNoTableIsRefused() throws IOException {
        assertTrue(assertThrows(Fault.Request.class, () -> inspect("")).getMessage().contains("empty"));
        assertTrue(assertThrows(Fault.Request.class, () -> inspect("one\ntwo\nthree\n")).getMessage().contains("format.delimiter"));
        assertThrows(Fault.Request.class, () -> LogSniffer.inspect(folder.resolve("no"), Progress.SILENT));
        assertTrue(assertThrows(Fault.Request.class, () -> LogSniffer.inspect(folder, Progress.SILENT)).getMessage().contains("folder"));
    }

    @Test
    void movieLens100KIsUnderstood() {
        LogReport report = inspectReal("ml-100k/u.data");
        assertEquals(new Format("tab", false, "UTF-8"), report.recipe().format());
        assertEquals("column 0: no name to go by, the first column that is left, 943 values", report.clues().get("user").text());
        assertEquals("column 1: no name to go by, the next column, 1,682 values", report.clues().get("item").text());
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
        assertEquals("column CustomerID: named like a user, 4,372 values", report.clues().get("user").text());
    }

    @Test
    void recBoleFileIsUnderstood() {
        LogRecipe.Columns columns = inspectReal("ml-100k-recbole/ml-100k.inter").recipe().columns();
        assertEquals(List.of("user_id:token", "item_id:token"), List.of(columns.user(), columns.item()));
        assertEquals(Optional.of("timestamp:float"), columns.time());
    }
}
