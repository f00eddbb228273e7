package trailbench.bundle;

import java.util.List;
import java.util.function.Function;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Compares two ways of asking the same model.
public final class ParityCheck {
    private ParityCheck() {}

    /// @param question asked
    /// @param expected what the evaluator's scorer says to it, best first
    public record Case(Question question, List<Answer.Item> expected) {}

    /// @param way    what the answers come from, as in [ParityCertificate.Leg#way]
    /// @param answer from the second way
    /// @throws Fault.Work at the first history that is answered otherwise
    public static ParityCertificate.Leg compare(String way, List<Case> cases, Function<Question, List<Answer.Item>> answer, Progress progress) {
        int same = 0;
        double largest = 0;
        for (int i = 0; i < cases.size(); i++) {
            progress.checkpoint();
            progress.report(Phase.of(way.equals("http") ? Phase.Kind.REPLAYING_HTTP : Phase.Kind.REPLAYING_BUNDLE), i, cases.size());
            Case asked = cases.get(i);
            List<Answer.Item> said = answer.apply(asked.question());
            double difference = difference(asked.expected(), said);
            if (!(difference <= ParityCertificate.TOLERANCE) || !agree(asked.expected(), said)) {
                throw new Fault.Work(Trouble.of(
                        Trouble.Kind.NOT_THE_SAME, way, i + 1, cases.size(), asked.question().history().size(), head(asked.expected()), head(said)));
            }
            largest = Math.max(largest, difference);
            same += ids(asked.expected()).equals(ids(said)) ? 1 : 0;
        }
        return new ParityCertificate.Leg(way, same, largest);
    }

    /// The largest difference of scores at one place; infinite if the lists are not equally long.
    private static double difference(List<Answer.Item> expected, List<Answer.Item> said) {
        if (expected.size() != said.size()) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int i = 0; i < expected.size(); i++) {
            largest = Math.max(largest, apart(expected.get(i).score(), said.get(i).score()));
        }
        return largest;
    }

    /// An item that stands elsewhere must have the score of the one in whose place it stands.
    private static boolean agree(List<Answer.Item> expected, List<Answer.Item> said) {
        for (int i = 0; i < expected.size(); i++) {
            String id = said.get(i).id();
            double score = said.get(i).score();
            boolean right = expected.stream()
                    .filter(item -> item.id().equals(id))
                    .findFirst()
                    .map(item -> apart(item.score(), score) <= ParityCertificate.TOLERANCE)
                    .orElse(apart(expected.getLast().score(), score) <= ParityCertificate.TOLERANCE); // one that is tied with the last
            if (!right) {
                return false;
            }
        }
        return ids(said).stream().distinct().count() == said.size();
    }

    private static double apart(double a, double b) {
        return Math.abs(a - b) / Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }

    private static List<String> ids(List<Answer.Item> items) {
        return items.stream().map(Answer.Item::id).toList();
    }

    private static String head(List<Answer.Item> items) {
        return items.stream().limit(3).map(item -> item.id() + " " + item.score()).toList().toString();
    }
}
