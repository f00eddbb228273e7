package trailbench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import trailbench.bundle.Answer;
import trailbench.bundle.BundleFile;
import trailbench.bundle.BundleModel;
import trailbench.bundle.Contents;
import trailbench.bundle.Event;
import trailbench.bundle.Network;
import trailbench.bundle.ParityCertificate;
import trailbench.bundle.ParityCheck;
import trailbench.bundle.Preprocessing;
import trailbench.bundle.Privacy;
import trailbench.bundle.Pseudonyms;
import trailbench.bundle.Question;
import trailbench.bundle.Users;
import trailbench.engine.Engine;
import trailbench.engine.Popularity;
import trailbench.evaluation.Evaluation;
import trailbench.format.Json;
import trailbench.graph.Graph;
import trailbench.project.Experiment;
import trailbench.project.Program;
import trailbench.sequence.Cases;
import trailbench.sequence.History;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.TrainingEvents;
import trailbench.sequence.Vocabulary;
import trailbench.serve.ModelClient;
import trailbench.serve.ModelServer;
import trailbench.serve.ServeOptions;
import trailbench.serve.UserHistories;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Writes a run's model as a bundle, once it has been seen to answer as the evaluation ranked.
final class RunExport {
    private static final int HISTORIES_A_BATCH = 256;
    /// The one user of a model that has forgotten its users.
    private static final String NOBODY = "";

    private final RunModel asked;
    private final Engine.ModelOptions options;
    private final boolean excludeSeen;
    private final Privacy privacy;
    private final Optional<Pseudonyms> pseudonyms;

    private RunExport(RunModel asked, Privacy privacy, Optional<Pseudonyms> pseudonyms) {
        this.asked = asked;
        this.privacy = privacy;
        this.pseudonyms = pseudonyms;
        Engine.ModelOptions own = RunModel.modelOptions(
                asked.experiment(), asked.prepared(), GraphFeatures.forAsking(asked.experiment().graph().graph(), asked.prepared()), Popularity.UNKNOWN);
        this.options = privacy.withoutUsers() ? own.withoutUsers() : own;
        this.excludeSeen = asked.experiment().evaluation().excludeSeen();
    }

    static void requireName(Path file) {
        Fault.require(
                file.toString().endsWith(BundleFile.ENDING), "%s is no name for a bundle. Let it end in %s.", file, BundleFile.ENDING);
    }

    /// @param pseudonyms of the project, if the bundle is to name users by them
    static ParityCertificate write(RunModel asked, Engine engine, Path file, Privacy privacy, Optional<Pseudonyms> pseudonyms, Progress progress) {
        Graph graph = asked.experiment().graph().graph();
        Fault.require(
                graph.ranks(), Trouble.Kind.RANKS_NOTHING, asked.run().id(), asked.run().path());
        return new RunExport(asked, privacy, pseudonyms).write(engine, file, progress);
    }

    private ParityCertificate write(Engine engine, Path file, Progress progress) {
        Contents contents = contents();
        Path model = temporary();
        Path trial = temporary();
        try {
            asked.model().saveForAsking(model, privacy.withoutUsers());
            BundleFile.write(trial, contents, model);
            ParityCertificate proof = replay(engine, trial, progress);
            BundleFile.write(file, contents.with(proof), model);
            return proof;
        } finally {
            model.toFile().delete();
            trial.toFile().delete();
        }
    }

