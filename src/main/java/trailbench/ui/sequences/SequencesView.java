package trailbench.ui.sequences;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.experiment.Prepared;
import trailbench.sequence.SequenceOptions.Of;
import trailbench.sequence.SequenceOptions.Targets;
import trailbench.ui.control.CheckMenu;
import trailbench.ui.control.Choices;
import trailbench.ui.control.EmptyState;
import trailbench.ui.control.FormRow;
import trailbench.ui.control.MetricTile;
import trailbench.ui.control.NumberField;
import trailbench.ui.control.PassportCaption;
import trailbench.ui.control.ProblemLabel;
import trailbench.ui.control.SectionHeader;
import trailbench.ui.control.StackedBars;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.sequences.SequenceFields.WindowKind;
import trailbench.ui.shell.PassportWords;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;
import trailbench.ui.shell.WorkbenchModel;

/// Binds the Sequences room to its view-model.
public final class SequencesView implements Room {
    private final SequencesViewModel viewModel;
    private final LeaksViewModel leaks;
    private final Messages words;
    private final Quantities quantities;
    private final MicroscopeView microscope;
    private final OrderTestView orderTest;
    private final Parent view;

    @FXML private EmptyState empty;
    @FXML private HBox content;
    @FXML private FormRow ofRow;
    @FXML private ComboBox<Of> of;
    @FXML private NumberField maxLength;
    @FXML private ComboBox<WindowKind> windows;
    @FXML private FormRow windowsRow;
    @FXML private FormRow strideRow;
    @FXML private NumberField stride;
    @FXML private FormRow targetsRow;
    @FXML private ComboBox<Targets> targets;
    @FXML private MenuButton targetBehaviours;
    @FXML private VBox splitCard;
    @FXML private ProblemLabel problem;
    @FXML private Button prepare;
    @FXML private FontIcon prepareIcon;
    @FXML private VBox cards;
    @FXML private HBox stale;
    @FXML private Label nothing;
    @FXML private FlowPane tiles;
    @FXML private PassportCaption splitText;
    @FXML private ScrollPane results;
    @FXML private VBox timelineCard;
    @FXML private SectionHeader timelineHeader;
    @FXML private Label otherLegend;
    @FXML private StackedBars timeline;
    @FXML private VBox stripsCard;
    @FXML private ScrollPane stripsScroll;
    @FXML private VBox stripHeads;
    @FXML private VBox strips;
    @FXML private VBox lengthsCard;
    @FXML private SectionHeader lengthsHeader;
    @FXML private StackedBars lengths;

    public SequencesView(WorkbenchModel model, Locale locale) {
        this.words = Messages.of(SequencesView.class, locale);
        this.quantities = new Quantities(locale);
        this.viewModel = new SequencesViewModel(model, words);
        this.leaks = new LeaksViewModel(model);
        this.microscope = new MicroscopeView(model, words);
        this.orderTest = new OrderTestView(model, words);
        this.view = Fxml.load(this, words);
    }

    @Override
    public String id() {
        return Place.SEQUENCES.id();
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        viewModel.shown();
        leaks.shown();
        microscope.shown();
    }

    @Override
    public void hidden() {
        viewModel.hidden();
        leaks.hidden();
        microscope.hidden();
    }

    @Override
    public void released() {
        viewModel.released();
        leaks.released();
        microscope.released();
    }

    @FXML
    private void initialize() {
        empty.visibleProperty().bind(viewModel.noExperimentBinding());
        content.visibleProperty().bind(viewModel.noExperimentBinding().not());
        SequenceFields fields = viewModel.fields();
        maxLength.valueProperty().bindBidirectional(fields.maxLength);
        stride.valueProperty().bindBidirectional(fields.stride);
        choose(of, fields.of, List.of(Of.values()), SequencesView::key);
        choose(windows, fields.windows, List.of(WindowKind.values()), WindowKind::key);
        choose(targets, fields.targets, List.of(Targets.values()), SequencesView::key);
        CheckMenu.bind(
                targetBehaviours, fields.targetBehaviours,
                Bindings.createObjectBinding(
                        viewModel::behaviours, viewModel.model().draftProperty(), viewModel.model().preparedLog().property()),
                words.text("targets.behaviours.all"));
        hint(ofRow, fields.of, SequencesView::key);
        hint(windowsRow, fields.windows, WindowKind::key);
        hint(targetsRow, fields.targets, SequencesView::key);
        onlyIf(strideRow, fields.windows.isEqualTo(WindowKind.SLIDING));
        cards.getChildren().add(1, new LeaksPanel(leaks, words)); // between the figures and the timeline
        splitCard.getChildren().add(1, new SplitForm(fields.split, fields.of.isEqualTo(Of.SESSIONS), words, viewModel::setInstant)); // between its head and the problem
        problem.textProperty().bind(viewModel.problemProperty());
        prepare.textProperty().bind(Bindings.when(viewModel.model().preparedLog().jobProperty().isNull())
                .then(words.text("prepare.action")).otherwise(words.text("prepare.cancel")));
        viewModel.model().preparedLog().jobProperty().subscribe(job -> prepareIcon.setIconLiteral(job == null ? "fth-play" : "fth-x"));
        onlyIf(stale, viewModel.staleBinding());
        onlyIf(nothing, viewModel.pictureProperty().isNull());
        cards.getChildren().add(cards.getChildren().indexOf(stripsCard) + 1, microscope.view());
        cards.getChildren().add(orderTest.view());
        for (Node card : List.of(tiles, timelineCard, stripsCard, lengthsCard, microscope.view(), orderTest.view())) {
            onlyIf(card, viewModel.pictureProperty().isNotNull());
        }
        splitText.textProperty().bind(Bindings.createStringBinding(this::splitWords, viewModel.model().preparedLog().property()));
        strips.widthProperty().subscribe(this::scrollStripsToEnd);
        viewModel.pictureProperty().subscribe(this::show);
    }

