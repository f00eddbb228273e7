package trailbench.engine.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import trailbench.kernel.Floats;

/// Floats to bytes, little-endian, and back, piece by piece: a table of a million items never stands on the Java heap.
final class FloatStream {
    private static final int PIECE = 1 << 16;

    private FloatStream() {}

    static void write(Floats floats, OutputStream stream) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * PIECE).order(ByteOrder.LITTLE_ENDIAN);
        float[] piece = new float[PIECE];
        for (long from = 0; from < floats.length(); from += PIECE) {
            int count = (int) Math.min(PIECE, floats.length() - from);
            floats.toArray(from, piece, 0, count);
            bytes.clear();
            bytes.asFloatBuffer().put(piece, 0, count);
            stream.write(bytes.array(), 0, Float.BYTES * count);
        }
    }

    /// @throws IOException if the stream ends before `floats` are full
    static void read(InputStream stream, Floats floats) throws IOException {
        read(stream, ByteOrder.LITTLE_ENDIAN, floats);
    }

    /// As [#read(InputStream, Floats)], of bytes in another order.
    static void read(InputStream stream, ByteOrder order, Floats floats) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * PIECE).order(order);
        float[] piece = new float[PIECE];
        for (long from = 0; from < floats.length(); from += PIECE) {
            int count = (int) Math.min(PIECE, floats.length() - from);
            if (stream.readNBytes(bytes.array(), 0, Float.BYTES * count) < Float.BYTES * count) {
                throw new IOException("it ends too early");
            }
            bytes.clear();
            bytes.asFloatBuffer().get(piece, 0, count);
            floats.fromArray(piece, 0, from, count);
        }
    }
}
