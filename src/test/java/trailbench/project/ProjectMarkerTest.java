package trailbench.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.work.Fault;
import trailbench.work.Progress;

class ProjectMarkerTest {
    private final FolderProjects projects = new FolderProjects();

    @TempDir
    private Path folder;

    @Test
    void newProjectHasAMarkerThatOpensItUnderAnyName() throws IOException {
        Path shop = folder.resolve("shop");
        projects.create(shop, "Shop").close();
        Path marker = shop.resolve("shop.trailbench");
        assertEquals(Optional.of(shop), ProjectMarker.project(marker.toString()));
        Path renamed = Files.move(marker, shop.resolve("my own name.trailbench"));
        assertEquals(Optional.of(shop), ProjectMarker.project(renamed.toString()));
    }

    @Test
    void copyHasAMarkerOfItsOwnNameAlone() {
        try (Project shop = projects.create(folder.resolve("shop"), "Shop");
                Project copy = projects.saveAs(shop, folder.resolve("copy"), Progress.SILENT)) {
            assertTrue(Files.exists(copy.folder().resolve("copy.trailbench")));
            assertFalse(Files.exists(copy.folder().resolve("shop.trailbench")));
        }
    }

    @Test
    void strayMarkerIsRefusedWithTheReason() throws IOException {
        Path stray = Files.writeString(folder.resolve("stray.trailbench"), "");
        assertTrue(refusal(stray).contains("there is no project.yaml beside it"), refusal(stray));
        Path missing = folder.resolve("missing.trailbench");
        assertTrue(refusal(missing).contains("is not there"), refusal(missing));
    }

    @Test
    void verbsAndBundlesAreNoMarkers() {
        assertEquals(Optional.empty(), ProjectMarker.project("demo"));
        assertEquals(Optional.empty(), ProjectMarker.project("shop.trailbench-model"));
    }

    private static String refusal(Path marker) {
        return assertThrows(Fault.Request.class, () -> ProjectMarker.project(marker.toString())).getMessage();
    }
}
