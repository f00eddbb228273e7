package trailbench.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import trailbench.log.LogRecipe.Behaviour;

/// The behaviours of a log in the order in which people come to them, each with its weight and its colour.
///
/// What [LogRecipe#behaviours] says goes before all else. A behaviour that it leaves out stands where its name belongs (a view before a
/// cart, a cart before a purchase; an unknown name before the cart), weighs 1, and takes a colour that no other has, as long as there is
/// one. The colours can be told apart by the colour-blind: M. Okabe, K. Ito, "Color universal design", 2008.
///
/// @param stages the first is where the funnel is widest
public record Funnel(List<Stage> stages) {
    /// Blue, orange, green, purple, sky blue, vermilion, grey, yellow (last: it is pale on white).
    public static final List<String> COLOURS =
            List.of("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#999999", "#F0E442");
    private static final List<Family> FAMILIES = List.of(
            new Family("#999999", "impression", "exposure", "show"),
            new Family("#0072B2", "view", "pv", "click", "detail", "visit", "browse", "open", "play", "listen", "watch", "read", "event"),
            new Family("#56B4E9", "search", "query"),
            new Family("#CC79A7", "favourite", "favorite", "fav", "like", "wish", "wishlist", "collect", "save", "follow", "rate", "rating"),
            new Family("#F0E442", "comment", "review", "share", "forward"),
            new Family(""),
            new Family("#E69F00", "cart", "basket", "addtocart", "add-to-cart"),
            new Family("#F0E442", "removefromcart", "remove-from-cart", "checkout"),
            new Family("#009E73", "purchase", "buy", "order", "transaction", "payment"),
            new Family("#D55E00", "cancellation", "cancel", "return", "refund", "dislike"));
    /// The family of names that are not known.
    private static final int UNKNOWN = 5;
    private static final Map<String, Integer> RANKS = ranks();

    /// Names for what people do at the same stage.
    private record Family(String colour, Set<String> words) {
        Family(String colour, String... words) {
            this(colour, Set.of(words));
        }
    }

    /// @param weight relative to 1
    /// @param colour `#rrggbb`
    public record Stage(String name, double weight, String colour) {}

    private static Map<String, Integer> ranks() {
        Map<String, Integer> ranks = new HashMap<>();
        for (int rank = 0; rank < FAMILIES.size(); rank++) {
            for (String word : FAMILIES.get(rank).words()) {
                ranks.put(word, rank);
            }
        }
        return Map.copyOf(ranks);
    }

    private static int rank(String behaviour) {
        return RANKS.getOrDefault(behaviour.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-'), UNKNOWN);
    }

    /// The stages of what the recipe names and of what is known of the log.
    ///
    /// @param known names of behaviours, in the log's order
    public static Funnel of(LogRecipe recipe, Collection<String> known) {
        List<Behaviour> given = recipe.behaviours().orElse(List.of());
        List<String> names = new ArrayList<>(given.stream().map(Behaviour::name).toList());
        for (String name : new LinkedHashSet<>(known)) {
            if (!names.contains(name)) {
                names.add(place(names, name), name);
            }
        }
        Map<String, Behaviour> told = given.stream().collect(Collectors.toMap(Behaviour::name, Function.identity()));
        Set<String> taken = given.stream().flatMap(behaviour -> behaviour.colour().stream()).map(Funnel::upperCase).collect(Collectors.toCollection(HashSet::new));
        List<Stage> stages = new ArrayList<>();
        for (String name : names) {
            Behaviour behaviour = told.getOrDefault(name, new Behaviour(name));
            String colour = behaviour.colour().orElseGet(() -> colour(name, taken, stages.size()));
            taken.add(upperCase(colour));
            stages.add(new Stage(name, behaviour.weight().orElse(1.0), colour));
        }
        return new Funnel(List.copyOf(stages));
    }

    /// Before the first that people come to later.
    private static int place(List<String> names, String name) {
        int place = 0;
        while (place < names.size() && rank(names.get(place)) <= rank(name)) {
            place++;
        }
        return place;
    }

    private static String colour(String name, Set<String> taken, int place) {
        return Stream.concat(Stream.of(FAMILIES.get(rank(name)).colour()), COLOURS.stream())
                .filter(colour -> !colour.isEmpty() && !taken.contains(colour))
                .findFirst()
                .orElse(COLOURS.get(place % COLOURS.size()));
    }

    private static String upperCase(String colour) {
        return colour.toUpperCase(Locale.ROOT);
    }

    public List<String> names() {
        return stages.stream().map(Stage::name).toList();
    }

    /// These behaviours in the funnel's order.
    public List<String> inOrder(Collection<String> behaviours) {
        return names().stream().filter(behaviours::contains).toList();
    }

    /// `#rrggbb`
    public String colour(String behaviour) {
        return stages.stream().filter(stage -> stage.name().equals(behaviour)).findFirst().map(Stage::colour).orElse(COLOURS.getFirst());
    }
}
