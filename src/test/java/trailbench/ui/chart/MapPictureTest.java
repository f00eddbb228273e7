package trailbench.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
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
