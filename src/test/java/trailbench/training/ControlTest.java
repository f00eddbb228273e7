package trailbench.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trailbench.format.Json;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Trouble;

@Timeout(60)
class ControlTest {
    @TempDir
    Path folder;

    private final RunControl control = new RunControl();

    private Path file() {
        return folder.resolve("control.json");
    }

    private String answerTo(String line) throws IOException {
        ControlFile worker = Json.read(file(), ControlFile.class);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), worker.port())) {
            socket.getOutputStream().write(line.replace("SECRET", worker.secret()).getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void wordsReachTheControl() {
        try (ControlServer _ = new ControlServer(folder, control)) {
            ControlClient.say(folder, RunControl.Word.PAUSE);
            assertTrue(control.isPaused());
            ControlClient.say(folder, RunControl.Word.RESUME);
            assertFalse(control.isPaused());
            ControlClient.say(folder, RunControl.Word.STOP_AFTER_EPOCH);
            assertTrue(control.stopsAfterEpoch());
            assertTrue(control.proceed());
            ControlClient.say(folder, RunControl.Word.STOP);
            assertFalse(control.proceed());
        }
        assertFalse(Files.exists(file()));
    }

    @Test
    void wrongSecretIsRefused() throws IOException {
        try (ControlServer _ = new ControlServer(folder, control)) {
            assertEquals("error: wrong secret\n", answerTo("guess stop\n"));
            assertEquals("error: wrong secret\n", answerTo("stop\n"));
            assertEquals("error: wrong secret\n", answerTo("x".repeat(100) + "\n"));
            assertFalse(control.isStopped());
        }
    }

    @Test
    void clientWithAnOldSecretIsToldSo() {
        try (ControlServer _ = new ControlServer(folder, control)) {
            ControlFile worker = Json.read(file(), ControlFile.class);
            Json.write(file(), new ControlFile(worker.port(), "old", worker.pid()));
            Fault fault = assertThrows(Fault.Work.class, () -> ControlClient.say(folder, RunControl.Word.STOP));
            assertTrue(fault.getMessage().endsWith("did not take the word stop: error: wrong secret"), fault.getMessage());
            assertFalse(control.isStopped());
        }
    }

    @Test
    void unknownWordIsAnsweredWithTheKnownOnes() throws IOException {
        try (ControlServer _ = new ControlServer(folder, control)) {
            assertEquals(
                    "error: \"halt\" is not a control word. Allowed: pause, resume, stop, stop-after-epoch, histograms\n", answerTo("SECRET halt\n"));
        }
    }

    @Test
    void runWithoutWorkerIsNamed() {
        Fault fault = assertThrows(Fault.Request.class, () -> ControlClient.say(folder, RunControl.Word.PAUSE));
        assertTrue(fault.getMessage().contains("is not at work, so there is nothing to pause"), fault.getMessage());
    }

    @Test
    void workerThatDiedIsNamed() {
        try (ControlServer _ = new ControlServer(folder.resolve("alive"), control)) {
            // the port of a server that is closed again: nobody listens there
            ControlServer dead = new ControlServer(folder.resolve("dead"), control);
            ControlFile left = Json.read(folder.resolve("dead/control.json"), ControlFile.class);
            dead.close();
            Json.write(folder.resolve("dead/control.json"), left);
            Fault fault = assertThrows(Fault.Request.class, () -> ControlClient.say(folder.resolve("dead"), RunControl.Word.PAUSE));
            assertTrue(fault.getMessage().contains("is gone"), fault.getMessage());
        }
    }

    @Test
    void onlyTheOwnerCanReadTheSecret() throws IOException {
        try (ControlServer _ = new ControlServer(folder, control)) {
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
            }
        }
    }

    @Test
    void faultLineComesBackFromItsText() {
        FaultLine line = new FaultLine(Trouble.of(Trouble.Kind.UNKNOWN_ITEM, "85123\"A"));
        assertEquals(line, FaultLine.parse(line.text()).orElseThrow());
        Trouble within = Trouble.said("%s is %s, but must be %s", "training.batch", "\"many\"", Trouble.said("a number"));
        FaultLine nested = new FaultLine(Trouble.said("%s line %s: %s", "a.yaml", 3, within));
        assertEquals(nested, FaultLine.parse(nested.text()).orElseThrow());
        assertEquals(
                Optional.empty(), FaultLine.parse("{\"fault\":{\"kind\":\"no-token\",\"about\":[\"::\"]}}").orElseThrow().fault().within(), "an older journal's");
        assertTrue(FaultLine.parse("The model knows no item").isEmpty());
        assertTrue(FaultLine.parse("{\"fault\":{\"kind\":\"of-tomorrow\",\"about\":[]}}").isEmpty());
    }

    @Test
    void progressLineComesBackFromItsText() {
        ProgressLine line = new ProgressLine(Phase.of(Phase.Kind.READING, "\"a.csv\""), 3, 10);
        assertEquals(line, ProgressLine.parse(line.text()).orElseThrow());
        assertTrue(ProgressLine.parse("Warning: something").isEmpty());
        assertTrue(ProgressLine.parse("{\"phase\": ").isEmpty());
    }
}
