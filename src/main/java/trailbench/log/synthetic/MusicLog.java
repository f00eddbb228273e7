package trailbench.log.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Listeners in sessions of one mood. Each play repeats one of the last five of its session with probability [#REPEATS]; otherwise a track is
/// drawn: of the session's mood with probability [#STAYS], of any mood else; within a mood by Zipf's law. A session has one of its listener's
/// three moods.
///
/// So the vectors of tracks should fall into [#MOODS] groups, though no model is told of moods; and a test that excludes what was heard before
/// excludes a quarter of the answers.
final class MusicLog {
    static final int MOODS = 12;
    static final double REPEATS = 0.25;
    static final double STAYS = 0.92;
    static final int RECENT = 5;
    private static final List<String> NAMES =
            List.of("calm", "dance", "folk", "jazz", "metal", "choral", "piano", "guitar", "brass", "strings", "drums", "synth");
    private static final int TRACKS_OF_MOOD = 40;
    private static final int TRACKS_OF_ARTIST = 8;
    private static final int LISTENERS = 1_000;
    private static final long DAY_MILLIS = 86_400_000L;

    private final SplittableRandom random;
    private final Draw track = Draw.zipf(TRACKS_OF_MOOD);
    private final List<SyntheticEvent> events = new ArrayList<>();

    MusicLog(SplittableRandom random) {
        this.random = random;
    }

    List<SyntheticEvent> events() {
        for (int listener = 1; listener <= LISTENERS; listener++) {
            listen("listener-%04d".formatted(listener));
        }
        return events;
    }

    private void listen(String listener) {
        int[] moods = random.ints(3, 0, MOODS).toArray();
        long day = SyntheticLog.BEGIN.toEpochMilli() + random.nextInt(20) * DAY_MILLIS;
        int sessions = 3 + random.nextInt(5);
        for (int session = 1; session <= sessions; session++) {
            play(listener, listener + "-" + session, moods[random.nextInt(moods.length)], day + random.nextInt(50_000) * 1000L);
            day += (1 + random.nextInt(3)) * DAY_MILLIS;
        }
    }

    private void play(String listener, String session, int mood, long begin) {
        List<Integer> heard = new ArrayList<>();
        int plays = 5 + random.nextInt(10);
        long time = begin;
        for (int play = 0; play < plays; play++) {
            int next = next(mood, heard);
            heard.add(next);
            events.add(event(listener, session, time, next));
            time += 180_000 + random.nextInt(60) * 1000L;
        }
    }

    private int next(int mood, List<Integer> heard) {
        if (!heard.isEmpty() && random.nextDouble() < REPEATS) {
            int back = 1 + random.nextInt(Math.min(RECENT, heard.size()));
            return heard.get(heard.size() - back);
        }
        int of = random.nextDouble() < STAYS ? mood : random.nextInt(MOODS);
        return of * TRACKS_OF_MOOD + track.from(random);
    }

    private SyntheticEvent event(String listener, String session, long time, int number) {
        String mood = NAMES.get(number / TRACKS_OF_MOOD);
        String title = String.format(Locale.ROOT, "Made-up %s track %d by artist %d", mood, number % TRACKS_OF_MOOD + 1, number / TRACKS_OF_ARTIST + 1);
        return new SyntheticEvent(listener, session, time, "play", String.format(Locale.ROOT, "t%03d", number + 1), title, mood);
    }
}
