package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.format.Json;
import trailbench.project.Provenance;

class PortableProvenanceTest {
    private static Provenance made(String command) {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("/home/anna lee/shop.csv", "aa");
        sources.put("C:\\logs\\shop.csv", "bb");
        sources.put("march.csv", "cc");
        return new Provenance(
                Instant.EPOCH, "0.1.0", command, sources, "39094518",
                Map.of("java", "OpenJDK 25", "jvm_options", "-Xmx512m -XX:SharedArchiveFile=/home/anna lee/trailbench/worker.jsa -XX:+UseSerialGC", "native", "/opt/nd4j"),
                42, Optional.empty(), Optional.empty(), Optional.of(Map.of("LANG", "C.UTF-8", "LD_PRELOAD", "/usr/lib/anna.so")), Optional.empty());
    }

    @Test
    void noFolderOfTheMachineLeavesIt() {
        Provenance portable = PortableProvenance.of(made("trailbench train \"/home/anna lee/experiments/gru.yaml\""));
        assertFalse(Json.text(portable).contains("anna"), Json.text(portable));
        assertEquals(List.of("shop.csv", "shop.csv (2)", "march.csv"), List.copyOf(portable.sources().keySet()));
        assertEquals(Map.of("java", "OpenJDK 25", "jvm_options", "-Xmx512m -XX:+UseSerialGC"), portable.machine());
        assertEquals(Optional.of(Map.of("LANG", "C.UTF-8")), portable.environment());
    }

    @Test
    void namesBelowTheProjectStay() {
        for (String command : List.of("trailbench train experiments/gru.yaml", "trailbench fork runs/20260101-gru --at best --set training.epochs=3")) {
            assertEquals(command, PortableProvenance.of(made(command)).command());
        }
    }
}
