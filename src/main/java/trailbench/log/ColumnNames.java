package trailbench.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The names that columns of behaviour logs go by.
final class ColumnNames {
    static final String USER = "user";
    static final String ITEM = "item";
    static final String TIME = "time";
    static final String SESSION = "session";
    static final String BEHAVIOUR = "behaviour";
    static final String TITLE = "title";
    static final String VALUE = "value";
    /// Not a role: what the values of the behaviour column mean.
    static final String BEHAVIOURS = "behaviours";
    static final String FEATURES = "features";
    /// Roles of one column each, in the order in which they choose.
    static final List<String> ROLES = List.of(USER, ITEM, TIME, SESSION, BEHAVIOUR, TITLE, VALUE);

    /// Role to names, the likeliest first, without separators and in lower case.
    private static final Map<String, List<String>> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(USER, List.of("userid", "user", "customerid", "customer", "visitorid", "visitor", "clientid", "client", "memberid", "member", "accountid",
                "account", "uid", "reviewerid", "username", "fullvisitorid", "personid"));
        NAMES.put(ITEM, List.of("itemid", "item", "productid", "product", "stockcode", "sku", "skuid", "movieid", "movie", "articleid", "article", "asin",
                "parentasin", "trackid", "songid", "videoid", "bookid", "isbn", "newsid", "iid", "pid", "pageid", "page", "url"));
        NAMES.put(TIME, List.of("timestamp", "time", "datetime", "eventtime", "invoicedate", "date", "ts", "unixtime", "unixreviewtime", "createdat",
                "orderdate", "eventdate", "timems", "visittime", "occurredat"));
        NAMES.put(SESSION, List.of("sessionid", "session", "invoiceno", "invoice", "orderid", "order", "basketid", "basket", "transactionid", "transaction",
                "visitid", "usersession"));
        NAMES.put(BEHAVIOUR, List.of("behaviour", "behavior", "behaviourtype", "behaviortype", "event", "eventtype", "eventname", "action", "actiontype",
                "activity", "type"));
        NAMES.put(TITLE, List.of("title", "description", "productname", "itemname", "name", "movietitle", "producttitle"));
        NAMES.put(VALUE, List.of("rating", "ratings", "stars", "score", "overall", "grade"));
        NAMES.put(FEATURES, List.of("category", "categoryid", "categorycode", "price", "unitprice", "brand", "country", "genre", "genres", "department"));
    }

    private ColumnNames() {}

    /// True if the column's name is known for a role.
    static boolean isRole(String column) {
        return NAMES.values().stream().anyMatch(names -> names.contains(plain(column)));
    }

    /// The column of `columns` that bears the likeliest name for a role.
    static Optional<Integer> find(String role, List<String> columns) {
        List<String> plain = columns.stream().map(ColumnNames::plain).toList();
        return names(role).stream().filter(plain::contains).findFirst().map(plain::indexOf);
    }

    /// All columns with a name known for a role, in the order of the file.
    static List<Integer> findAll(String role, List<String> columns) {
        List<Integer> found = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            if (names(role).contains(plain(columns.get(column)))) {
                found.add(column);
            }
        }
        return found;
    }

    /// True if what belongs together under this name has no order: an invoice, unlike a visit.
    static boolean isBasket(String column) {
        return List.of("invoiceno", "invoice", "orderid", "order", "basketid", "basket", "transactionid", "transaction").contains(plain(column));
    }

    private static List<String> names(String role) {
        return NAMES.getOrDefault(role, List.of());
    }

    /// "user_id:token" and "User ID" are both "userid".
    private static String plain(String column) {
        int type = column.indexOf(':');
        String name = type > 0 ? column.substring(0, type) : column;
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