    private Contents contents() {
        Experiment experiment = asked.experiment();
        Prepared prepared = asked.prepared();
        Network network = Network.of(options, excludeSeen);
        return new Contents(
                new Contents.About(asked.run().id(), experiment.experiment(), Program.version(), Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), Optional.of(privacy), RunGuarantee.of(asked.run())),
                network,
                prepared.vocabulary(),
                network.readsUsers() ? users(prepared.store()) : Users.NONE,
                popularity(prepared),
                Preprocessing.of(experiment.log(), experiment.sequences(), experiment.split()),
                asked.run().evaluation().map(this::told),
                asked.run().provenance().map(PortableProvenance::of).map(Json::text),
                Optional.empty());
    }

    private Users users(SequenceStore store) {
        if (privacy.withoutUsers()) {
            return new Users(List.of(NOBODY), store.userFeatures().keySet().stream().collect(Collectors.toMap(name -> name, _ -> List.of(""))));
        }
        return new Users(ids(store).stream().map(this::named).toList(), store.userFeatures());
    }

    private static List<String> ids(SequenceStore store) {
        return store.ofSessions() ? store.owners().ids() : store.userIds();
    }

    private String named(String id) {
        return pseudonyms.map(names -> names.of(id)).orElse(id);
    }

    /// Without slices and parts of too few cases.
    private Evaluation told(Evaluation own) {
        return new Evaluation(
                own.passport(), own.rows(), own.reconstruction(),
                own.slices().map(slices -> slices.stream().filter(slice -> privacy.tells(slice.cases())).toList()),
                own.parts().map(parts -> parts.stream().filter(part -> privacy.tells(part.cases())).toList()),
                own.likelihood());
    }

    private int[] popularity(Prepared prepared) {
        int[] counts = new int[prepared.vocabulary().size() + 1];
        TrainingEvents.of(prepared.store(), prepared.bounds()).forEach((user, item) -> counts[item]++);
        return Arrays.stream(counts).map(count -> privacy.tells(count) ? count : 0).toArray();
    }

    private ParityCertificate replay(Engine engine, Path bundle, Progress progress) {
        List<History> histories = histories();
        List<ParityCheck.Case> cases = cases(histories, progress);
        try (BundleModel model = BundleModel.open(bundle, engine)) {
            return new ParityCertificate(
                    "test", cases.size(), ParityCertificate.K, ParityCertificate.TOLERANCE, asked.prepared().dataHash(),
                    List.of(
                            ParityCheck.compare("bundle", cases, question -> model.recommend(question).items(), progress),
                            overHttp(model, cases, progress)));
        }
    }

    private static ParityCertificate.Leg overHttp(BundleModel model, List<ParityCheck.Case> cases, Progress progress) {
        try (ModelServer server = ModelServer.start(model, ServeOptions.local(), new UserHistories());
                ModelClient client = new ModelClient(server.address())) {
            return ParityCheck.compare("http", cases, question -> client.recommend(question).items(), progress);
        }
    }

    /// Distinct held-out histories, equally far apart.
    private List<History> histories() {
        Cases test = asked.prepared().test();
        int[] first = IntStream.range(0, test.size())
                .filter(i -> i == 0 || test.users()[i] != test.users()[i - 1] || test.historyEnds()[i] != test.historyEnds()[i - 1])
                .toArray();
        int count = Math.min(first.length, ParityCertificate.MOST_HISTORIES);
        return IntStream.range(0, count)
                .map(i -> first[(int) ((long) i * first.length / count)])
                .mapToObj(i -> asked.prepared().store().history(test.users()[i], test.historyEnds()[i]))
                .map(history -> privacy.withoutUsers() ? new History(history.items(), history.baskets(), history.behaviours(), history.times(), History.UNKNOWN_USER, history.values()) : history)
                .toList();
    }

    /// What the evaluator's scorer says to each.
    private List<ParityCheck.Case> cases(List<History> histories, Progress progress) {
        List<ParityCheck.Case> cases = new ArrayList<>();
        for (int from = 0; from < histories.size(); from += HISTORIES_A_BATCH) {
            progress.checkpoint();
            progress.report(Phase.of(Phase.Kind.SCORING), from, histories.size());
            List<History> batch = histories.subList(from, Math.min(histories.size(), from + HISTORIES_A_BATCH));
            float[][] scores = new float[batch.size()][asked.model().items() + 1];
            asked.model().score(batch, scores);
            for (int i = 0; i < scores.length; i++) {
                cases.add(new ParityCheck.Case(question(batch.get(i)), best(batch.get(i), scores[i])));
            }
        }
        return cases;
    }

    private List<Answer.Item> best(History history, float[] scores) {
        if (excludeSeen) {
            for (int item : history.items()) {
                scores[item] = Float.NEGATIVE_INFINITY;
            }
        }
        Vocabulary vocabulary = asked.prepared().vocabulary();
        return IntStream.range(1, scores.length)
                .filter(item -> scores[item] > Float.NEGATIVE_INFINITY)
                .boxed()
                .sorted(Comparator.comparingDouble(item -> -scores[item]))
                .limit(ParityCertificate.K)
                .map(item -> new Answer.Item(vocabulary.id(item), vocabulary.title(item), scores[item]))
                .toList();
    }

    /// The history as somebody outside would tell it.
    private Question question(History history) {
        Vocabulary vocabulary = asked.prepared().vocabulary();
        List<Event> events = IntStream.range(0, history.length())
                .mapToObj(i -> new Event(
                        vocabulary.id(history.items()[i]),
                        Optional.of(history.behaviours()[i]).filter(behaviour -> behaviour >= 0 && behaviour < vocabulary.behaviours().size()).map(vocabulary.behaviours()::get),
                        options.channels().timed() ? Optional.of(Instant.ofEpochMilli(history.times()[i])) : Optional.empty(),
                        Optional.of(i).filter(_ -> history.values().length > 0).map(_ -> (double) history.values()[i]).filter(value -> !value.isNaN())))
                .toList();
        Optional<String> uid = Optional.of(history.user()).filter(user -> user != History.UNKNOWN_USER).map(user -> named(ids(asked.prepared().store()).get(user - 1)));
        return new Question(events, ParityCertificate.K, List.of(), Map.of(), uid);
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("trailbench-export", BundleFile.ENDING);
        } catch (IOException failed) {
            throw new Fault.Work("The bundle cannot be tried: %s. Free some space in the folder for temporary files.", Trouble.reason(failed), failed);
        }
    }
}
