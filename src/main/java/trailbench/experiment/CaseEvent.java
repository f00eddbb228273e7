package trailbench.experiment;

/// One event of a history under the glass.
///
/// @param id        of the item, as the log spells it
/// @param title     of the item
/// @param behaviour what was done; empty where the log tells none apart
/// @param time      milliseconds since 1970 UTC
/// @param basket    equal for events without an order among themselves, which stand side by side
/// @param value     the event's number; NaN where there is none
public record CaseEvent(String id, String title, String behaviour, long time, int basket, float value) {

    /// The same place in time with another thing in it.
    CaseEvent holding(CaseEvent other) {
        return new CaseEvent(other.id, other.title, other.behaviour, time, basket, other.value);
    }

    CaseEvent inBasket(int other) {
        return new CaseEvent(id, title, behaviour, time, other, value);
    }
}
