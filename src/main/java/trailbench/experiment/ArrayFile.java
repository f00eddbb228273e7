package trailbench.experiment;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Arrays one after another as plain bytes, big-endian, each behind its length; read in the order in which they were written.
///
/// For derived data that only this program reads: a worker has them in some milliseconds, while a Parquet file costs it DuckDB's library, 60 MB to
/// unpack at every start.
final class ArrayFile {
    private static final int CHUNK = 1 << 16;

    private ArrayFile() {}

    static final class Writer {
        private final OutputStream out;
        private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);

        Writer(OutputStream out) {
            this.out = out;
        }

        void ints(int[] values) throws IOException {
            length(values.length);
            for (int from = 0; from < values.length; from += CHUNK / Integer.BYTES) {
                int count = Math.min(CHUNK / Integer.BYTES, values.length - from);
                chunk.asIntBuffer().put(values, from, count);
                out.write(chunk.array(), 0, count * Integer.BYTES);
            }
        }

        void longs(long[] values) throws IOException {
            length(values.length);
            for (int from = 0; from < values.length; from += CHUNK / Long.BYTES) {
                int count = Math.min(CHUNK / Long.BYTES, values.length - from);
                chunk.asLongBuffer().put(values, from, count);
                out.write(chunk.array(), 0, count * Long.BYTES);
            }
        }

        void floats(float[] values) throws IOException {
            length(values.length);
            for (int from = 0; from < values.length; from += CHUNK / Float.BYTES) {
                int count = Math.min(CHUNK / Float.BYTES, values.length - from);
                chunk.asFloatBuffer().put(values, from, count);
                out.write(chunk.array(), 0, count * Float.BYTES);
            }
        }

        void bytes(byte[] values) throws IOException {
            length(values.length);
            out.write(values);
        }

        void texts(List<String> values) throws IOException {
            length(values.size());
            chunk.clear();
            for (String value : values) {
                byte[] text = value.getBytes(StandardCharsets.UTF_8);
                if (chunk.remaining() < Integer.BYTES + text.length) {
                    out.write(chunk.array(), 0, chunk.position());
                    chunk.clear();
                }
                if (Integer.BYTES + text.length > CHUNK) {
                    bytes(text);
                } else {
                    chunk.putInt(text.length).put(text);
                }
            }
            out.write(chunk.array(), 0, chunk.position());
            chunk.clear();
        }

        private void length(int length) throws IOException {
            chunk.putInt(0, length);
            out.write(chunk.array(), 0, Integer.BYTES);
        }
    }

    /// Every method throws [EOFException] where the file ends too early.
    static final class Reader {
        private final InputStream in;
        private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);

        /// @param in buffered
        Reader(InputStream in) {
            this.in = in;
        }

        int[] ints() throws IOException {
            int[] values = new int[length()];
            for (int from = 0; from < values.length; from += CHUNK / Integer.BYTES) {
                int count = Math.min(CHUNK / Integer.BYTES, values.length - from);
                fill(count * Integer.BYTES);
                chunk.asIntBuffer().get(values, from, count);
            }
            return values;
        }

        long[] longs() throws IOException {
            long[] values = new long[length()];
            for (int from = 0; from < values.length; from += CHUNK / Long.BYTES) {
                int count = Math.min(CHUNK / Long.BYTES, values.length - from);
                fill(count * Long.BYTES);
                chunk.asLongBuffer().get(values, from, count);
            }
            return values;
        }

        float[] floats() throws IOException {
            float[] values = new float[length()];
            for (int from = 0; from < values.length; from += CHUNK / Float.BYTES) {
                int count = Math.min(CHUNK / Float.BYTES, values.length - from);
                fill(count * Float.BYTES);
                chunk.asFloatBuffer().get(values, from, count);
            }
            return values;
        }

        byte[] bytes() throws IOException {
            int length = length();
            byte[] values = in.readNBytes(length);
            if (values.length < length) {
                throw new EOFException("it ends too early");
            }
            return values;
        }

        List<String> texts() throws IOException {
            int count = length();
            List<String> values = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                values.add(new String(bytes(), StandardCharsets.UTF_8));
            }
            return List.copyOf(values);
        }

        private int length() throws IOException {
            fill(Integer.BYTES);
            return chunk.getInt(0);
        }

        private void fill(int bytes) throws IOException {
            if (in.readNBytes(chunk.array(), 0, bytes) < bytes) {
                throw new EOFException("it ends too early");
            }
        }
    }
}
