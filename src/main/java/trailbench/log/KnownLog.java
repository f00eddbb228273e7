package trailbench.log;

import static trailbench.log.ColumnNames.BEHAVIOUR;
import static trailbench.log.ColumnNames.ITEM;
import static trailbench.log.ColumnNames.SESSION;
import static trailbench.log.ColumnNames.TIME;
import static trailbench.log.ColumnNames.TITLE;
import static trailbench.log.ColumnNames.USER;
import static trailbench.log.ColumnNames.VALUE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A public log whose columns are known, told from its header or from what its columns hold. Recognising one saves guessing; the file's
/// name says nothing.
///
/// @param name       as the field calls it
/// @param columns    with a header, their names in lower case; without one, a pattern for the values of each
/// @param header     whether the file has one
/// @param roles      role to index of its column
/// @param features   indices of columns that describe the item
/// @param behaviours value in the file to behaviour
/// @param timeFormat as [LogRecipe.Columns#timeFormat]
/// @param basket     whether a session is an unordered basket
record KnownLog(
        String name,
        List<String> columns,
        boolean header,
        Map<String, Integer> roles,
        List<Integer> features,
        Map<String, String> behaviours,
        String timeFormat,
        boolean basket) {
    private static final String ID = "\\d{1,12}";
    private static final String SECONDS = "\\d{9,10}";
    private static final String ZULU = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[.]\\d{3}Z";
    private static final String STARS = "[0-5](?:[.][05])?";

    private static final List<KnownLog> ALL = List.of(
            headed("MovieLens ratings.csv", "userid,movieid,rating,timestamp", Map.of(USER, 0, ITEM, 1, TIME, 3, VALUE, 2)),
            bare("MovieLens u.data or ratings.dat", List.of(ID, ID, STARS, SECONDS), Map.of(USER, 0, ITEM, 1, TIME, 3, VALUE, 2)),
            headed("GRU4Rec SessionId ItemId Time", "sessionid,itemid,time", Map.of(USER, 0, ITEM, 1, TIME, 2)),
            bare("SASRec user item", List.of(ID, ID), Map.of(USER, 0, ITEM, 1)),
            bare("Taobao UserBehavior", List.of(ID, ID, ID, "pv|buy|cart|fav", SECONDS), Map.of(USER, 0, ITEM, 1, BEHAVIOUR, 3, TIME, 4))
                    .withFeatures(2).withBehaviours(Map.of("pv", "view", "buy", "purchase", "fav", "favourite")),
            headed("Tmall user_log", "user_id,item_id,cat_id,seller_id,brand_id,time_stamp,action_type", Map.of(USER, 0, ITEM, 1, BEHAVIOUR, 6, TIME, 5))
                    .withFeatures(2, 3, 4).withTimeFormat("MMdd")
                    .withBehaviours(Map.of("0", "click", "1", "cart", "2", "purchase", "3", "favourite")),
            headed("RetailRocket events", "timestamp,visitorid,event,itemid,transactionid", Map.of(USER, 1, ITEM, 3, BEHAVIOUR, 2, TIME, 0))
                    .withBehaviours(Map.of("addtocart", "cart", "transaction", "purchase")),
            headed(
                    "REES46", "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session",
                    Map.of(USER, 7, ITEM, 2, BEHAVIOUR, 1, TIME, 0, SESSION, 8)).withFeatures(3, 4, 5, 6),
            bare("Yoochoose clicks", List.of(ID, ZULU, ID, "S|[0-9]{1,12}"), Map.of(USER, 0, ITEM, 2, TIME, 1)).withFeatures(3),
            bare("Yoochoose buys", List.of(ID, ZULU, ID, ID, ID), Map.of(USER, 0, ITEM, 2, TIME, 1)).withFeatures(3),
            headed("Diginetica item views", "sessionid,userid,itemid,timeframe,eventdate", Map.of(USER, 0, ITEM, 2, TIME, 4)),
            headed(
                    "Online Retail", "invoiceno,stockcode,description,quantity,invoicedate,unitprice,customerid,country",
                    Map.of(USER, 6, ITEM, 1, SESSION, 0, TIME, 4, TITLE, 2)).withFeatures(5, 7).asBaskets());

    private static KnownLog headed(String name, String columns, Map<String, Integer> roles) {
        return new KnownLog(name, List.of(columns.split(",")), true, roles, List.of(), Map.of(), "auto", false);
    }

    private static KnownLog bare(String name, List<String> patterns, Map<String, Integer> roles) {
        return new KnownLog(name, patterns, false, roles, List.of(), Map.of(), "auto", false);
    }

    private KnownLog withFeatures(Integer... indices) {
        return new KnownLog(name, columns, header, roles, List.of(indices), behaviours, timeFormat, basket);
    }

    private KnownLog withBehaviours(Map<String, String> names) {
        return new KnownLog(name, columns, header, roles, features, names, timeFormat, basket);
    }

    private KnownLog withTimeFormat(String format) {
        return new KnownLog(name, columns, header, roles, features, behaviours, format, basket);
    }

    private KnownLog asBaskets() {
        return new KnownLog(name, columns, header, roles, features, behaviours, timeFormat, true);
    }

    /// The log that has these columns; RecBole's atomic files are told by the types behind their column names.
    ///
    /// @param sample rows, one text a column
    static Optional<KnownLog> of(List<String> columns, boolean header, List<List<String>> sample) {
        if (header && columns.stream().allMatch(column -> column.matches(".+:(token|float|token_seq|float_seq)"))) {
            return recBole(columns);
        }
        return ALL.stream().filter(known -> known.header == header && known.fits(columns, sample)).findFirst();
    }

    private boolean fits(List<String> names, List<List<String>> sample) {
        if (names.size() != columns.size()) {
            return false;
        }
        if (header) {
            return names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList().equals(columns);
        }
        return !sample.isEmpty() && IntStream.range(0, columns.size()).allMatch(column -> {
            Pattern pattern = Pattern.compile(columns.get(column));
            return sample.stream().allMatch(row -> pattern.matcher(row.get(column)).matches());
        });
    }

    /// Roles by the names that atomic files have.
    private static Optional<KnownLog> recBole(List<String> columns) {
        Optional<Integer> user = ColumnNames.find(USER, columns).or(() -> ColumnNames.find(SESSION, columns));
        Optional<Integer> item = ColumnNames.find(ITEM, columns);
        if (user.isEmpty() || item.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Integer> roles = new LinkedHashMap<>(Map.of(USER, user.get(), ITEM, item.get()));
        ColumnNames.find(TIME, columns).ifPresent(column -> roles.put(TIME, column));
        ColumnNames.find(BEHAVIOUR, columns).ifPresent(column -> roles.put(BEHAVIOUR, column));
        ColumnNames.find(VALUE, columns).ifPresent(column -> roles.put(VALUE, column));
        return Optional.of(new KnownLog("RecBole atomic file", columns, true, roles, List.of(), Map.of(), "auto", false));
    }
}
