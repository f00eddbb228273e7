package trailbench.engine.dl4j;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/// ONNX Runtime by reflection: it is 75 MB, and nothing but one test needs it.
final class OnnxRuntime implements AutoCloseable {
    private final Object environment;
    private final Object session;

    OnnxRuntime(byte[] model) throws ReflectiveOperationException {
        environment = type("OrtEnvironment").getMethod("getEnvironment").invoke(null);
        session = type("OrtEnvironment").getMethod("createSession", byte[].class).invoke(environment, model);
    }

    static boolean isThere() {
        try {
            type("OrtEnvironment");
            return true;
        } catch (ClassNotFoundException none) {
            return false;
        }
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName("ai.onnxruntime." + name);
    }

    /// @return `scores` and `vector`
    Map<String, float[]> run(int... items) throws ReflectiveOperationException {
        long[] numbers = java.util.Arrays.stream(items).asLongStream().toArray();
        Object tensor = type("OnnxTensor").getMethod("createTensor", type("OrtEnvironment"), Object.class).invoke(null, environment, numbers);
        Object result = session.getClass().getMethod("run", Map.class).invoke(session, Map.of("items", tensor));
        Map<String, float[]> outputs = new HashMap<>();
        Method get = result.getClass().getMethod("get", String.class);
        for (String name : new String[] {"scores", "vector"}) {
            Object value = ((java.util.Optional<?>) get.invoke(result, name)).orElseThrow();
            outputs.put(name, (float[]) value.getClass().getMethod("getValue").invoke(value));
        }
        result.getClass().getMethod("close").invoke(result);
        tensor.getClass().getMethod("close").invoke(tensor);
        return outputs;
    }

    @Override
    public void close() throws ReflectiveOperationException {
        session.getClass().getMethod("close").invoke(session);
    }
}
