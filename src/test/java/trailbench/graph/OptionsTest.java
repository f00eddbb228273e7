package trailbench.graph;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trailbench.work.Fault;

/// What the palette and the inspector know of every kind of node, read off its record.
class OptionsTest {
    static Stream<NodeKind> kinds() {
        return NodeKind.all().stream();
    }

    static Stream<Record> everything() {
        List<Record> all = new ArrayList<>();
        kinds().forEach(kind -> all.add((Record) kind.fresh("n")));
        GraphChoice.presets().forEach(preset -> all.add((Record) preset));
        for (Class<?> loss : Words.records(Loss.class)) {
            all.add((Record) Options.usual(loss));
        }
        for (Class<?> sampler : Words.records(Sampler.class)) {
            all.add((Record) Options.usual(sampler));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void freshNodeIsConnectedToNothingAndHasItsDefaults(NodeKind kind) {
        Node fresh = kind.fresh("n");
        assertEquals("n", fresh.name());
        assertEquals(kind, NodeKind.of(fresh));
        kind.ports().forEach(port -> assertTrue(Drawing.connected(fresh, port).isEmpty()));
        for (Option option : Options.of((Record) fresh)) {
            switch (option) {
                case Option.Whole whole -> assertEquals(whole.usual(), whole.value());
                case Option.Real real -> assertEquals(real.usual(), real.value());
                case Option.Switch toggle -> assertEquals(toggle.usual(), toggle.value());
                case Option.Pick pick -> assertEquals(pick.usual(), pick.value());
                case Option.Text text -> assertEquals(text.usual(), text.value());
                case Option.Several several -> assertTrue(several.value().isEmpty());
                case Option.Other other -> assertTrue(other.value().isEmpty());
            }
        }
    }

    /// The range beside the component is the range that the record keeps: its ends are taken, and what lies beyond is refused.
    @ParameterizedTest
    @MethodSource("kinds")
    void nodesRefuseWhatLiesOutsideTheRangeAndNothingElse(NodeKind kind) {
        Record fresh = (Record) kind.fresh("n");
        for (Option option : Options.of(fresh)) {
            String path = option.place().path();
            switch (option) {
                case Option.Whole whole -> {
                    assertDoesNotThrow(() -> Options.with(fresh, path, whole.least()));
                    assertDoesNotThrow(() -> Options.with(fresh, path, whole.most()));
                    assertThrows(Fault.Request.class, () -> Options.with(fresh, path, whole.least() - 1), path);
                    assertThrows(Fault.Request.class, () -> Options.with(fresh, path, whole.most() + 1), path);
                }
                case Option.Real real -> {
                    boundary(fresh, path, real.least(), real.above());
                    boundary(fresh, path, real.most(), real.below());
                    assertThrows(Fault.Request.class, () -> Options.with(fresh, path, real.least() - 0.01), path);
                    assertThrows(Fault.Request.class, () -> Options.with(fresh, path, real.most() + 0.01), path);
                }
                default -> {}
            }
        }
    }

    private static void boundary(Record fresh, String path, double end, boolean open) {
        if (open) {
            assertThrows(Fault.Request.class, () -> Options.with(fresh, path, end), path);
        } else {
            assertDoesNotThrow(() -> Options.with(fresh, path, end), path);
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everyOptionHasANameAndAMeaningInBothLanguages(Record record) {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            NodeWords words = new NodeWords(locale);
            for (Option option : Options.of(record)) {
                assertFalse(words.option(option.place()).isBlank());
                assertFalse(words.meaning(option.place()).isBlank());
                if (option instanceof Option.Pick pick) {
                    pick.words().forEach(word -> assertFalse(words.value(word).isBlank()));
                }
                if (option instanceof Option.Several several) {
                    several.words().forEach(word -> assertFalse(words.value(word).isBlank()));
                }
            }
        }
    }

    @Test
    void everyKindFamilyAndPresetHasWordsInBothLanguages() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            NodeWords words = new NodeWords(locale);
            for (Family family : Family.values()) {
                assertFalse(words.family(family).isBlank());
            }
            kinds().forEach(kind -> assertFalse(words.kind(kind).isBlank() || words.about(kind).isBlank() || words.title(kind.fresh("n")).isBlank()));
            for (GraphChoice preset : GraphChoice.presets()) {
                assertFalse(words.preset(preset).isBlank() || words.about(preset).isBlank());
                assertTrue(words.citation(preset).isPresent(), preset + " says no paper");
            }
        }
    }

    @Test
    void valuesOfRecordsInsideAreSetByTheirPath() {
        Node.NextItem head = Node.NextItem.own("head", "x");
        Node.NextItem sampled = Options.with(head, "loss", "sampled-softmax");
        assertEquals(Loss.SampledSoftmax.defaults(), sampled.loss());
        assertEquals(
                new Loss.SampledSoftmax(8, new Sampler.Popularity(0.5), true),
                Options.with(Options.with(Options.with(sampled, "loss.negatives", 8), "loss.sampler", "popularity"), "loss.sampler.alpha", 0.5).loss());
        assertEquals(Optional.of("table"), Options.with(head, "tied", Optional.of("table")).tied());
        assertEquals(Optional.empty(), Options.with(new Node.Gru("g", "x", 4), "recurrent_dropout", 0.0).recurrentDropout());
        assertEquals(
                List.of(GraphChoice.Channel.TIME_GAP),
                Options.with(GraphChoice.GruNext.defaults(), "channels", List.of("time-gap")).channels());
    }

    @Test
    void presetsOpenAtTheirDefaults() {
        assertTrue(GraphChoice.presets().contains(GraphChoice.Gsasrec.defaults()));
        GraphChoice.presets().forEach(preset -> assertTrue(GraphCheck.check(preset.graph(), 100, 10).passes(), preset::toString));
    }
}
