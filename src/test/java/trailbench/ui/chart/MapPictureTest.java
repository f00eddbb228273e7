package trailbench.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.scene.image.WritableImage;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import trailbench.embedding.PointMap;
import trailbench.ui.fx.Messages;

class MapPictureTest {
    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void posterIsWrittenWithoutWindowInLightAndDark() throws Exception {
        PointMap map = SyntheticMap.of(2_000, 1);
        for (boolean dark : new boolean[] {false, true}) {
            Path png = Path.of("target/screenshots/map-poster-" + (dark ? "dark" : "light") + ".png");
            int colours = WaitForAsyncUtils.asyncFx(() -> {
                        MapPicture.write(map, png, 1_440, 900, dark);
                        return colours(MapPicture.draw(map, 1_440, 900, dark, Messages.of(MapPicture.class, Locale.ENGLISH)));
                    })
                    .get();
            assertTrue(png.toFile().length() > 50_000, png + " is empty");
            assertTrue(colours > 500, "only " + colours + " colours");
        }
    }

    @Test
    void posterSpeaksChineseAndColoursByPopularityWhenNoCategoryTellsPointsApart() throws Exception {
        PointMap map = SyntheticMap.of(12_000, 2);
        PointMap plain = new PointMap(map.method(), map.of(), map.ids(), map.titles(), map.x(), map.y(),
                java.util.Map.of("popularity", map.columns().get("popularity")));
        assertEquals("category", MapPicture.bestColumn(map));
        assertEquals("popularity", MapPicture.bestColumn(plain));
        Messages chinese = Messages.of(MapPicture.class, Locale.SIMPLIFIED_CHINESE);
        for (boolean dark : new boolean[] {false, true}) {
            WaitForAsyncUtils.asyncFx(() -> PngFile.write(
                            MapPicture.draw(plain, 1_600, 1_000, dark, chinese),
                            Path.of("target/screenshots/map-poster-zh-" + (dark ? "dark" : "light") + ".png")))
                    .get();
        }
    }

    @Test
    void svgNamesEveryPointAndSaysHowTheMapWasMade() throws Exception {
        Path svg = Path.of("target/screenshots/map-poster.svg");
        WaitForAsyncUtils.asyncFx(() -> MapPicture.writeSvg(SyntheticMap.of(500, 3), svg, 1_440, 900, false)).get();
        Document read = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
        NodeList titles = read.getElementsByTagName("title");
        // one of the picture, one of each point
        assertEquals(501, titles.getLength());
        String said = read.getElementsByTagName("desc").item(0).getTextContent();
        assertTrue(said.contains("perplexity 30") && said.contains("seed 42"), said);
    }

    @Test
    void groupsThatColourTheMapAreNamedOnItByTheirMostTypicalMembers() throws Exception {
        PointMap map = SyntheticMap.of(2_000, 4);
        int[] typical = {1_999, 1_997}; // hardly anybody's favourites: they are named for their groups alone
        List<String> titles = new ArrayList<>(map.titles());
        titles.set(typical[0], "SOLE OF ITS KIND");
        titles.set(typical[1], "ANOTHER OF ITS KIND");
        List<String> groups = IntStream.range(0, map.size()).mapToObj(i -> i % 2 == 1 && i % 4 == 3 ? "1 · SOLE OF ITS KIND" : "2 · ANOTHER OF ITS KIND").toList();
        for (String column : List.of(PointMap.GROUP, PointMap.CLUSTER, "kind")) {
            PointMap grouped = new PointMap(
                    map.method(), map.of(), map.ids(), titles, map.x(), map.y(), Map.of("popularity", map.columns().get("popularity"), column, groups));
            Path svg = Path.of("target/screenshots/map-groups-" + column + ".svg");
            WaitForAsyncUtils.asyncFx(() -> MapPicture.writeSvg(grouped, svg, 1_440, 900, false)).get();
            String written = Files.readString(svg);
            boolean measured = !column.equals("kind");
            assertEquals(measured, written.contains(">SOLE OF ITS KIND</text>"), column);
            assertEquals(measured, written.contains(">ANOTHER OF ITS KIND</text>"), column);
        }
    }

    private static int colours(WritableImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y += 3) {
            for (int x = 0; x < image.getWidth(); x += 3) {
                colours.add(image.getPixelReader().getArgb(x, y));
            }
        }
        return colours.size();
    }
}
