package trailbench.engine.dl4j;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// A model as a file: DL4J's zip, as its `ModelSerializer` writes it, and beside it the moments of tables that learn by row.
final class ModelZip {
    private static final String ROWS = "rowState.bin";

    /// Numbers in a configuration that may differ between two models of one graph.
    private static final Pattern FREE = Pattern.compile("\"(iterationCount|epochCount|seed|learningRate|momentum|rmsDecay)\":[-+0-9.eE]+");

    /// Fields that older zips do not have, as they stand where they say nothing.
    private static final Pattern LATER = Pattern.compile("\"(tied\":\"\"|byRow\":false|rows\":\"STEPS\"|recurrentDropout\":0.0|deviation\":0.05)");

    /// What older zips lay vectors end to end with; as [JoinConf] does.
    private static final Pattern MERGE = Pattern.compile("\"@class\":\"org\\.deeplearning4j\\.nn\\.conf\\.graph\\.MergeVertex\"[^}]*");

    private static final long MOST_CONFIGURATION_BYTES = 4096 * 1024;
    /// Numbers that tell an array's shape.
    private static final long MOST_SHAPE = 128;
    private static final String OTHER_SIZE = "%s is not a model of this graph: %s has another size. Choose another checkpoint.";

    private ModelZip() {}

    static void write(ComputationGraph network, RowLearner rows, Path path) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(path)))) {
            zip.setLevel(Deflater.BEST_SPEED); // floats hardly shrink
            zip.putNextEntry(new ZipEntry(ModelSerializer.CONFIGURATION_JSON));
            zip.write(network.getConfiguration().toJson().getBytes(StandardCharsets.UTF_8));
            write(zip, ModelSerializer.COEFFICIENTS_BIN, network.params());
            INDArray state = network.getUpdater().getStateViewArray();
            if (state != null && state.length() > 0) {
                write(zip, ModelSerializer.UPDATER_BIN, state);
            }
            if (rows.hasState()) {
                zip.putNextEntry(new ZipEntry(ROWS));
                rows.write(zip);
            }
            zip.closeEntry();
        }
    }

    private static void write(ZipOutputStream zip, String name, INDArray array) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        DataOutputStream stream = new DataOutputStream(new BufferedOutputStream(zip, 1 << 16));
        Nd4j.write(array, stream);
        stream.flush();
    }

    /// Fills a network and its moments.
    ///
    /// @throws Fault.Request if the file is not a model of this graph
    static void read(Path path, ComputationGraph network, RowLearner rows) {
        if (!Files.isRegularFile(path)) {
            throw new Fault.Request("There is no model at %s. Train first, or choose another checkpoint.", path);
        }
        try (ZipFile zip = new ZipFile(path.toFile())) {
            if (!shape(configuration(zip, path)).equals(shape(network.getConfiguration().toJson()))) {
                throw new Fault.Request("%s is not a model of this graph with these items. Choose the run's own experiment, or train anew.", path);
            }
            read(zip, path, ModelSerializer.COEFFICIENTS_BIN, network.params());
            INDArray state = network.getUpdater().getStateViewArray();
            if (state != null && state.length() > 0) {
                read(zip, path, ModelSerializer.UPDATER_BIN, state);
            }
            if (rows.hasState()) {
                try (InputStream stream = new BufferedInputStream(stream(zip, path, ROWS), 1 << 16)) {
                    rows.read(stream);
                    requireEnd(stream, path, ROWS);
                }
            }
        } catch (ZipException broken) {
            throw new Fault.Request("%s is not a model: %s. Choose another checkpoint.", path, Trouble.reason(broken), broken);
        } catch (IOException unreadable) {
            throw new Fault.Work("%s cannot be read: %s.", path, Trouble.reason(unreadable), unreadable);
        }
    }

    private static String configuration(ZipFile zip, Path path) throws IOException {
        try (InputStream stream = stream(zip, path, ModelSerializer.CONFIGURATION_JSON)) {
            return new String(stream.readNBytes(Math.toIntExact(MOST_CONFIGURATION_BYTES)), StandardCharsets.UTF_8);
        }
    }

    private static String shape(String configuration) {
        String dense = configuration.replaceAll("\\s+", "");
        String current = MERGE.matcher(dense).replaceAll("\"@class\":\"" + JoinConf.class.getName() + "\",\"kind\":\"CONCAT\"");
        return LATER.matcher(FREE.matcher(current).replaceAll("")).replaceAll("").replace(",", "");
    }

    /// Reads numbers in the place of those of `into`; a zip that holds another count is refused before they are read. As ND4J's own reading, which
    /// takes number by number, and an array more.
    private static void read(ZipFile zip, Path path, String name, INDArray into) throws IOException {
        long expected = Float.BYTES * into.length();
        long size = entry(zip, path, name).getSize();
        Fault.require(size >= expected && size <= expected + 4096, OTHER_SIZE, path, name);
        try (DataInputStream stream = new DataInputStream(new BufferedInputStream(stream(zip, path, name), 1 << 16))) {
            long shape = header(stream, "LONG");
            Fault.require(0 < shape && shape <= MOST_SHAPE, OTHER_SIZE, path, name);
            stream.skipNBytes(Long.BYTES * shape);
            Fault.require(header(stream, DataType.FLOAT.name()) == into.length(), OTHER_SIZE, path, name);
            FloatStream.read(stream, ByteOrder.BIG_ENDIAN, Native.floats(into));
            requireEnd(stream, path, name);
        }
    }

    /// How many numbers a buffer of ND4J's holds that are not packed; -1 if they are of another type.
    private static long header(DataInputStream stream, String type) throws IOException {
        boolean plain = stream.readUTF().equals(DataBuffer.AllocationMode.MIXED_DATA_TYPES.name());
        long length = stream.readLong();
        return stream.readUTF().equals(type) && plain ? length : -1;
    }

    private static void requireEnd(InputStream stream, Path path, String name) throws IOException {
        if (stream.read() >= 0) {
            throw new Fault.Request("%s is not a model of this graph: %s is too long. Choose another checkpoint.", path, name);
        }
    }

    private static InputStream stream(ZipFile zip, Path path, String name) throws IOException {
        return zip.getInputStream(entry(zip, path, name));
    }

    private static ZipEntry entry(ZipFile zip, Path path, String name) {
        @Nullable ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new Fault.Request("%s is not a model: it has no %s. Choose another checkpoint.", path, name);
        }
        return entry;
    }
}
