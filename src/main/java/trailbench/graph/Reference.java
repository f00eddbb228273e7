package trailbench.graph;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A component that names another node whose table is used, though nothing of its output comes in: the embedding that a head is tied to,
/// or that is said again. Such a node has a port of its own for it.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Reference {}
