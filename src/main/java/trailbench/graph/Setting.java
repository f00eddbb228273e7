package trailbench.graph;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The default and the range of a component that a person may set, beside the component itself: forms, exports and pages read it from here.
///
/// The record's constructor refuses what lies outside; a test holds both against each other.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /// The default as it stands in files. Empty for false, for the first constant of an enum, and where the record has `defaults()`.
    String usual() default "";

    double least() default Double.NEGATIVE_INFINITY;

    double most() default Double.POSITIVE_INFINITY;

    /// True if `least` itself is too little.
    boolean above() default false;

    /// True if `most` itself is too much.
    boolean below() default false;
}
