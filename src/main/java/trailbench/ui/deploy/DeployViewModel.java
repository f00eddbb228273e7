package trailbench.ui.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.bundle.BundleFile;
import trailbench.bundle.Network;
import trailbench.bundle.Privacy;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.ui.fx.Dialogs;
import trailbench.ui.fx.Job;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Decides what the room Deploy shows of the selected run: its card, its bundle and the certificate of that.
public final class DeployViewModel {
    /// Where the selected run stands on its way to a bundle.
    public enum Stage {
        NO_RUN,
        NO_CHECKPOINT,
        RANKS_NOTHING,
        READY
    }

    /// What is known of the bundle.
    public enum Proof {
        /// There is none yet.
        NONE,
        /// It answers as the evaluation ranked.
        AGREES,
        /// The last export was refused.
        REFUSED
    }

    /// Folder of a project in which bundles are written.
    static final String FOLDER = "bundles";

    private final WorkbenchModel model;
    private final Messages words;
    private final Consumer<Path> exported;
    private final Quantities quantities;
    private final RunCard cards;
    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.NO_RUN);
    private final ReadOnlyObjectWrapper<Proof> proof = new ReadOnlyObjectWrapper<>(Proof.NONE);
    private final ReadOnlyStringWrapper passport = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper passedOver = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<BundleFile.Glance>> bundle = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final BooleanProperty pseudonyms = new SimpleBooleanProperty();
    private final BooleanProperty withoutUsers = new SimpleBooleanProperty();
    private final IntegerProperty leastCount = new SimpleIntegerProperty(Privacy.NONE.leastCount());
    private final ReadOnlyBooleanWrapper readsUsers = new ReadOnlyBooleanWrapper();
    private final ObservableList<RunCard.Fact> facts = FXCollections.observableArrayList();
    private final ObservableList<RunCard.Fact> factsView = FXCollections.unmodifiableObservableList(facts);
    /// Bundles that were written elsewhere, by run.
    private final Map<String, Path> written = new HashMap<>();
    private final Map<String, Job> jobs = new HashMap<>();
    private final Map<String, String> refusals = new HashMap<>();
    private final Subscription subscription;

    /// @param exported told of each bundle that was written
    public DeployViewModel(WorkbenchModel model, Messages words, Consumer<Path> exported) {
        this.exported = exported;
        this.model = model;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        this.cards = new RunCard(words);
        // one of the two at most: what is not there needs no other name
        pseudonyms.subscribe(chosen -> withoutUsers.set(withoutUsers.get() && !chosen));
        withoutUsers.subscribe(chosen -> pseudonyms.set(pseudonyms.get() && !chosen));
        subscription = Subscription.combine(
                model.selectedRunProperty().subscribe(run -> look()),
                model.runs().subscribe(this::lookForFirstCheckpoint));
    }

    /// Drops the subscriptions to the shared model.
    public void release() {
        subscription.unsubscribe();
    }

    private record Seen(Stage stage, List<RunCard.Fact> facts, String passport, Bundles bundles, boolean readsUsers) {
        static Seen nothing(Stage stage) {
            return new Seen(stage, List.of(), "", new Bundles(Optional.empty(), List.of()), false);
        }
    }

    /// @param newest of the run
    /// @param unread what is wrong with those that cannot be read; nobody knows of which run they are
    private record Bundles(Optional<BundleFile.Glance> newest, List<String> unread) {}

    /// Reads the selected run's files and its bundle again.
    public void look() {
        RunFolder run = model.selectedRun();
        Project project = model.project();
        job.set(run == null ? null : jobs.get(run.id()));
        if (run == null || project == null) {
            show(Seen.nothing(Stage.NO_RUN));
            return;
        }
        Optional<Path> elsewhere = Optional.ofNullable(written.get(run.id()));
        model.executor().quietly(() -> see(project, run, elsewhere), seen -> {
            if (isSelected(run)) {
                show(seen);
            }
        });
    }

    private Seen see(Project project, RunFolder run, Optional<Path> elsewhere) {
        if (!run.hasCheckpoint()) {
            return Seen.nothing(Stage.NO_CHECKPOINT);
        }
        if (!run.experiment().graph().graph().ranks()) {
            return Seen.nothing(Stage.RANKS_NOTHING);
        }
        return new Seen(Stage.READY, cards.facts(run), cards.passport(run), look(project, run, elsewhere), Network.readsUsers(run.experiment().graph().graph()));
    }

    /// Bundles that are whole as far as a glance tells.
    private Bundles look(Project project, RunFolder run, Optional<Path> elsewhere) {
        List<Path> files = new ArrayList<>(elsewhere.stream().filter(Files::isRegularFile).toList());
        Path folder = project.folder().resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                files.addAll(all.filter(file -> file.toString().endsWith(BundleFile.ENDING)).sorted().toList());
            } catch (IOException unreadable) {
                throw new Fault.Work("%s cannot be read: %s.", folder, Trouble.reason(unreadable), unreadable);
            }
        }
        List<BundleFile.Glance> ofRun = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (Path file : files) {
            try {
                BundleFile.Glance found = BundleFile.glance(file);
                if (found.about().run().equals(run.id())) {
                    ofRun.add(found);
                }
            } catch (Fault damaged) {
                unread.add(words.fault(damaged));
            }
        }
        return new Bundles(ofRun.stream().max(Comparator.comparing(found -> found.about().created())), unread);
    }

    private void show(Seen seen) {
        facts.setAll(seen.facts());
        passport.set(seen.passport());
        bundle.set(seen.bundles().newest());
        List<String> unread = seen.bundles().unread();
        passedOver.set(unread.isEmpty() ? "" : words.text("bundle.unread", unread.size(), String.join("\n", unread)));
        readsUsers.set(seen.readsUsers());
        RunFolder run = model.selectedRun();
        problem.set(run == null ? "" : refusals.getOrDefault(run.id(), ""));
        proof.set(!problem.get().isEmpty() ? Proof.REFUSED : seen.bundles().newest().flatMap(BundleFile.Glance::certificate).isPresent() ? Proof.AGREES : Proof.NONE);
        stage.set(seen.stage());
    }

    private void lookForFirstCheckpoint() {
        if (stage.get() == Stage.NO_CHECKPOINT) {
            look();
        }
    }

    private boolean isSelected(RunFolder run) {
        RunFolder selected = model.selectedRun();
        return selected != null && selected.id().equals(run.id());
    }

    /// Writes the run's bundle into the project's folder for bundles, in the background.
    public void export() {
        RunFolder run = model.selectedRun();
        if (run != null && stage.get() == Stage.READY) {
            model.requireWritable(words.text("purpose"), project -> export(project, run, project.folder().resolve(FOLDER).resolve(run.id() + BundleFile.ENDING)));
        }
    }

    /// Writes the run's bundle where the user wishes.
    public void exportTo() {
        RunFolder run = model.selectedRun();
        Project project = model.project();
        if (run != null && project != null && stage.get() == Stage.READY) {
            model.dialogs().saveFile(words.text("export.title"), run.id() + BundleFile.ENDING, new Dialogs.FileKind(words.text("export.kind"), List.of("*" + BundleFile.ENDING)))
                    .ifPresent(file -> export(project, run, file));
        }
    }

    private void export(Project project, RunFolder run, Path file) {
        if (jobs.containsKey(run.id())) {
            return;
        }
        refusals.remove(run.id());
        problem.set("");
        Privacy privacy = privacy();
        Job started = model.executor().run(
                words.text("export.job", run.id()),
                progress -> model.workbench().export(project, project.run(run.id()), file, privacy, progress),
                proved -> {
                    written.put(run.id(), file);
                    exported.accept(file);
                    look();
                },
                refused -> refused(run, refused));
        if (started.stateProperty().get() == Job.State.RUNNING) {
            jobs.put(run.id(), started);
            job.set(isSelected(run) ? started : job.get());
            started.whenEnded(() -> {
                jobs.remove(run.id());
                job.set(isSelected(run) ? null : job.get());
            });
        }
    }

    /// What is wrong with the model or the wish stands in the room; anything else goes to the one handler.
    private void refused(RunFolder run, Throwable fault) {
        if (fault instanceof Fault) {
            refusals.put(run.id(), words.fault(fault));
            look();
        } else {
            model.executor().fault(fault);
        }
    }

    public void goToTrain() {
        model.placeProperty().set(Place.TRAIN);
    }

    /// What the certificate says, as one would say it aloud; empty without one.
    public String certificate() {
        return bundle.get().flatMap(BundleFile.Glance::certificate).map(cards::certificate).orElse("");
    }

    /// The file's size, in megabytes.
    public String size() {
        return bundle.get().map(found -> quantities.short3(found.bytes() / 1e6)).orElse("");
    }

    /// What the next bundle does without; of a model that does not read who the user is, users are no matter.
    private Privacy privacy() {
        return new Privacy(readsUsers.get() && pseudonyms.get(), readsUsers.get() && withoutUsers.get(), leastCount.get());
    }

    /// The command that does the same.
    public String command() {
        RunFolder run = model.selectedRun();
        return run == null ? "" : "trailbench export " + run.path() + " --out " + run.id() + BundleFile.ENDING + options();
    }

    private String options() {
        Privacy privacy = privacy();
        return (privacy.pseudonyms() ? " --pseudonyms" : "") + (privacy.withoutUsers() ? " --without-users" : "")
                + (privacy.leastCount() > 0 ? " --least-count " + privacy.leastCount() : "");
    }

    /// True if the model tells users apart, so that there is something to cover or to leave at home.
    public ReadOnlyBooleanProperty readsUsersProperty() {
        return readsUsers.getReadOnlyProperty();
    }

    /// True to name users by keyed hashes.
    public BooleanProperty pseudonymsProperty() {
        return pseudonyms;
    }

    /// True to leave users at home.
    public BooleanProperty withoutUsersProperty() {
        return withoutUsers;
    }

    /// Counts below this are told as 0.
    public IntegerProperty leastCountProperty() {
        return leastCount;
    }

    public ReadOnlyObjectProperty<Stage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Proof> proofProperty() {
        return proof.getReadOnlyProperty();
    }

    /// The protocol of the card's figures; empty without any.
    public ReadOnlyStringProperty passportProperty() {
        return passport.getReadOnlyProperty();
    }

    /// Why the last export of the run was refused; empty if it was not.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What is wrong with files of the folder for bundles that cannot be read; empty if all can.
    public ReadOnlyStringProperty passedOverProperty() {
        return passedOver.getReadOnlyProperty();
    }

    /// The newest bundle of the selected run.
    public ReadOnlyObjectProperty<Optional<BundleFile.Glance>> bundleProperty() {
        return bundle.getReadOnlyProperty();
    }

    /// The export of the selected run that is going on, or null.
    public ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /// The model card before it is written.
    public ObservableList<RunCard.Fact> facts() {
        return factsView;
    }
}
