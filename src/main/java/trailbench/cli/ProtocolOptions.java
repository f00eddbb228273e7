package trailbench.cli;

import static trailbench.work.Fault.require;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import trailbench.evaluation.Candidates;
import trailbench.evaluation.EvaluationOptions;
import trailbench.evaluation.Ties;
import trailbench.sequence.ColdItems;

/// How cases are ranked, where it is to be otherwise than the run's experiment says.
final class ProtocolOptions {
    enum Among {
        ALL,
        UNIFORM,
        POPULARITY
    }

    enum Seen {
        EXCLUDED,
        ALLOWED
    }

    @Option(names = "--at", split = ",", paramLabel = "K", description = "Cut-offs: --at 1,5,10,20. What is not given is as the run's experiment says.")
    private @Nullable List<Integer> at;

    @Option(
            names = "--candidates",
            description = "What a target is ranked among: ${COMPLETION-CANDIDATES}. Figures over drawn candidates compare with no full ranking, and say so.")
    private @Nullable Among candidates;

    @Option(names = "--count", paramLabel = "N", description = "How many candidates are drawn beside the target.")
    private @Nullable Integer count;

    @Option(names = "--seed", paramLabel = "N", description = "Of that draw.")
    private @Nullable Long seed;

    @Option(names = "--ties", description = "Rank of a target among equal scores: ${COMPLETION-CANDIDATES}.")
    private @Nullable Ties ties;

    @Option(names = "--seen", description = "Whether items of the history are candidates: ${COMPLETION-CANDIDATES}.")
    private @Nullable Seen seen;

    @Option(names = "--cold-items", description = "Cases of items that training never saw: ${COMPLETION-CANDIDATES}.")
    private @Nullable ColdItems coldItems;

    EvaluationOptions over(EvaluationOptions own) {
        return new EvaluationOptions(
                Optional.ofNullable(at).orElse(own.at()),
                seen == null ? own.excludeSeen() : seen == Seen.EXCLUDED,
                Optional.ofNullable(coldItems).orElse(own.coldItems()),
                candidates(own.candidates()),
                Optional.ofNullable(ties).orElse(own.ties()));
    }

    private Candidates candidates(Candidates own) {
        Candidates chosen = candidates == null ? own : switch (candidates) {
            case ALL -> new Candidates.All();
            case UNIFORM -> own instanceof Candidates.Uniform ? own : Candidates.Uniform.defaults();
            case POPULARITY -> own instanceof Candidates.Popularity ? own : Candidates.Popularity.defaults();
        };
        return switch (chosen) {
            case Candidates.All all -> {
                require(count == null && seed == null, "--count and --seed are of drawn candidates. Give --candidates UNIFORM or POPULARITY with them.");
                yield all;
            }
            case Candidates.Uniform drawn -> new Candidates.Uniform(count(drawn), seed(drawn));
            case Candidates.Popularity drawn -> new Candidates.Popularity(count(drawn), seed(drawn));
        };
    }

    private int count(Candidates.Sampled drawn) {
        return count == null ? drawn.count() : count;
    }

    private long seed(Candidates.Sampled drawn) {
        return seed == null ? drawn.seed() : seed;
    }
}
