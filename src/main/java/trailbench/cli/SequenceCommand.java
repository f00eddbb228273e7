package trailbench.cli;

import static trailbench.work.Fault.require;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.log.LogTrace.LeftOut;
import trailbench.experiment.Prepared;
import trailbench.experiment.TrainingWindows;
import trailbench.sequence.SequenceBook;
import trailbench.sequence.UserSequence;
import trailbench.sequence.UserSequence.Event;
import trailbench.sequence.UserSequence.Slot;
import trailbench.sequence.UserSequence.Window;

@Command(
        name = "sequence",
        mixinStandardHelpOptions = true,
        description = "Shows one user's events, the windows that training sees of them, and every row that is in no window, with the reason.")
final class SequenceCommand implements Callable<Integer> {
    private static final int NAMED = 8;

    private final Session session;

    @Mixin
    private ExperimentArgument experiment = new ExperimentArgument();

    @Option(names = "--user", paramLabel = "ID", required = true, description = "The user's id as it stands in the log; where sequences are sessions, with the session's place: 12347#3.")
    private String user = "";

    @Option(names = "--epoch", description = "Whose targets are shown: a next-basket target is drawn anew in each. Default: ${DEFAULT-VALUE}", defaultValue = "1")
    private int epoch = 1;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    SequenceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        require(epoch >= 1, "--epoch %s is not at least 1", epoch);
        ExperimentArgument.Chosen chosen = experiment.choose(session.projects());
        Prepared prepared = session.workbench().prepare(chosen.project(), chosen.experiment(), session.progress());
        SequenceBook book = TrainingWindows.book(chosen.experiment(), prepared);
        OptionalInt number = book.find(user);
        List<LeftOut> leftOut =
                session.workbench().leftOut(chosen.project(), chosen.experiment(), session.progress())
                        .of(number.isPresent() ? book.ownerId(number.getAsInt()) : user);
        require(
                number.isPresent() || !leftOut.isEmpty(),
                "The log has no user \"%s\".%s", user, similar(book));
        Account account = new Account(
                user, number.isPresent() ? Optional.of(book.of(number.getAsInt(), epoch)) : Optional.empty(), leftOut);
        if (json) {
            session.printJson(account);
        } else {
            print(account);
        }
        return 0;
    }

    private String similar(SequenceBook book) {
        List<Integer> found = book.search(user, NAMED);
        List<Integer> named = found.isEmpty() ? book.search("", NAMED) : found;
        return (found.isEmpty() ? " Its first users: " : " Ids that hold it: ") + named.stream().map(book::id).collect(Collectors.joining(", ")) + ".";
    }

    private void print(Account account) {
        account.sequence().ifPresentOrElse(this::print, () -> session.print("User " + user + " has no sequence: all of the user's rows were left out."));
        session.print("");
        session.print(account.leftOut().isEmpty()
                ? "No row of this user was left out of the sequence."
                : String.format(Locale.ROOT, "%,d rows of this user are in no sequence:", account.leftOut().size()));
        if (!account.leftOut().isEmpty()) {
            TextTable table = new TextTable(List.of("line", "why", "time", "item", "title or row"));
            for (LeftOut row : account.leftOut()) {
                table.row(List.of(
                        row.file() + " " + row.line(), why(row), time(row.time()), row.item(),
                        row.title().isEmpty() ? row.row() : row.title()));
            }
            session.print(table.toString());
        }
    }

    private void print(UserSequence sequence) {
        session.print(String.format(Locale.ROOT, "User %s: %,d events", sequence.id(), sequence.events().size()));
        if (!sequence.known().isEmpty()) {
            session.print(sequence.known().entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()).collect(Collectors.joining(", ", "  ", "")));
        }
        TextTable events = new TextTable(List.of("event", "time", "behaviour", "item", "title", "basket", "part", "training"));
        for (Event event : sequence.events()) {
            events.row(List.of(
                    "" + event.number(), time(event.time()), event.behaviour(), event.item(), event.title(), "" + event.basket(),
                    words(event.part()), words(event.use())));
        }
        session.print(events.toString());
        session.print("");
        session.print(String.format(
                Locale.ROOT, "%,d training windows of %,d steps, with the targets of epoch %d. Each step: input > target, numbers of events;"
                        + " a target in brackets was drawn from those events.",
                sequence.windows().size(), sequence.steps(), sequence.epoch()));
        for (Window window : sequence.windows()) {
            session.print(String.format(
                    Locale.ROOT, "window %,d: %s%s", window.number(), window.padding() > 0 ? "padding x " + window.padding() + ", then " : "",
                    window.slots().stream().map(SequenceCommand::words).collect(Collectors.joining(" "))));
        }
    }

    private static String words(Slot slot) {
        if (slot.target() == 0) {
            return slot.event() + ">-";
        }
        String drawn = slot.first() == slot.last() ? "" : "[" + slot.first() + "-" + slot.last() + "]";
        return slot.event() + ">" + slot.target() + drawn;
    }

    private static String why(LeftOut row) {
        return (row.rejected() ? "rejected: " : "removed: ") + row.reason();
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("");
    }

    /// What `--json` prints.
    ///
    /// @param sequence empty for a user of whom no event was kept
    record Account(String user, Optional<UserSequence> sequence, List<LeftOut> leftOut) {}
}
