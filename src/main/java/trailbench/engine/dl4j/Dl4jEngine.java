package trailbench.engine.dl4j;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import trailbench.engine.Engine;
import trailbench.engine.Model;
import trailbench.kernel.Lanes;
import trailbench.work.Fault;

/// Makes models on DeepLearning4J.
public final class Dl4jEngine implements Engine {
    /// Numbers in a configuration that may differ between two models of one graph.
    private static final Pattern FREE = Pattern.compile("\"(iterationCount|epochCount|seed|learningRate)\"\\s*:\\s*[-+0-9.eE]+");

    private static final long HEADER_BYTES = 4096;

    private final int lanes;

    /// Works on as many lanes as there are processors, up to eight.
    public Dl4jEngine() {
        this(0);
    }

    /// @param lanes threads that share the work of a model; 0 for one a processor, up to eight
    public Dl4jEngine(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public Model create(ModelOptions options) {
        return new Dl4jModel(options, network(options), lanes == 0 ? Lanes.ofProcessors() : Lanes.of(lanes));
    }

    @Override
    public Model open(Path zip, ModelOptions options) {
        ComputationGraph network = network(options);
        if (!Files.isRegularFile(zip)) {
            throw new Fault.Request("There is no model at %s. Train first, or choose another checkpoint.", zip);
        }
        try (ZipFile file = new ZipFile(zip.toFile())) {
            String saved = new String(read(file, zip, ModelSerializer.CONFIGURATION_JSON, HEADER_BYTES * 1024), StandardCharsets.UTF_8);
            if (!shape(saved).equals(shape(network.getConfiguration().toJson()))) {
                throw new Fault.Request(
                        "%s is not a model of this graph with %s items. Choose the run's own experiment, or train anew.", zip, options.items());
            }
            network.params().assign(array(file, zip, ModelSerializer.COEFFICIENTS_BIN, network.params()));
            INDArray state = network.getUpdater().getStateViewArray();
            if (state != null) {
                state.assign(array(file, zip, ModelSerializer.UPDATER_BIN, state));
            }
        } catch (ZipException broken) {
            throw new Fault.Request("%s is not a model: %s. Choose another checkpoint.", zip, broken.getMessage(), broken);
        } catch (IOException unreadable) {
            throw new Fault.Work("%s cannot be read: %s.", zip, unreadable.getMessage(), unreadable);
        }
        return new Dl4jModel(options, network, lanes == 0 ? Lanes.ofProcessors() : Lanes.of(lanes));
    }

    private static ComputationGraph network(ModelOptions options) {
        ComputationGraph network = new ComputationGraph(GraphCompiler.compile(options));
        network.init();
        return network;
    }

    private static String shape(String configuration) {
        return FREE.matcher(configuration).replaceAll("").replaceAll("\\s+", "");
    }

    /// Reads an array of the size and type of `like`; a zip that says otherwise is refused before its numbers are read.
    private static INDArray array(ZipFile file, Path zip, String name, INDArray like) throws IOException {
        long expected = 4 * like.length();
        byte[] bytes = read(file, zip, name, expected + HEADER_BYTES);
        if (bytes.length < expected) {
            throw new Fault.Request("%s is not a model of this graph: %s is too short. Choose another checkpoint.", zip, name);
        }
        INDArray array;
        try (DataInputStream stream = new DataInputStream(new BufferedInputStream(new ByteArrayInputStream(bytes)))) {
            array = Nd4j.read(stream);
        }
        if (array == null || array.dataType() != DataType.FLOAT || array.length() != like.length()) {
            throw new Fault.Request("%s is not a model of this graph: %s has another size. Choose another checkpoint.", zip, name);
        }
        return array.reshape(like.shape());
    }

    private static byte[] read(ZipFile file, Path zip, String name, long limit) throws IOException {
        @Nullable ZipEntry entry = file.getEntry(name);
        if (entry == null) {
            throw new Fault.Request("%s is not a model: it has no %s. Choose another checkpoint.", zip, name);
        }
        try (InputStream stream = file.getInputStream(entry)) {
            byte[] bytes = stream.readNBytes(Math.toIntExact(limit));
            if (stream.read() >= 0) {
                throw new Fault.Request("%s is not a model of this graph: %s is too long. Choose another checkpoint.", zip, name);
            }
            return bytes;
        }
    }
}
