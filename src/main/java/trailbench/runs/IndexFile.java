package trailbench.runs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.Passport;
import trailbench.format.AtomicFile;
import trailbench.format.Json;
import trailbench.project.Fork;
import trailbench.project.RunMarks;
import trailbench.project.Verification;
import trailbench.training.RunEvent;
import trailbench.training.RunState;

/// `cache/runs.index`: summaries as bytes, since a thousand of them as JSON take more than a second of a program that has just started.
///
/// Texts, most of which many runs share, stand once, in a pool behind the version; a summary holds their numbers. What has many shapes and
/// few values (passports, forks, verifications) is JSON in that pool, parsed once however many runs share it.
final class IndexFile {
    /// Of these bytes and of what the summaries mean: raise it when either changes.
    private static final int VERSION = 0x54420003;
    private static final int NONE = -1;

    private IndexFile() {}

    /// @param stamp of the run's files when it was summed up
    record Stored(String stamp, RunSummary summary) {}

    /// @throws trailbench.work.Fault.Work if the file cannot be written
    static void write(Path file, Collection<Stored> runs) {
        Writer writer = new Writer();
        AtomicFile.write(file, out -> {
            for (Stored run : runs) {
                writer.text(run.stamp());
                writer.summary(run.summary());
            }
            DataOutputStream whole = new DataOutputStream(out);
            whole.writeInt(VERSION);
            whole.writeInt(writer.pool.size());
            for (String text : writer.pool.keySet()) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                whole.writeInt(bytes.length);
                whole.write(bytes);
            }
            whole.writeInt(runs.size());
            whole.write(writer.bytes.toByteArray());
            whole.flush();
        });
    }

    /// Nothing if it is of another program.
    ///
    /// @throws IOException      if it cannot be read or is cut short
    /// @throws RuntimeException if it is damaged
    static List<Stored> read(Path file) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)));
        if (in.readInt() != VERSION) {
            return List.of();
        }
        String[] pool = new String[size(in)];
        for (int i = 0; i < pool.length; i++) {
            byte[] bytes = new byte[size(in)];
            in.readFully(bytes);
            pool[i] = new String(bytes, StandardCharsets.UTF_8);
        }
        Reader reader = new Reader(in, pool);
        int count = size(in);
        List<Stored> runs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            runs.add(new Stored(reader.text(), reader.summary()));
        }
        return runs;
    }

    /// No count or length is more than the bytes that are left.
    private static int size(DataInputStream in) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > in.available()) {
            throw new StreamCorruptedException("a length of " + size);
        }
        return size;
    }

    private static final class Writer {
        private final Map<String, Integer> pool = new LinkedHashMap<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
        private final DataOutputStream out = new DataOutputStream(bytes);

        void text(String text) throws IOException {
            Integer number = pool.get(text);
            if (number == null) {
                number = pool.size();
                pool.put(text, number);
            }
            out.writeInt(number);
        }

        private void texts(Map<String, String> texts) throws IOException {
            out.writeInt(texts.size());
            for (Map.Entry<String, String> entry : texts.entrySet()) {
                text(entry.getKey());
                text(entry.getValue());
            }
        }

        private void numbers(Map<String, Double> numbers) throws IOException {
            out.writeInt(numbers.size());
            for (Map.Entry<String, Double> entry : numbers.entrySet()) {
                text(entry.getKey());
                out.writeDouble(entry.getValue());
            }
        }

        private void json(Optional<? extends Record> value) throws IOException {
            if (value.isEmpty()) {
                out.writeInt(NONE);
            } else {
                text(Json.line(value.get()));
            }
        }

        private void time(Instant time) throws IOException {
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
        }

        private boolean present(Optional<?> value) throws IOException {
            out.writeBoolean(value.isPresent());
            return value.isPresent();
        }

        void summary(RunSummary run) throws IOException {
            text(run.id());
            time(run.created());
            texts(run.fields());
            out.writeByte(run.state().ordinal());
            journal(run.journal());
            if (present(run.tested())) {
                TestFigures tested = run.tested().orElseThrow();
                json(Optional.of(tested.passport()));
                text(tested.protocol());
                numbers(tested.metrics());
                out.writeInt(tested.intervals().size());
                for (Map.Entry<String, Evaluation.Interval> interval : tested.intervals().entrySet()) {
                    text(interval.getKey());
                    out.writeDouble(interval.getValue().low());
                    out.writeDouble(interval.getValue().high());
                }
                json(tested.bar());
            }
            json(Optional.of(run.marks()));
            json(run.fork());
            json(run.verification());
            RunSummary.Origin origin = run.origin();
            text(origin.program());
            text(origin.code());
            text(origin.dataHash());
            texts(origin.machine());
            text(origin.validation());
            text(origin.loss());
        }

        private void journal(JournalSummary journal) throws IOException {
            out.writeLong(journal.read());
            out.writeByte(journal.said().ordinal());
            if (present(journal.began())) {
                time(journal.began().orElseThrow());
            }
            if (present(journal.started())) {
                RunEvent.Started started = journal.started().orElseThrow();
                time(started.at());
                out.writeInt(started.segment());
                out.writeLong(started.parameters());
                out.writeInt(started.windows());
                out.writeInt(started.stepsPerEpoch());
                out.writeInt(started.epochs());
                out.writeLong(started.firstStep());
            }
            if (present(journal.step())) {
                RunEvent.Step step = journal.step().orElseThrow();
                time(step.at());
                out.writeLong(step.step());
                out.writeInt(step.epoch());
                out.writeDouble(step.loss());
                out.writeDouble(step.gradientNorm());
                out.writeDouble(step.eventsPerSecond());
                out.writeDouble(step.secondsLeft());
            }
            epoch(journal.last());
            epoch(journal.best());
            numbers(journal.bests());
            if (present(journal.latest())) {
                time(journal.latest().orElseThrow());
            }
        }

        private void epoch(Optional<RunEvent.Epoch> maybe) throws IOException {
            if (present(maybe)) {
                RunEvent.Epoch epoch = maybe.orElseThrow();
                time(epoch.at());
                out.writeInt(epoch.epoch());
                out.writeLong(epoch.step());
                out.writeDouble(epoch.trainingLoss());
                out.writeDouble(epoch.validationLoss());
                numbers(epoch.metrics());
                out.writeBoolean(epoch.best());
                out.writeDouble(epoch.seconds());
                if (present(epoch.privacy())) {
                    out.writeDouble(epoch.privacy().orElseThrow().epsilon());
                    out.writeDouble(epoch.privacy().orElseThrow().delta());
                }
            }
        }
    }

    private static final class Reader {
        private static final RunState[] STATES = RunState.values();

        private final DataInputStream in;
        private final String[] pool;
        private final Map<Integer, Object> parsed = new HashMap<>();

        Reader(DataInputStream in, String[] pool) {
            this.in = in;
            this.pool = pool;
        }

        String text() throws IOException {
            return pool[in.readInt()];
        }

        private Map<String, String> texts() throws IOException {
            int size = size(in);
            Map<String, String> texts = LinkedHashMap.newLinkedHashMap(size);
            for (int i = 0; i < size; i++) {
                texts.put(text(), text());
            }
            return texts;
        }

        private Map<String, Double> numbers() throws IOException {
            int size = size(in);
            Map<String, Double> numbers = LinkedHashMap.newLinkedHashMap(size);
            for (int i = 0; i < size; i++) {
                numbers.put(text(), in.readDouble());
            }
            return numbers;
        }

        private Map<String, Evaluation.Interval> intervals() throws IOException {
            int size = size(in);
            Map<String, Evaluation.Interval> intervals = LinkedHashMap.newLinkedHashMap(size);
            for (int i = 0; i < size; i++) {
                intervals.put(text(), new Evaluation.Interval(in.readDouble(), in.readDouble()));
            }
            return intervals;
        }

        private <T> Optional<T> json(Class<T> type) throws IOException {
            int number = in.readInt();
            return number == NONE
                    ? Optional.empty()
                    : Optional.of(type.cast(parsed.computeIfAbsent(number, fresh -> Json.parse(pool[fresh], type))));
        }

        private Instant time() throws IOException {
            return Instant.ofEpochSecond(in.readLong(), in.readInt());
        }

        RunSummary summary() throws IOException {
            return new RunSummary(
                    text(), time(), texts(), STATES[in.readByte()], journal(),
                    in.readBoolean()
                            ? Optional.of(new TestFigures(json(Passport.class).orElseThrow(), text(), numbers(), intervals(), json(Evaluation.Bar.class)))
                            : Optional.empty(),
                    json(RunMarks.class).orElseThrow(), json(Fork.class), json(Verification.class),
                    new RunSummary.Origin(text(), text(), text(), texts(), text(), text()));
        }

        private JournalSummary journal() throws IOException {
            return new JournalSummary(
                    in.readLong(), STATES[in.readByte()], in.readBoolean() ? Optional.of(time()) : Optional.empty(),
                    in.readBoolean()
                            ? Optional.of(new RunEvent.Started(time(), in.readInt(), in.readLong(), in.readInt(), in.readInt(), in.readInt(), in.readLong()))
                            : Optional.empty(),
                    in.readBoolean()
                            ? Optional.of(new RunEvent.Step(
                                    time(), in.readLong(), in.readInt(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()))
                            : Optional.empty(),
                    epoch(), epoch(), numbers(), in.readBoolean() ? Optional.of(time()) : Optional.empty());
        }

        private Optional<RunEvent.Epoch> epoch() throws IOException {
            return in.readBoolean()
                    ? Optional.of(new RunEvent.Epoch(
                            time(), in.readInt(), in.readLong(), in.readDouble(), in.readDouble(), numbers(), in.readBoolean(), in.readDouble(),
                            in.readBoolean() ? Optional.of(new RunEvent.Privacy(in.readDouble(), in.readDouble())) : Optional.empty()))
                    : Optional.empty();
        }
    }
}
