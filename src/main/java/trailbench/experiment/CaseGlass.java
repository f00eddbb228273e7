package trailbench.experiment;

import java.util.List;
import java.util.Optional;

/// A run's model that answers about single cases, one question at a time, as long as it is open. One thread asks at a time, never the FX thread.
///
/// The answers come by the evaluation's scorer and its rule for seen items, so that a history as it was gives the evaluation's rank.
public interface CaseGlass extends AutoCloseable {

    /// Whose cases can be looked at.
    ///
    /// @param users       original ids, each once, in the order of the log; of sessions, what they are called
    /// @param items       V
    /// @param excludeSeen true if items of the history are no candidates
    /// @param steps       events that the model sees at most, the latest ones
    /// @param map         name of the run's map that cases are placed on; empty without one
    record Facts(List<String> users, int items, boolean excludeSeen, int steps, Optional<String> map) {}

    /// @param number  which of the user's test cases, from 1
    /// @param of      how many there are
    /// @param history before the targets
    /// @param targets what came then, one for each item of a basket
    record Opened(String user, int number, int of, List<CaseEvent> history, List<Named> targets) {}

    record Named(String id, String title) {}

    /// @param user    whose number the model may read
    /// @param events  the history, oldest first
    /// @param targets ids of items whose ranks are asked for too
    /// @param k       how many of the best are told
    /// @param about   id of the item whose score is to be explained; empty for no explanation
    record Question(String user, List<CaseEvent> events, List<String> targets, int k, Optional<String> about) {}

    /// @param rank of the item among the candidates: 1 and more, with half of its ties; 0 if it is no candidate
    record Ranked(String id, String title, double score, double rank) {}

    /// @param top     the best candidates, best first; of equal scores the lower item number first
    /// @param targets those asked for, in that order
    /// @param effects one for each event, if an explanation was asked for: the score with the history as it is minus the score without that
    ///                event. Events that the model does not see have 0
    /// @param attention of each node of the graph that weighs past events, the last one first, if an explanation was asked for
    /// @param place   on the map; empty if the run has none, or none of the best items is on it
    /// @param millis  that the ranking took
    record Answer(List<Ranked> top, List<Ranked> targets, List<Double> effects, List<Weighing> attention, Optional<Place> place, double millis) {}

    /// How a node weighed the events before it told what comes next: the mean of its heads. Weights are what the model mixed its memory by, and no measure of
    /// what an event did to a score.
    ///
    /// @param weights one for each event, 0 for events that the model does not see; those of a softmax sum to 1, or to less
    ///                where a mask weighs itself too; those of additive attention are factors of either sign
    record Weighing(String node, List<Double> weights) {}

    /// Where a history lies on a map of items: **interpolated**, the mean of the places of those items on the map that the model scores highest
    /// after it, each weighed by its share of the softmax over them.
    ///
    /// @param of titles of those items, best first
    record Place(double x, double y, List<String> of) {}

    Facts facts();

    /// @param number which of the user's test cases, from 1
    /// @throws trailbench.work.Fault.Request if the user has no such case
    Opened open(String user, int number);

    /// @throws trailbench.work.Fault.Request if the history is empty, or an item is unknown
    Answer ask(Question question);

    /// Items whose id or title has the words in it, ids that begin with them first.
    List<Named> find(String words, int most);

    @Override
    void close();
}
