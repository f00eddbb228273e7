/// Files of records: JSON and YAML, atomic writing, locks. The only package that knows Jackson.
///
/// Records are written as they are declared, and need no annotations:
///
/// | in Java | in the file |
/// |---|---|
/// | record component `learningRate` | field `learning_rate`, in the order of declaration |
/// | record of a sealed interface | first field `kind: leave-one-out`, the simple name in kebab-case; the bare word will do on reading |
/// | enum constant `NEXT_ITEM` | `next-item` |
/// | `Optional.empty()` | left out (`null` where the default is not empty) |
/// | `Path` | text with `/` |
/// | `Instant`, `Duration` | ISO-8601 text |
/// | `Map<String, …>` | fields in the map's order; sorted where the map has none |
/// | `NaN`, infinities | the texts `"NaN"`, `"Infinity"`, `"-Infinity"` in JSON, `.nan`, `.inf`, `-.inf` in YAML |
///
/// A missing field takes its value from `static defaults()` of the record that has the field, else from that of the field's own
/// type. Whatever else is wrong (an unknown field or kind, a missing field without default, a wrong type, a value that the record
/// refuses) is a [trailbench.work.Fault.Request] that names file, line, field and what is allowed. A file never names a class:
/// only the declared types and the records that their sealed interfaces permit are made.
@NullMarked
package trailbench.format;

import org.jspecify.annotations.NullMarked;
