package trailbench.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// A drawn log in the layout of Taobao's UserBehavior: `user,item,category,behaviour,seconds`, a user's lines together and not in the
/// order of time, nine days, four behaviours. Same events, same file.
///
/// Users have some hundred events by a log-normal law, items and categories follow a power law, one row in a hundred is there twice.
final class TaobaoLog {
    private static final long SEED = 20_171_125;
    private static final long FIRST_SECOND = 1_511_539_200;
    private static final int SECONDS = 9 * 24 * 3_600;
    private static final int CATEGORIES = 9_439;
    private static final double LOG_MEDIAN = Math.log(70);
    private static final int LONGEST = 800;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final byte[] line = new byte[64];
    private int length;

    private TaobaoLog() {}

    /// Writes the file unless it is there.
    ///
    /// @param rows in the file
    static void write(Path file, long rows) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(beside), 1 << 20)) {
            new TaobaoLog().write(out, rows);
        }
        Files.move(beside, file);
    }

    private void write(OutputStream out, long rows) throws IOException {
        int items = (int) Math.min(4_000_000, Math.max(1_000, rows / 10));
        int user = 0;
        long written = 0;
        while (written < rows) {
            user += 1 + random.nextInt(3);
            long events = Math.min(rows - written, (long) Math.clamp(Math.exp(LOG_MEDIAN + 0.8 * random.nextGaussian()), 1, LONGEST));
            for (long event = 0; event < events; event++) {
                if (length == 0 || event == 0 || random.nextInt(100) > 0) {
                    draw(user, items);
                }
                out.write(line, 0, length);
            }
            written += events;
        }
    }

    private void draw(int user, int items) {
        int item = (int) (items * Math.pow(random.nextDouble(), 3));
        int behaviour = random.nextInt(100);
        length = 0;
        number(user);
        text(",");
        number(1 + Math.floorMod(item * 2_654_435_761L, 5_163_070L)); // ids say nothing about popularity
        text(",");
        number(1_000 + item % CATEGORIES);
        text(behaviour < 89 ? ",pv," : behaviour < 95 ? ",cart," : behaviour < 98 ? ",fav," : ",buy,");
        number(FIRST_SECOND + random.nextInt(SECONDS));
        text("\n");
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            line[length++] = (byte) text.charAt(i);
        }
    }

    private void number(long number) {
        text(Long.toString(number));
    }
}
