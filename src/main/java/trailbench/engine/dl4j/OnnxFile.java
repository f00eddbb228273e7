package trailbench.engine.dl4j;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A model in the Open Neural Network Exchange format, built up node by node and written as Protocol Buffers by hand: the messages of `onnx.proto` that a
/// graph of float tensors needs, and no more.
///
/// Operator set 17, IR version 8 (2022): what ONNX Runtime reads since 1.12.
final class OnnxFile {
    static final int OPERATORS = 17;
    private static final int IR_VERSION = 8;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final List<byte[]> nodes = new ArrayList<>();
    private final List<byte[]> initializers = new ArrayList<>();
    private final List<byte[]> inputs = new ArrayList<>();
    private final List<byte[]> outputs = new ArrayList<>();
    private final Set<String> constants = new LinkedHashSet<>();
    private int names;

    /// A message of Protocol Buffers.
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        private void varint(long value) {
            long left = value;
            for (; (left & ~0x7fL) != 0; left >>>= 7) {
                out.write((int) (left & 0x7f | 0x80));
            }
            out.write((int) left);
        }

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message real(int field, float value) {
            varint((long) field << 3 | 5);
            out.writeBytes(ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
            return this;
        }

        byte[] done() {
            return out.toByteArray();
        }
    }

    /// `[dims]` of an input or output; a name for one that changes from call to call.
    record Dim(String name, long value) {
        static Dim of(long value) {
            return new Dim("", value);
        }

        static Dim free(String name) {
            return new Dim(name, 0);
        }
    }

    /// An attribute of a node.
    record Attribute(String name, byte[] message) {
        static Attribute of(String name, long value) {
            return new Attribute(name, new Message().text(1, name).number(3, value).number(20, 2).done());
        }

        static Attribute of(String name, float value) {
            return new Attribute(name, new Message().text(1, name).real(2, value).number(20, 1).done());
        }

        static Attribute of(String name, long... values) {
            Message message = new Message().text(1, name);
            Arrays.stream(values).forEach(value -> message.number(8, value));
            return new Attribute(name, message.number(20, 7).done());
        }

        /// A tensor of one number, as `ConstantOfShape` wants it.
        static Attribute ofTensor(String name, float value) {
            return new Attribute(name, new Message().text(1, name).bytes(5, tensor("", new long[] {1}, value)).number(20, 4).done());
        }
    }

    private static byte[] tensor(String name, long[] dims, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor(name, dims, FLOAT, raw.array());
    }

    private static byte[] tensor(String name, long[] dims, int type, byte[] raw) {
        Message message = new Message();
        Arrays.stream(dims).forEach(dim -> message.number(1, dim));
        return message.number(2, type).text(8, name).bytes(9, raw).done();
    }

    /// A tensor that the file holds, row-major.
    ///
    /// @return its name
    String constant(String name, long[] dims, float... values) {
        if (constants.add(name)) {
            initializers.add(tensor(name, dims, values));
        }
        return name;
    }

    /// Whole numbers, `[n]`.
    ///
    /// @return the name that stands for them
    String constant(long... values) {
        String name = "int64:" + Arrays.toString(values);
        if (constants.add(name)) {
            ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            raw.asLongBuffer().put(values);
            initializers.add(tensor(name, new long[] {values.length}, INT64, raw.array()));
        }
        return name;
    }

    /// One whole number, `[]`.
    String scalar(long value) {
        String name = "int64:" + value;
        if (constants.add(name)) {
            initializers.add(tensor(name, new long[0], INT64, ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array()));
        }
        return name;
    }

    /// Whole numbers that come in.
    String input(String name, Dim... dims) {
        inputs.add(value(name, INT64, dims));
        return name;
    }

    /// Floats that go out under a name of their own.
    void output(String name, String from, Dim... dims) {
        nodes.add(new Message().text(1, from).text(2, name).text(4, "Identity").done());
        outputs.add(value(name, FLOAT, dims));
    }

    private static byte[] value(String name, int type, Dim... dims) {
        Message shape = new Message();
        for (Dim dim : dims) {
            shape.bytes(1, dim.name().isEmpty() ? new Message().number(1, dim.value()).done() : new Message().text(2, dim.name()).done());
        }
        byte[] tensor = new Message().number(1, type).bytes(2, shape.done()).done();
        return new Message().text(1, name).bytes(2, new Message().bytes(1, tensor).done()).done();
    }

    /// Applies an operator of one output; an empty name is an input that is left out.
    ///
    /// @return the output's name
    String apply(String operator, List<String> from, Attribute... attributes) {
        String name = operator + "_" + names++;
        Message node = new Message();
        from.forEach(each -> node.text(1, each));
        node.text(2, name).text(3, name).text(4, operator);
        for (Attribute attribute : attributes) {
            node.bytes(5, attribute.message());
        }
        nodes.add(node.done());
        return name;
    }

    String apply(String operator, String from, Attribute... attributes) {
        return apply(operator, List.of(from), attributes);
    }

    /// @param words what else a reader should know, by key
    byte[] bytes(String name, String version, Map<String, String> words) {
        Message graph = new Message();
        nodes.forEach(node -> graph.bytes(1, node));
        graph.text(2, name);
        initializers.forEach(tensor -> graph.bytes(5, tensor));
        inputs.forEach(input -> graph.bytes(11, input));
        outputs.forEach(output -> graph.bytes(12, output));
        Message model = new Message().number(1, IR_VERSION).text(2, "Trailbench").text(3, version).bytes(7, graph.done());
        model.bytes(8, new Message().text(1, "").number(2, OPERATORS).done());
        words.forEach((key, value) -> model.bytes(14, new Message().text(1, key).text(2, value).done()));
        return model.done();
    }
}
