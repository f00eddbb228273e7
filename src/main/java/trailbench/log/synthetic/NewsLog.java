package trailbench.log.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Readers of articles that grow old. Articles appear evenly, [#ARTICLES_A_DAY] a day. A reader takes an article that is at most
/// [#LONGEST_LIFE_HOURS] hours old, by the weight 2^(-age / [#HALF_LIFE_HOURS] h), times [#FAVOURITE] if it is of the reader's topic.
///
/// So whatever is split in time asks for articles that training hardly saw or never: popularity of all time is worth next to nothing,
/// and the cold items that the leak check and the passport count are real.
final class NewsLog {
    static final int ARTICLES_A_DAY = 24;
    static final int HALF_LIFE_HOURS = 6;
    static final int LONGEST_LIFE_HOURS = 36;
    static final int FAVOURITE = 12;
    private static final List<String> TOPICS = List.of("weather", "elections", "tennis", "markets", "films", "trains", "health", "space");
    private static final int DAYS = 28;
    private static final int READERS = 1_500;

    private final SplittableRandom random;
    private final int[] topics = new int[ARTICLES_A_DAY * DAYS];
    private final List<SyntheticEvent> events = new ArrayList<>();

    NewsLog(SplittableRandom random) {
        this.random = random;
        for (int article = 0; article < topics.length; article++) {
            topics[article] = random.nextInt(TOPICS.size());
        }
    }

    List<SyntheticEvent> events() {
        for (int reader = 1; reader <= READERS; reader++) {
            read("reader-%04d".formatted(reader));
        }
        return events;
    }

    private void read(String reader) {
        int topic = random.nextInt(TOPICS.size());
        int visits = 4 + random.nextInt(9);
        for (int visit = 1; visit <= visits; visit++) {
            long minutes = 2 * 24 * 60 + random.nextInt((DAYS - 2) * 24 * 60);
            int articles = 1 + random.nextInt(5);
            List<Integer> seen = new ArrayList<>();
            for (int each = 0; each < articles; each++) {
                int article = choose(topic, minutes / 60.0, seen);
                seen.add(article);
                events.add(event(reader, reader + "-" + visit, SyntheticLog.BEGIN.toEpochMilli() + (minutes + 3L * each) * 60_000, article));
            }
        }
    }

    /// @param hours since the first article
    private int choose(int topic, double hours, List<Integer> seen) {
        int newest = Math.min(topics.length - 1, (int) (hours * ARTICLES_A_DAY / 24));
        int oldest = Math.max(0, newest - LONGEST_LIFE_HOURS * ARTICLES_A_DAY / 24 + 1);
        double[] weights = new double[newest - oldest + 1];
        for (int article = oldest; article <= newest; article++) {
            double age = hours - article * 24.0 / ARTICLES_A_DAY;
            double liking = topics[article] == topic ? FAVOURITE : 1;
            weights[article - oldest] = seen.contains(article) ? 0 : liking * Math.pow(2, -age / HALF_LIFE_HOURS);
        }
        return oldest + new Draw(weights).from(random);
    }

    /// The hour at which an article appeared, in its title, lets the reader of a map see what is old.
    private SyntheticEvent event(String reader, String session, long time, int article) {
        String topic = TOPICS.get(topics[article]);
        long hour = article * 24L / ARTICLES_A_DAY;
        String title = String.format(Locale.ROOT, "Made-up article %d on %s of day %d at %d h", article + 1, topic, hour / 24 + 1, hour % 24);
        return new SyntheticEvent(reader, session, time, "read", String.format(Locale.ROOT, "a%04d", article + 1), title, topic);
    }
}
