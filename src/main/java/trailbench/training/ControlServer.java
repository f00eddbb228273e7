package trailbench.training;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import trailbench.format.AtomicFile;
import trailbench.format.Json;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Hears control words for a run, in the worker process: one line `secret word` a connection, answered by `ok` or `error: …`. A word is one of
/// [RunControl.Word], or `change` with fields of [RunControl.Change]: `change learning-rate=0.0003 epochs=40`.
///
/// Listens on the loopback address only, on a port that the system chooses; `control.json` in the run folder names port and secret.
public final class ControlServer implements AutoCloseable {
    static final String OK = "ok";
    static final int TIMEOUT_MILLIS = 5_000;

    private static final System.Logger LOG = System.getLogger(ControlServer.class.getName());
    private static final int LONGEST_LINE = 200;
    private static final String CHANGE = "change ";
    private static final String LEARNING_RATE = "learning-rate";
    private static final String PATIENCE = "patience";
    private static final String EPOCHS = "epochs";

    private final Path file;
    private final RunControl control;
    private final ServerSocket socket;
    private final byte[] secret;

    /// Starts listening.
    ///
    /// @throws Fault.Work if no port can be had or `control.json` cannot be written
    public ControlServer(Path runFolder, RunControl control) {
        this.file = ControlFile.in(runFolder);
        this.control = control;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String text = HexFormat.of().formatHex(random);
        this.secret = text.getBytes(StandardCharsets.UTF_8);
        try {
            socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new Fault.Work("No local port for control words can be opened: %s", Trouble.reason(failed), failed);
        }
        String json = Json.text(new ControlFile(socket.getLocalPort(), text, ProcessHandle.current().pid()));
        try {
            AtomicFile.replaceFile(file, aside -> Files.writeString(Files.createFile(aside, ownerOnly(aside)), json));
        } catch (Fault.Work unwritable) {
            close();
            throw unwritable;
        }
        Thread.ofVirtual().name("control").start(this::listen);
    }

    /// Stops listening and takes `control.json` away.
    @Override
    public void close() {
        try {
            socket.close();
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new Fault.Work("%s cannot be deleted: %s", file, Trouble.reason(failed), failed);
        }
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                Thread.ofVirtual().name("control-word").start(() -> hear(caller));
            } catch (IOException failed) {
                if (!socket.isClosed()) {
                    LOG.log(System.Logger.Level.WARNING, "A control connection failed", failed);
                }
            }
        }
    }

    private void hear(Socket caller) {
        try (caller) {
            caller.setSoTimeout(TIMEOUT_MILLIS);
            String line = line(caller);
            caller.getOutputStream().write((answer(line) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            LOG.log(System.Logger.Level.WARNING, "A control connection broke off", failed);
        }
    }

    private String answer(String line) {
        int space = line.indexOf(' ');
        String said = space < 0 ? line : line.substring(0, space);
        if (!MessageDigest.isEqual(secret, said.getBytes(StandardCharsets.UTF_8))) {
            return "error: wrong secret";
        }
        String word = line.substring(space + 1);
        if (word.startsWith(CHANGE)) {
            return answerToChange(word.substring(CHANGE.length()));
        }
        return Stream.of(RunControl.Word.values())
                .filter(known -> text(known).equals(word))
                .findFirst()
                .map(known -> {
                    control.say(known);
                    return OK;
                })
                .orElse("error: \"" + word + "\" is not a control word. Allowed: "
                        + Stream.of(RunControl.Word.values()).map(ControlServer::text).collect(Collectors.joining(", ")));
    }

    private String answerToChange(String fields) {
        try {
            control.say(change(fields));
            return OK;
        } catch (NumberFormatException noNumber) {
            return "error: no number in \"" + fields + "\"";
        } catch (Fault.Request refused) {
            return "error: " + refused.getMessage();
        }
    }

    private static RunControl.Change change(String fields) {
        RunControl.Change change = RunControl.Change.NONE;
        for (String field : fields.split(" ")) {
            String value = field.substring(field.indexOf('=') + 1);
            change = change.then(switch (field.substring(0, Math.max(0, field.indexOf('=')))) {
                case LEARNING_RATE -> new RunControl.Change(Optional.of(Double.valueOf(value)), Optional.empty(), Optional.empty());
                case PATIENCE -> new RunControl.Change(Optional.empty(), Optional.of(Integer.valueOf(value)), Optional.empty());
                case EPOCHS -> new RunControl.Change(Optional.empty(), Optional.empty(), Optional.of(Integer.valueOf(value)));
                default -> throw new Fault.Request("\"%s\" cannot be changed while a run goes on. Allowed: %s, %s, %s", field, LEARNING_RATE, PATIENCE, EPOCHS);
            });
        }
        return change;
    }

    /// As it goes over the wire.
    static String text(RunControl.Change change) {
        StringBuilder text = new StringBuilder("change");
        change.learningRate().ifPresent(rate -> text.append(' ').append(LEARNING_RATE).append('=').append(rate));
        change.patience().ifPresent(patience -> text.append(' ').append(PATIENCE).append('=').append(patience));
        change.epochs().ifPresent(epochs -> text.append(' ').append(EPOCHS).append('=').append(epochs));
        return text.toString();
    }

    /// As it goes over the wire: `stop-after-epoch`.
    static String text(RunControl.Word word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The bytes up to the end of the line, or up to the length that no word needs.
    static String line(Socket from) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = from.getInputStream().read();
        while (next >= 0 && next != '\n' && line.length() < LONGEST_LINE) {
            line.append((char) next);
            next = from.getInputStream().read();
        }
        return line.toString();
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }
}
