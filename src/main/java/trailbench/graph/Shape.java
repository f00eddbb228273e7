package trailbench.graph;

/// What flows along an edge.
public sealed interface Shape {

    /// Item numbers, `[B, T]`.
    record Items() implements Shape {
        @Override
        public String toString() {
            return "[B, T]";
        }
    }

    /// One vector a step, `[B, T, width]`.
    record Steps(int width) implements Shape {
        @Override
        public String toString() {
            return "[B, T, " + width + "]";
        }
    }

    /// One vector a sequence, `[B, width]`.
    record Vector(int width) implements Shape {
        @Override
        public String toString() {
            return "[B, " + width + "]";
        }
    }
}