    private <T> void choose(ComboBox<T> box, ObjectProperty<T> value, List<T> choices, Function<T, String> key) {
        Choices.bind(box, value, new ReadOnlyObjectWrapper<>(choices), choice -> words.text(key.apply(choice)));
    }

    private <T> void hint(FormRow row, ObjectProperty<T> value, Function<T, String> key) {
        row.hintProperty().bind(Bindings.createStringBinding(() -> words.text(key.apply(value.get()) + ".hint"), value));
    }

    private static String key(Of of) {
        return "of." + of.name().toLowerCase(Locale.ROOT);
    }

    private static String key(Targets targets) {
        return "targets." + targets.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String splitWords() {
        Prepared prepared = viewModel.model().preparedLog().get();
        if (prepared == null) {
            return "";
        }
        PassportWords passports = new PassportWords(words.locale());
        String cold = passports.cold(prepared.test().cold());
        return passports.split(prepared.split()) + (cold.isEmpty() ? "" : " · " + words.text("part.test") + cold);
    }

    private void show(@Nullable SequencePicture picture) {
        if (picture == null) {
            return;
        }
        tiles.getChildren().setAll(picture.tiles().stream().map(SequencesView::tile).toList());
        showTimeline(picture.timeline());
        showLengths(picture.lengths());
        StripRows rows = new StripRows(words, quantities, this::lookAt);
        stripHeads.getChildren().setAll(rows.heads(picture.strips()));
        strips.getChildren().setAll(rows.rows(picture.strips()));
        scrollStripsToEnd();
    }

    /// Shows a user of the strips in the Microscope below, and goes there.
    private void lookAt(String userId) {
        microscope.choose(userId);
        double below = cards.getHeight() - results.getViewportBounds().getHeight();
        results.setVvalue(below <= 0 ? 0 : Math.clamp(microscope.view().getBoundsInParent().getMinY() / below, 0, 1));
    }

    private void scrollStripsToEnd() {
        stripsScroll.setHvalue(stripsScroll.getHmax());
    }

    private static MetricTile tile(SequencePicture.Tile tile) {
        MetricTile shown = new MetricTile(tile.name(), tile.value());
        shown.setNote(tile.note());
        return shown;
    }

    private void showTimeline(SequencePicture.Timeline shown) {
        timelineHeader.setNote(shown.sentence());
        otherLegend.setVisible(shown.other() > 0);
        otherLegend.setManaged(shown.other() > 0);
        List<StackedBars.Bar> bars = new ArrayList<>();
        int[][] counts = shown.counts();
        int every = Math.max(1, counts.length / 5);
        int most = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            int[] parts = counts[bin];
            long start = shown.from() + bin * shown.width();
            String day = shown.timed() ? quantities.day(start) : quantities.count(start);
            most = Math.max(most, IntStream.of(parts).sum());
            bars.add(new StackedBars.Bar(bin % every == 0 && bin + every / 2 < counts.length ? day : "",
                    IntStream.of(parts).mapToObj(count -> (double) count).toList(),
                    words.text("timeline.tip", day, quantities.count(parts[0]), quantities.count(parts[1]), quantities.count(parts[2]))
                            + (parts[3] == 0 ? "" : words.text("timeline.tip.other", quantities.count(parts[3])))));
        }
        timeline.show(bars, List.of("training", "validation", "test", "other"), words.text("timeline.most", quantities.count(most)));
    }

    private void showLengths(SequencePicture.Lengths shown) {
        lengthsHeader.setNote(shown.sentence());
        List<StackedBars.Bar> bars = new ArrayList<>();
        for (int bin = 0; bin < shown.labels().size(); bin++) {
            int count = shown.counts().get(bin);
            bars.add(new StackedBars.Bar(shown.labels().get(bin), List.of((double) count),
                    words.text("lengths.tip", shown.labels().get(bin), quantities.count(count))));
        }
        int most = shown.counts().stream().mapToInt(Integer::intValue).max().orElse(0);
        lengths.show(bars, List.of("neutral"), words.text("lengths.most", quantities.count(most)));
    }

    private static void onlyIf(Node node, ObservableBooleanValue condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(node.visibleProperty());
    }

    @FXML
    private void prepare() {
        viewModel.prepare();
    }

    @FXML
    private void goToData() {
        viewModel.model().placeProperty().set(Place.DATA);
    }
}
