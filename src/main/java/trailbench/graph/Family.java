package trailbench.graph;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What kinds of nodes have in common; they stand together where one is chosen.
public enum Family {
    /// Reads the log.
    INPUT,
    /// Makes vectors of numbers, and tells places apart.
    VECTORS,
    /// Makes one of several.
    COMBINING,
    /// Reads along the steps: encoders, and decoders.
    ENCODER,
    /// From steps to a fixed-length vector, and back.
    STEPS,
    /// Works at every step alone.
    LAYER,
    /// Carries the loss.
    HEAD;

    /// The family of a kind of node. Without it an input is an [#INPUT], and any other node a [#LAYER].
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface Of {
        Family value();
    }
}
