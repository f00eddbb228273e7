package trailbench.graph;

/// What flows along an edge.
public sealed interface Shape {

    /// Numbers of one input, `[B, T]`: items, behaviours, hours.
    ///
    /// @param count they run from 1 to this; 0 is unknown, and padding
    record Numbers(int count) implements Shape {
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
