package trailbench.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.evaluation.OrderTest;
import trailbench.evaluation.OrderTestOptions;

@Command(
        name = "order-test",
        mixinStandardHelpOptions = true,
        description = "Says whether the order of a log's events carries signal: counting models with the true order and with drawn ones.")
final class OrderTestCommand implements Callable<Integer> {
    private static final OrderTestOptions DEFAULTS = OrderTestOptions.defaults();

    private final Session session;

    @Mixin
    private ExperimentArgument experiment = new ExperimentArgument();

    @Option(names = "--users", description = "Test cases of at most so many users, drawn by the seed. Default: ${DEFAULT-VALUE}")
    private int users = DEFAULTS.users();

    @Option(names = "--shuffles", description = "Orders that are drawn; their figures are averaged. Default: ${DEFAULT-VALUE}")
    private int shuffles = DEFAULTS.shuffles();

    @Option(names = "--resamples", description = "Of the bootstrap over users. Default: ${DEFAULT-VALUE}")
    private int resamples = DEFAULTS.resamples();

    @Option(names = "--seed", description = "Of users, orders and resamples. Default: ${DEFAULT-VALUE}")
    private long seed = DEFAULTS.seed();

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    OrderTestCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        OrderTestOptions options = new OrderTestOptions(users, shuffles, resamples, seed);
        ExperimentArgument.Chosen chosen = experiment.choose(session.projects());
        OrderTest test = session.workbench().orderTest(chosen.project(), chosen.experiment(), options, session.progress());
        if (json) {
            session.printJson(test);
        } else {
            print(test);
        }
        return 0;
    }

    private void print(OrderTest test) {
        session.print(test.passport().line());
        session.print(String.format(Locale.ROOT, "%,d of %,d users with test cases, %d drawn orders, seed %d",
                test.users(), test.allUsers(), test.options().shuffles(), test.options().seed()));
        session.print("");
        TextTable table = new TextTable(List.of("", "recall@10", "in drawn order", "ndcg@10", "in drawn order", "difference", "97.5 % interval"));
        for (OrderTest.Row row : test.rows()) {
            table.row(List.of(
                    row.name(), figure(row.recall().ordered()), figure(row.recall().shuffled()), figure(row.ndcg().ordered()),
                    figure(row.ndcg().shuffled()), figure(row.ndcg().difference()),
                    row.readsOrder() ? figure(row.low()) + " to " + figure(row.high()) : "reads no order"));
        }
        session.print(table.toString());
        session.print("");
        session.print(test.sentence());
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
