package trailbench.table;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// A matrix of floats in NumPy's file format: `numpy.save` of a two-dimensional array in C order, of float32 or float64.
///
/// The format (NEP 1, versions 1 to 3): `\x93NUMPY`, two bytes of version, the header's length, the header as a Python literal, the numbers.
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MOST_HEADER_BYTES = 1 << 16;
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([^)]*)\\)");

    private final Path file;
    private final DataInputStream in;
    private final ByteOrder order;
    private final boolean twice;
    private final int rows;
    private final int width;

    private Npy(Path file, DataInputStream in) throws IOException {
        this.file = file;
        this.in = in;
        String header = header();
        String type = field(TYPE, header);
        Fault.require(
                type.matches("[<>](f4|f8)"), "%s holds numbers of type %s. Save float32 or float64: numpy.save(file, vectors.astype('float32')).", file, type);
        this.order = type.charAt(0) == '<' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        this.twice = type.endsWith("8");
        Fault.require(
                field(ORDER, header).equals("False"), "%s is in Fortran order. Save it row by row: numpy.save(file, numpy.ascontiguousarray(vectors)).", file);
        int[] shape = shape(field(SHAPE, header));
        Fault.require(
                shape.length == 2 && shape[1] > 0, "%s has the shape %s. One vector a row is needed: two dimensions, rows and width.", file, Arrays.toString(shape));
        this.rows = shape[0];
        this.width = shape[1];
    }

    /// Takes the rows of a file as they come.
    public interface Receiver {
        /// Called once, before the first row.
        void shape(int rows, int width);

        /// @param row    from 0
        /// @param vector as wide as all; the next row stands in the same array
        void row(int row, float[] vector);
    }

    /// @throws Fault.Request if the file is missing, is no such matrix, or ends too early
    /// @throws Fault.Work    if it cannot be read
    public static void read(Path file, Receiver receiver) {
        Unpacking.requireExists(file);
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            Npy matrix = new Npy(file, in);
            receiver.shape(matrix.rows, matrix.width);
            matrix.rows(receiver);
        } catch (EOFException tooEarly) {
            throw new Fault.Request("%s ends too early. Save it again.", file, tooEarly);
        } catch (IOException e) {
            throw new Fault.Work("%s could not be read: %s", file, Trouble.reason(e), e);
        }
    }

    private String header() throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        Fault.require(Arrays.equals(magic, MAGIC), "%s is no NPY file. Save it by numpy.save.", file);
        int version = in.readUnsignedByte();
        in.readUnsignedByte();
        byte[] length = new byte[version == 1 ? 2 : 4];
        in.readFully(length);
        ByteBuffer number = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN);
        int bytes = version == 1 ? number.getShort() & 0xffff : number.getInt();
        Fault.require(0 < bytes && bytes <= MOST_HEADER_BYTES, "%s is no NPY file that can be read: its header has %s bytes.", file, bytes);
        byte[] header = new byte[bytes];
        in.readFully(header);
        return new String(header, StandardCharsets.UTF_8);
    }

    private String field(Pattern pattern, String header) {
        Matcher found = pattern.matcher(header);
        Fault.require(found.find(), "%s is no NPY file that can be read. Its header says %s.", file, header.strip());
        return found.group(1);
    }

    private int[] shape(String text) {
        try {
            return Arrays.stream(text.split(",")).map(String::strip).filter(size -> !size.isEmpty()).mapToInt(Integer::parseInt).toArray();
        } catch (NumberFormatException e) {
            throw new Fault.Request("%s has the shape (%s), which is too large or no shape.", file, text, e);
        }
    }

    private void rows(Receiver receiver) throws IOException {
        byte[] bytes = new byte[Math.multiplyExact(width, twice ? Double.BYTES : Float.BYTES)];
        ByteBuffer numbers = ByteBuffer.wrap(bytes).order(order);
        float[] vector = new float[width];
        for (int row = 0; row < rows; row++) {
            in.readFully(bytes);
            for (int i = 0; i < width; i++) {
                vector[i] = twice ? (float) numbers.getDouble(i * Double.BYTES) : numbers.getFloat(i * Float.BYTES);
            }
            receiver.row(row, vector);
        }
    }
}
