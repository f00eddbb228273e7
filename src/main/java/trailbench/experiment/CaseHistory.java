package trailbench.experiment;

import java.util.ArrayList;
import java.util.List;
import trailbench.work.Fault;

/// A history that is edited: places in time, oldest first, and what stands in them.
///
/// A place keeps its time and basket: what moves is the item, with what was done and its value. So times rise whatever is done.
public record CaseHistory(List<CaseEvent> events) {
    public CaseHistory {
        events = List.copyOf(events);
    }

    /// Without the event at `index` and its place.
    public CaseHistory without(int index) {
        requireIndex(index);
        List<CaseEvent> left = new ArrayList<>(events);
        left.remove(index);
        return new CaseHistory(left);
    }

    /// Takes the event at `from` out and lets it in again so that it stands at `to`.
    public CaseHistory moved(int from, int to) {
        requireIndex(from);
        requireIndex(to);
        List<CaseEvent> things = new ArrayList<>(events);
        things.add(to, things.remove(from));
        List<CaseEvent> placed = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            placed.add(events.get(i).holding(things.get(i)));
        }
        return new CaseHistory(placed);
    }

    /// With an item more, so that it stands at `index`, with the time and behaviour of the event before it, or, as the first, of the event behind
    /// it. It joins that one's basket if several events do, and is alone otherwise.
    ///
    /// @param index from 0 to the number of events
    public CaseHistory with(String id, String title, int index) {
        Fault.require(0 <= index && index <= events.size(), "There is no place %s in a history of %s events.", index + 1, events.size());
        if (events.isEmpty()) {
            return new CaseHistory(List.of(new CaseEvent(id, title, "", 0, 0, Float.NaN)));
        }
        CaseEvent beside = events.get(Math.max(0, index - 1));
        boolean joins = events.stream().filter(event -> event.basket() == beside.basket()).count() > 1;
        int basket = joins || index == 0 ? beside.basket() : beside.basket() + 1;
        List<CaseEvent> more = new ArrayList<>(events.subList(0, index));
        more.add(new CaseEvent(id, title, beside.behaviour(), beside.time(), basket, Float.NaN));
        events.subList(index, events.size()).forEach(event -> more.add(joins ? event : event.inBasket(event.basket() + 1)));
        return new CaseHistory(more);
    }

    private void requireIndex(int index) {
        Fault.require(0 <= index && index < events.size(), "There is no event %s in a history of %s.", index + 1, events.size());
    }
}
