package trailbench.table;

import static trailbench.work.Fault.require;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Files as their contents, whether they are packed or not: their first bytes tell.
public final class Unpacking {
    private static final int BUFFER = 1 << 16;

    /// How a file is packed.
    enum Packing {
        NONE,
        GZIP,
        ZSTD
    }

    private Unpacking() {}

    /// The first bytes of a file, unpacked.
    ///
    /// @throws Fault if the file is missing or cannot be read
    public static byte[] head(Path path, int bytes) {
        requireFile(path);
        try (InputStream in = open(path, Files.newInputStream(path))) {
            return in.readNBytes(bytes);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    static void requireFile(Path path) {
        requireExists(path);
        require(Files.isRegularFile(path), "%s is a folder, not a file.", path);
    }

    /// @throws Fault.Request if there is no such file or folder
    public static void requireExists(Path path) {
        require(Files.exists(path), "%s does not exist. Check the path; paths in a recipe start at the project's folder.", path);
    }

    static Packing packing(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return packing(path, in.readNBytes(4));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static Packing packing(Path path, byte[] magic) {
        require(!starts(magic, 'P', 'K', 3, 4), "%s is a zip archive. Unpack it and choose the file inside.", path);
        return starts(magic, 0x1f, 0x8b) ? Packing.GZIP : starts(magic, 0x28, 0xb5, 0x2f, 0xfd) ? Packing.ZSTD : Packing.NONE;
    }

    /// The contents of `raw`.
    static InputStream open(Path path, InputStream raw) throws IOException {
        var buffered = new BufferedInputStream(raw, BUFFER);
        buffered.mark(4);
        byte[] magic = buffered.readNBytes(4);
        buffered.reset();
        return switch (packing(path, magic)) {
            case GZIP -> new GZIPInputStream(buffered, BUFFER);
            case ZSTD -> new ZstdInputStream(buffered);
            case NONE -> buffered;
        };
    }

    private static boolean starts(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || bytes[i] != (byte) magic[i]) {
                return false;
            }
        }
        return true;
    }

    static Fault unreadable(Path path, IOException e) {
        return new Fault.Work("%s could not be read: %s. If it is packed, check that it is whole.", path, Trouble.reason(e), e);
    }
}
