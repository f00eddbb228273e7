package trailbench.ui.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import trailbench.embedding.MapMethod;
import trailbench.embedding.PointMap;

/// A seeded map with groups that look like those of a shop: some round, some long, popular items and a long tail.
public final class SyntheticMap {
    private static final String[] COLOURS = {"RED", "BLUE", "GREEN", "IVORY", "PINK", "BLACK", "WHITE", "VINTAGE", "REGENCY", "WOODEN"};
    private static final String[] STYLES = {"RETROSPOT", "POLKADOT", "SPACEBOY", "SKULL", "PAISLEY", "DOLLY GIRL", "CHILLI", "HEART", "STAR"};
    private static final String[][] THINGS = {
        {"LUNCH BAG", "JUMBO BAG", "SHOPPER", "CHARLOTTE BAG"},
        {"TEACUP AND SAUCER", "CAKESTAND 3 TIER", "TEA TOWEL", "TEA PLATE"},
        {"T-LIGHT HOLDER", "CANDLE", "LANTERN", "NIGHT LIGHT"},
        {"CHRISTMAS DECORATION", "BAUBLE", "GIFT WRAP", "ADVENT CALENDAR"},
        {"ALARM CLOCK BAKELIKE", "WALL CLOCK", "METAL SIGN", "PHOTO FRAME"},
        {"CAKE CASES", "BAKING SET", "RECIPE BOX", "JAM MAKING SET"},
        {"CHILDRENS APRON", "PENCIL CASE", "STICKER SHEET", "SKITTLES"},
        {"NECKLACE", "BRACELET", "HAIR CLIP", "EARRINGS"},
        {"GARDEN KNEELER", "WATERING CAN", "BIRD FEEDER", "PARASOL"},
        {"桌布", "陶瓷花瓶", "手工编织篮", "木制相框"}
    };
    private static final String[] CATEGORIES = {
        "Bags", "Tea time", "Lights", "Christmas", "Home", "Baking", "Children", "Jewellery", "Garden", "中文商品"
    };

    private SyntheticMap() {}

    public static PointMap of(int size, long seed) {
        Random random = new Random(seed);
        List<String> ids = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        List<String> popularity = new ArrayList<>();
        List<String> price = new ArrayList<>();
        List<String> category = new ArrayList<>();
        float[] x = new float[size];
        float[] y = new float[size];
        for (int i = 0; i < size; i++) {
            int thing = (int) (Math.pow(random.nextDouble(), 1.3) * THINGS.length);
            int arm = random.nextInt(3);
            double angle = thing * 0.628 + 0.5 * Math.sin(thing);
            double distance = 14 + 9 * (thing % 3) + arm * 4.5;
            double turn = angle + arm * 0.22;
            double stretch = random.nextGaussian() * (thing % 2 == 0 ? 1.6 : 4);
            x[i] = (float) (distance * Math.cos(turn) + stretch * Math.cos(turn + 1.2) + random.nextGaussian() * 1.3);
            y[i] = (float) (distance * Math.sin(turn) + stretch * Math.sin(turn + 1.2) + random.nextGaussian() * 1.3);
            ids.add(String.format(Locale.ROOT, "%05d%s", 20_000 + i, random.nextInt(5) == 0 ? "B" : ""));
            titles.add(title(random, thing, i));
            popularity.add(Integer.toString((int) (1 + 2_000 / Math.pow(1 + i, 0.75) * (0.6 + random.nextDouble()))));
            price.add(i % 37 == 0 ? "" : String.format(Locale.ROOT, "%.2f", Math.exp(0.7 + random.nextGaussian() * 0.9)));
            category.add(CATEGORIES[thing]);
        }
        Map<String, List<String>> columns = new LinkedHashMap<>();
        columns.put("popularity", popularity);
        columns.put("price", price);
        columns.put("category", category);
        return new PointMap(
                new MapMethod.Tsne(30, 1_000, 42), (int) (size * 1.83),
                ids, titles, x, y, columns);
    }

    private static String title(Random random, int thing, int number) {
        String[] things = THINGS[thing];
        String last = things[random.nextInt(things.length)];
        if (thing == THINGS.length - 1) {
            return (random.nextBoolean() ? "复古红色" : "蓝白格纹") + last;
        }
        String first = COLOURS[random.nextInt(COLOURS.length)] + " " + STYLES[random.nextInt(STYLES.length)];
        return number % 90 == 7
                ? "SET OF 12 " + first + " " + last + " WITH HAND PAINTED ENAMEL EDGE AND MATCHING GIFT BOX"
                : first + " " + last;
    }
}
