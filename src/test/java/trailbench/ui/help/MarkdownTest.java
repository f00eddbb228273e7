package trailbench.ui.help;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import trailbench.ui.help.Markdown.Span;
import trailbench.ui.help.Markdown.Style;

class MarkdownTest {
    private static List<Span> plain(String text) {
        return List.of(new Span(text, Style.PLAIN, ""));
    }

    @Test
    void blocksAreToldApart() {
        assertEquals(
                List.of(
                        new Markdown.Heading(1, plain("Title")),
                        new Markdown.Paragraph(plain("Two lines are one.")),
                        new Markdown.Item("1.", plain("first goes on")),
                        new Markdown.Item("•", plain("point")),
                        new Markdown.Code("a  # b\n\nc"),
                        new Markdown.Table(List.of(List.of(plain("x"), plain("y")), List.of(plain("1"), plain("2"))))),
                Markdown.read("# Title\n\nTwo lines\nare one.\n\n1. first\n   goes on\n- point\n```\na  # b\n\nc\n```\n| x | y |\n|---|---|\n| 1 | 2 |\n"));
    }

    @Test
    void wordsHaveTheirLooks() {
        assertEquals(
                List.of(
                        new Span("Press ", Style.PLAIN, ""), new Span("Train", Style.STRONG, ""), new Span(" or ", Style.PLAIN, ""),
                        new Span("x*y", Style.CODE, ""), new Span(", see ", Style.PLAIN, ""), new Span("map", Style.LINK, "map.md")),
                Markdown.spans("Press **Train** or `x*y`, see [map](map.md)"));
    }

    @Test
    void chineseLinesAreJoinedWithoutASpace() {
        assertEquals(List.of(new Markdown.Paragraph(plain("一行。又一行 and"))), Markdown.read("一行。\n又一行\nand\n"));
    }
}
