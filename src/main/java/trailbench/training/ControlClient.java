package trailbench.training;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import trailbench.format.Json;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Says control words to the worker of a run.
public final class ControlClient {
    private ControlClient() {}

    /// Returns once the worker has taken the word.
    ///
    /// @throws Fault.Request if no worker is at work on the run
    /// @throws Fault.Work    if the worker does not take the word
    public static void say(Path runFolder, RunControl.Word word) {
        say(runFolder, ControlServer.text(word));
    }

    /// Returns once the worker has taken the change; its journal says when it took effect.
    ///
    /// @throws Fault.Request if no worker is at work on the run, or nothing is to be changed
    /// @throws Fault.Work    if the worker does not take it
    public static void say(Path runFolder, RunControl.Change change) {
        Fault.require(!change.equals(RunControl.Change.NONE), "Nothing is to be changed. Say a learning rate, a patience or a number of epochs");
        say(runFolder, ControlServer.text(change));
    }

    private static void say(Path runFolder, String words) {
        Path file = ControlFile.in(runFolder);
        if (!Files.exists(file)) {
            throw new Fault.Request(Trouble.of(Trouble.Kind.NO_WORKER, runFolder.getFileName(), words));
        }
        ControlFile worker = Json.read(file, ControlFile.class);
        String answer;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), worker.port()), ControlServer.TIMEOUT_MILLIS);
            socket.setSoTimeout(ControlServer.TIMEOUT_MILLIS);
            socket.getOutputStream().write((worker.secret() + " " + words + "\n").getBytes(StandardCharsets.UTF_8));
            answer = ControlServer.line(socket);
        } catch (IOException gone) {
            throw new Fault.Request(Trouble.of(Trouble.Kind.WORKER_GONE, runFolder.getFileName(), worker.pid(), Trouble.reason(gone)), gone);
        }
        if (!answer.equals(ControlServer.OK)) {
            throw new Fault.Work("The worker of run %s did not take the word %s: %s", runFolder.getFileName(), words, answer);
        }
    }
}
