package trailbench.log.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Viewers of series. After an episode that is not the last of its series comes the next one with probability [#FOLLOWS]; otherwise, and after
/// a last episode, the viewer begins a series at its first episode: one of the two genres they like with probability [#FAITHFUL], any other else.
/// Within a genre, series are drawn by Zipf's law. A view is followed by a like of the same video with probability [#LIKES].
///
/// So a model that knows the rule names the next video in about 70 of 100 cases; one that only counts popular videos in very few.
final class VideoLog {
    static final double FOLLOWS = 0.7;
    static final double FAITHFUL = 0.9;
    static final double LIKES = 0.1;
    private static final int VIEWERS = 1_500;
    private static final List<String> GENRES = List.of("cooking", "travel", "history", "science", "football", "music lessons");
    private static final int SERIES_OF_GENRE = 8;
    private static final long EPISODE_MILLIS = 25 * 60_000L;
    private static final long EVENING_MILLIS = 86_400_000L;

    private final SplittableRandom random;
    private final Draw series = Draw.zipf(SERIES_OF_GENRE);
    private final int[] episodes = new int[GENRES.size() * SERIES_OF_GENRE];
    private final List<SyntheticEvent> events = new ArrayList<>();

    VideoLog(SplittableRandom random) {
        this.random = random;
        for (int each = 0; each < episodes.length; each++) {
            episodes[each] = 6 + random.nextInt(9);
        }
    }

    List<SyntheticEvent> events() {
        for (int viewer = 1; viewer <= VIEWERS; viewer++) {
            watch("viewer-%04d".formatted(viewer));
        }
        return events;
    }

    private void watch(String viewer) {
        int[] liked = {random.nextInt(GENRES.size()), random.nextInt(GENRES.size())};
        long time = SyntheticLog.BEGIN.toEpochMilli() + random.nextLong(20 * EVENING_MILLIS) / 1000 * 1000;
        int views = 15 + random.nextInt(36);
        int session = 1;
        int at = begin(liked);
        int episode = 0;
        for (int view = 0; view < views; view++) {
            if (view > 0) {
                boolean more = episode + 1 < episodes[at] && random.nextDouble() < FOLLOWS;
                episode = more ? episode + 1 : 0;
                at = more ? at : begin(liked);
                boolean nextEvening = random.nextInt(4) == 0;
                session += nextEvening ? 1 : 0;
                time += nextEvening ? EVENING_MILLIS : EPISODE_MILLIS + random.nextInt(300) * 1000L;
            }
            add(viewer, session, time, "view", at, episode);
            if (random.nextDouble() < LIKES) {
                add(viewer, session, time + 60_000, "like", at, episode);
            }
        }
    }

    private int begin(int[] liked) {
        int genre = random.nextDouble() < FAITHFUL ? liked[random.nextInt(liked.length)] : random.nextInt(GENRES.size());
        return genre * SERIES_OF_GENRE + series.from(random);
    }

    private void add(String viewer, int session, long time, String behaviour, int at, int episode) {
        String genre = GENRES.get(at / SERIES_OF_GENRE);
        String item = String.format(Locale.ROOT, "s%02de%02d", at + 1, episode + 1);
        String title = String.format(Locale.ROOT, "Made-up series %d about %s: episode %d", at + 1, genre, episode + 1);
        events.add(new SyntheticEvent(viewer, viewer + "-" + session, time, behaviour, item, title, genre));
    }
}
