package trailbench.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import trailbench.format.Json;
import trailbench.training.FaultLine;
import trailbench.training.ProgressLine;
import trailbench.work.Fault;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// A glass in another process: one question a line, one answer a line, both JSON. `trailbench explain RUN --ask` is the other side.
public final class GlassLines {
    private GlassLines() {}

    /// What can be asked.
    sealed interface Asked {
        record Open(String user, int number) implements Asked {}

        record Case(CaseGlass.Question question) implements Asked {}

        record Find(String words, int most) implements Asked {}
    }

    /// @param fault why there is no answer
    record Told(
            Optional<CaseGlass.Facts> facts, Optional<CaseGlass.Opened> opened, Optional<CaseGlass.Answer> answer, Optional<List<CaseGlass.Named>> found,
            Optional<Trouble> fault) {
        private static final Told NOTHING = new Told(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        static Told facts(CaseGlass.Facts facts) {
            return new Told(Optional.of(facts), NOTHING.opened, NOTHING.answer, NOTHING.found, NOTHING.fault);
        }

        static Told opened(CaseGlass.Opened opened) {
            return new Told(NOTHING.facts, Optional.of(opened), NOTHING.answer, NOTHING.found, NOTHING.fault);
        }

        static Told answer(CaseGlass.Answer answer) {
            return new Told(NOTHING.facts, NOTHING.opened, Optional.of(answer), NOTHING.found, NOTHING.fault);
        }

        static Told found(List<CaseGlass.Named> found) {
            return new Told(NOTHING.facts, NOTHING.opened, NOTHING.answer, Optional.of(found), NOTHING.fault);
        }

        static Told fault(Trouble fault) {
            return new Told(NOTHING.facts, NOTHING.opened, NOTHING.answer, NOTHING.found, Optional.of(fault));
        }
    }

    /// Says whose cases there are, and answers until nothing more is asked.
    public static void answer(CaseGlass glass, InputStream questions, Consumer<String> answers) {
        answers.accept(Json.line(Told.facts(glass.facts())));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(questions, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.accept(Json.line(told(glass, line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Told told(CaseGlass glass, String line) {
        try {
            return switch (Json.parse(line, Asked.class)) {
                case Asked.Open(String user, int number) -> Told.opened(glass.open(user, number));
                case Asked.Case(CaseGlass.Question question) -> Told.answer(glass.ask(question));
                case Asked.Find(String words, int most) -> Told.found(glass.find(words, most));
            };
        } catch (Fault wrong) {
            return Told.fault(wrong.trouble());
        }
    }

    /// Starts the other side and waits until it knows whose cases there are.
    static CaseGlass over(Process worker, Progress progress) {
        LastWords words = new LastWords();
        Thread.ofVirtual().name("glass-progress").start(() -> listen(worker, words, progress));
        Remote remote = new Remote(worker, words);
        try {
            remote.facts = remote.read().facts().orElseThrow();
            return remote;
        } catch (RuntimeException failed) {
            remote.close();
            throw failed;
        }
    }

    private static void listen(Process worker, LastWords words, Progress progress) {
        try (BufferedReader lines = worker.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (progress.cancelled()) {
                    worker.destroy();
                }
                Optional<ProgressLine> said = ProgressLine.parse(line);
                said.ifPresent(report -> progress.report(report.phase(), report.done(), report.total()));
                if (said.isEmpty() && !line.startsWith("WARNING: ")) {
                    words.hear(line);
                }
            }
        } catch (IOException gone) {
            worker.destroy();
        }
    }

    /// What the other side says beside its progress: why it ends.
    private static final class LastWords {
        private final StringBuilder printed = new StringBuilder();
        private Optional<Trouble> fault = Optional.empty();

        synchronized void hear(String line) {
            Optional<Trouble> told = FaultLine.parse(line).map(FaultLine::fault);
            if (told.isPresent()) {
                fault = told;
            } else {
                printed.append(line).append('\n');
            }
        }

        synchronized Fault fault() {
            String all = printed.toString().strip();
            return new Fault.Work(fault.orElseGet(() -> Trouble.said(all.isEmpty() ? "The worker that looked at cases has ended. Open the case anew." : all)));
        }
    }

    private static final class Remote implements CaseGlass {
        private final Process worker;
        private final LastWords words;
        private final BufferedReader answers;
        private final Writer questions;
        private Facts facts = new Facts(List.of(), 0, true, 0, Optional.empty());

        Remote(Process worker, LastWords words) {
            this.worker = worker;
            this.words = words;
            this.answers = worker.inputReader(StandardCharsets.UTF_8);
            this.questions = new OutputStreamWriter(worker.getOutputStream(), StandardCharsets.UTF_8);
        }

        private synchronized Told ask(Asked asked) {
            try {
                questions.write(Json.line(asked) + "\n");
                questions.flush();
            } catch (IOException gone) {
                throw ended();
            }
            return read();
        }

        private Told read() {
            try {
                String line = answers.readLine();
                if (line == null) {
                    throw ended();
                }
                Told told = Json.parse(line, Told.class);
                told.fault().ifPresent(fault -> {
                    throw new Fault.Request(fault);
                });
                return told;
            } catch (IOException gone) {
                throw ended();
            }
        }

        private Fault ended() {
            worker.onExit().join();
            return words.fault();
        }

        @Override
        public Facts facts() {
            return facts;
        }

        @Override
        public Opened open(String user, int number) {
            return ask(new Asked.Open(user, number)).opened().orElseThrow();
        }

        @Override
        public Answer ask(Question question) {
            return ask(new Asked.Case(question)).answer().orElseThrow();
        }

        @Override
        public List<Named> find(String wanted, int most) {
            return ask(new Asked.Find(wanted, most)).found().orElseThrow();
        }

        @Override
        public void close() {
            worker.destroy();
        }
    }
}
