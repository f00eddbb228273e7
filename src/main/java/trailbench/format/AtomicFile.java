package trailbench.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Writes files so that a reader, or the next start after a crash, finds the old content or the new, never a half.
///
/// The new content is written beside the target, flushed to the disk and moved over it. Missing parent folders are made.
/// When anything fails the target is as it was, what was written aside is gone, and a [Fault.Work] names the file.
public final class AtomicFile {
    private static final String ASIDE = ".writing";
    private static final String PREVIOUS = ".previous";

    private AtomicFile() {}

    /// Replaces `file` with what `writer` writes.
    public static void write(Path file, IoConsumer<OutputStream> writer) {
        replaceFile(file, aside -> {
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                writer.accept(out);
            }
        });
    }

    /// Replaces `file` with `text` in UTF-8.
    public static void writeText(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Replaces `file` with the file that `writer` makes at the path it is given: for writers that want a path.
    public static void replaceFile(Path file, IoConsumer<Path> writer) {
        Path aside = aside(file);
        try {
            Files.createDirectories(aside.getParent());
            writer.accept(aside);
            force(aside);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(aside.getParent());
        } catch (IOException | UncheckedIOException failed) {
            throw failed(file, failed);
        } finally {
            discard(aside);
        }
    }

    /// Deletes what a writer that died left aside of `target`: for whoever alone writes it.
    ///
    /// @throws Fault.Work if something of it stays
    public static void sweep(Path target) {
        try {
            sweep(target.toAbsolutePath().getParent(), target);
        } catch (IOException | UncheckedIOException stays) {
            throw new Fault.Work("What was left beside %s was not wholly deleted: %s. Close what uses it and try again", target, Trouble.reason(stays), stays);
        }
    }

    /// Replaces the folder `target`, if there is one, with the folder that `fill` fills.
    ///
    /// No system moves one folder over another in a single step. For a moment the old folder stands under another name:
    /// [#readableFolder] finds it there if the program dies in that moment. One writer at a time: what a writer that died left
    /// aside is swept away.
    public static void replaceFolder(Path target, IoConsumer<Path> fill) {
        Path aside = aside(target);
        Path previous = previous(target);
        try {
            sweep(aside.getParent(), target);
            Files.createDirectories(aside);
            fill.accept(aside);
            try (Stream<Path> files = Files.walk(aside)) {
                for (Path file : files.toList()) {
                    force(file);
                }
            }
            if (Files.exists(target)) {
                delete(previous);
                Files.move(target, previous, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            force(aside.getParent());
            delete(previous);
        } catch (IOException | UncheckedIOException failed) {
            putBack(previous, target, failed);
            throw failed(target, failed);
        } finally {
            discard(aside);
        }
    }

    /// The folder to read: `target`, or its last complete content if a replacement was cut short.
    public static Path readableFolder(Path target) {
        Path previous = previous(target);
        return !Files.exists(target) && Files.exists(previous) ? previous : target;
    }

    /// Puts a folder in order in which a writer of folders died: what it had set aside goes back to its place, or away if another stands there;
    /// what it had not finished goes away. For whoever alone writes there.
    ///
    /// @throws Fault.Work if that cannot be done
    public static void settle(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> left = Files.list(folder)) {
            for (Path each : left.filter(path -> path.getFileName().toString().startsWith(".")).toList()) {
                String name = each.getFileName().toString();
                Path target = folder.resolve(name.substring(1, Math.max(1, name.length() - PREVIOUS.length())));
                if (name.endsWith(PREVIOUS) && !Files.exists(target)) {
                    Files.move(each, target, StandardCopyOption.ATOMIC_MOVE);
                } else if (name.endsWith(PREVIOUS) || name.endsWith(ASIDE)) {
                    delete(each);
                }
            }
        } catch (IOException | UncheckedIOException stays) {
            throw new Fault.Work("%s was not put in order: %s. Close what uses it and try again", folder, Trouble.reason(stays), stays);
        }
    }

    private static void putBack(Path previous, Path target, Exception failed) {
        try {
            if (!Files.exists(target) && Files.exists(previous)) {
                Files.move(previous, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException stays) {
            failed.addSuppressed(stays);
        }
    }

    /// Deletes a file, or a folder with all it holds; nothing happens if it is not there.
    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(path)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }

    /// Deletes a file, or a folder with all it holds.
    ///
    /// @throws Fault.Work if something of it stays
    public static void remove(Path path) {
        try {
            delete(path);
        } catch (IOException | UncheckedIOException stays) {
            throw new Fault.Work("%s was not wholly deleted: %s. Close what uses it and try again", path, Trouble.reason(stays), stays);
        }
    }

    private static Path aside(Path target) {
        Path absolute = target.toAbsolutePath();
        return absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID().toString().substring(0, 8) + ASIDE);
    }

    private static void sweep(Path folder, Path target) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        String start = "." + target.getFileName() + ".";
        try (Stream<Path> siblings = Files.list(folder)) {
            for (Path sibling : siblings.toList()) {
                String name = sibling.getFileName().toString();
                if (name.startsWith(start) && name.endsWith(ASIDE)) {
                    delete(sibling);
                }
            }
        }
    }

    private static Path previous(Path target) {
        Path absolute = target.toAbsolutePath();
        return absolute.resolveSibling("." + absolute.getFileName() + PREVIOUS);
    }

    /// Flushes a file, or where the system can do that (not Windows) a folder's list of names, to the disk.
    private static void force(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        if (folder && !path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void discard(Path aside) {
        try {
            delete(aside);
        } catch (IOException stays) {
            System.getLogger(AtomicFile.class.getName()).log(System.Logger.Level.WARNING, "Left behind: " + aside, stays);
        }
    }

    private static Fault.Work failed(Path target, Exception cause) {
        return new Fault.Work(Trouble.of(Trouble.Kind.NOT_WRITTEN, target, Trouble.reason(cause)), cause);
    }
}
