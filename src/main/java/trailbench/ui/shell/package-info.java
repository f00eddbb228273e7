/// The workbench window: the rail, the bars, the welcome page, and the view-model that all rooms share.
///
/// ## How a room is made
///
/// A room is one package `trailbench.ui.<room>` of four neighbours; [trailbench.ui.data] is the one to copy.
///
///  1. `<Room>ViewModel` decides. It takes the [trailbench.ui.shell.WorkbenchModel] and the room's
///     [trailbench.ui.fx.Messages] in its constructor, has JavaFX properties and no `javafx.scene` import, and starts work through
///     `model.executor()`. Its test runs without the toolkit on `FxExecutor.direct(…)`.
///  2. `<Room>View implements Room` binds. Its constructor takes the view-model and the messages and calls
///     `Fxml.load(this, messages)`; a control's listener sets one property of the view-model and does nothing else.
///  3. `<Room>View.fxml` under `resources/trailbench/ui/<room>/` lays out, with `fx:controller` naming the view and the words as `%keys`.
///  4. `messages.properties` and `messages_zh_CN.properties` stand beside the FXML.
///
/// `trailbench.app` registers it: `new RoomEntry(Place.TRAIN, locale -> new TrainView(…))`. The room is made when it is first visited,
/// and made anew when the language is switched; what must outlive that belongs into the shared model or the project.
/// While the window is idle, a [trailbench.ui.shell.Rehearsal] makes every room once out of sight, over a model of its own: a room takes what it
/// needs from the model that it is given, has no static state, and copes with having no project and no window.
///
/// A room that looks at something live owns a [trailbench.ui.fx.Pulse] that beats between `shown()` and `hidden()` (or
/// `new Pulse(viewModel::sample).whileInScene(view)`), and calls its view-model's `sample()`.
///
/// The current experiment is `model.draftProperty()`, an immutable record: edit it with `model.edit(e -> new Experiment(…))`. Before
/// anything writes to the project, ask `model.requireWritable(…)`: the shipped sample asks for a folder to copy itself to.
///
/// Looks: `trailbench.css` has the style classes (`room`, `card`, `caption`, `metric-value` …); spacing is in steps of 8 pixels; use
/// `-color-*` variables for colours and [trailbench.ui.control] for empty states, tiles, form rows and number fields.
@NullMarked
package trailbench.ui.shell;

import org.jspecify.annotations.NullMarked;
