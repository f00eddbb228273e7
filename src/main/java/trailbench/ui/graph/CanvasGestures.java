package trailbench.ui.graph;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.event.EventTarget;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import trailbench.graph.Drawing;
import trailbench.graph.NodeKind;
import trailbench.graph.Reason;

/// What the mouse does on the canvas: select by click and rubber band, drag nodes, draw and move edges, pan.
///
/// A press begins one [Gesture]; nothing is decided before the button is let go, so a gesture is one step to undo.
final class CanvasGestures {
    private static final Rectangle2D NOTHING = new Rectangle2D(0, 0, 0, 0);

    private final GraphCanvas canvas;
    private final GraphViewModel viewModel;
    private Gesture gesture = Gesture.NONE;

    private interface Gesture {
        Gesture NONE = new Gesture() {};

        default void drag(MouseEvent mouse) {}

        default void release(MouseEvent mouse) {}
    }

    private CanvasGestures(GraphCanvas canvas, GraphViewModel viewModel) {
        this.canvas = canvas;
        this.viewModel = viewModel;
    }

    static void install(GraphCanvas canvas, GraphViewModel viewModel) {
        CanvasGestures gestures = new CanvasGestures(canvas, viewModel);
        canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, gestures::press);
        canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, mouse -> gestures.gesture.drag(mouse));
        canvas.addEventHandler(MouseEvent.MOUSE_RELEASED, mouse -> {
            gestures.gesture.release(mouse);
            gestures.gesture = Gesture.NONE;
        });
    }

    private void press(MouseEvent mouse) {
        GraphDraft.Picture picture = viewModel.pictureProperty().get();
        if (picture == null) {
            return;
        }
        if (mouse.getButton() == MouseButton.MIDDLE || mouse.isAltDown()) {
            gesture = new Panning(mouse);
            return;
        }
        NodeBox.@Nullable PortDot dot = of(mouse.getTarget(), NodeBox.PortDot.class);
        @Nullable NodeBox box = of(mouse.getTarget(), NodeBox.class);
        if (dot != null && mouse.getButton() == MouseButton.PRIMARY) {
            if (box != null) {
                box.requestFocus();
            }
            gesture = port(dot, picture);
        } else if (box != null) {
            pressNode(box, mouse, picture);
        } else {
            canvas.requestFocus();
            @Nullable EdgeLine line = of(mouse.getTarget(), EdgeLine.class);
            if (line != null) {
                viewModel.selection().select(line.edge());
            } else if (mouse.getButton() == MouseButton.PRIMARY) {
                gesture = new RubberBand(mouse);
            }
        }
    }

    private void pressNode(NodeBox box, MouseEvent mouse, GraphDraft.Picture picture) {
        box.requestFocus();
        List<String> selected = viewModel.selection().names();
        if (mouse.isShiftDown() || mouse.isShortcutDown()) {
            viewModel.selection().toggle(box.name());
        } else if (!selected.contains(box.name())) {
            viewModel.selection().select(List.of(box.name()));
        }
        if (mouse.getButton() == MouseButton.PRIMARY && viewModel.selection().names().contains(box.name())) {
            gesture = new Dragging(mouse, box.name(), viewModel.selection().names(), picture);
        }
    }

    /// From an output a new edge is drawn; from an input its edge is taken elsewhere.
    private Gesture port(NodeBox.PortDot dot, GraphDraft.Picture picture) {
        NodeKind.@Nullable Port port = dot.port();
        if (port == null) {
            return new Connecting(dot.node(), Optional.empty(), picture);
        }
        return picture.drawing().edges().reversed().stream()
                .filter(edge -> edge.to().equals(dot.node()) && edge.port().equals(port))
                .findFirst()
                .<Gesture>map(edge -> new Connecting(edge.from(), Optional.of(edge), picture))
                .orElse(Gesture.NONE);
    }

    private static <T extends Node> @Nullable T of(EventTarget target, Class<T> wanted) {
        Node node = target instanceof Node some ? some : null;
        while (node != null && !wanted.isInstance(node)) {
            node = node.getParent();
        }
        return wanted.cast(node);
    }

    private final class Panning implements Gesture {
        private Point2D last;

        Panning(MouseEvent mouse) {
            last = new Point2D(mouse.getX(), mouse.getY());
        }

        @Override
        public void drag(MouseEvent mouse) {
            canvas.pan(mouse.getX() - last.getX(), mouse.getY() - last.getY());
            last = new Point2D(mouse.getX(), mouse.getY());
        }
    }

    private final class RubberBand implements Gesture {
        private final Point2D start;
        private final List<String> before;

        RubberBand(MouseEvent mouse) {
            start = new Point2D(mouse.getX(), mouse.getY());
            before = mouse.isShiftDown() ? viewModel.selection().names() : List.of();
            viewModel.selection().select(before);
        }

        @Override
        public void drag(MouseEvent mouse) {
            Rectangle2D band = new Rectangle2D(
                    Math.min(start.getX(), mouse.getX()), Math.min(start.getY(), mouse.getY()),
                    Math.abs(mouse.getX() - start.getX()), Math.abs(mouse.getY() - start.getY()));
            canvas.band(band);
            List<String> touched = canvas.within(band).stream().filter(name -> !before.contains(name)).toList();
            viewModel.selection().select(Stream.concat(before.stream(), touched.stream()).toList());
        }

        @Override
        public void release(MouseEvent mouse) {
            canvas.band(NOTHING);
        }
    }

    private final class Dragging implements Gesture {
        private final Point2D start;
        private final String pressed;
        private final List<String> names;
        private final GraphDraft.Picture picture;
        private int right;
        private int down;

        Dragging(MouseEvent mouse, String pressed, List<String> names, GraphDraft.Picture picture) {
            this.start = new Point2D(mouse.getX(), mouse.getY());
            this.pressed = pressed;
            this.names = names;
            this.picture = picture;
        }

        @Override
        public void drag(MouseEvent mouse) {
            right = GraphCanvas.onGrid((mouse.getX() - start.getX()) / canvas.scale());
            down = GraphCanvas.onGrid((mouse.getY() - start.getY()) / canvas.scale());
            canvas.preview(picture.drawing().moved(names, right, down), picture.check());
        }

        @Override
        public void release(MouseEvent mouse) {
            if (right != 0 || down != 0) {
                viewModel.move(names, right, down);
            } else if (!mouse.isShiftDown() && !mouse.isShortcutDown() && mouse.getButton() == MouseButton.PRIMARY) {
                viewModel.selection().select(List.of(pressed));
            }
        }
    }

    private final class Connecting implements Gesture {
        private final String from;
        private final Optional<Drawing.Edge> taken;
        private final GraphDraft.Picture picture;
        private boolean moved;

        Connecting(String from, Optional<Drawing.Edge> taken, GraphDraft.Picture picture) {
            this.from = from;
            this.taken = taken;
            this.picture = picture;
        }

        @Override
        public void drag(MouseEvent mouse) {
            if (!moved) {
                moved = true;
                canvas.pane().boxes().forEach(box -> box.pseudoClassStateChanged(
                        NodeBox.REFUSING, !box.name().equals(from) && picture.connections().port(from, box.name()).isEmpty()));
            }
            canvas.pencil(picture.drawing().spots().get(from), mouse.getX(), mouse.getY());
            Point2D scene = new Point2D(mouse.getSceneX(), mouse.getSceneY());
            List<Reason> reasons = canvas.boxAt(scene)
                    .filter(box -> !box.name().equals(from))
                    .flatMap(box -> port(box, scene).map(port -> isTaken(box, port) ? List.<Reason>of() : picture.connections().refusal(from, box.name(), port)))
                    .orElse(List.of());
            canvas.say(viewModel.words().names().reasons(reasons), mouse.getX(), mouse.getY());
        }

        private boolean isTaken(NodeBox box, NodeKind.Port port) {
            return taken.filter(edge -> edge.to().equals(box.name()) && edge.port().equals(port)).isPresent();
        }

        /// The port under the pointer; over the node's body, the first that takes the edge.
        private Optional<NodeKind.Port> port(NodeBox box, Point2D scene) {
            return box.portAt(scene)
                    .or(() -> picture.connections().port(from, box.name()))
                    .or(() -> NodeKind.of(picture.drawing().graph().node(box.name())).ports().stream().findFirst());
        }

        @Override
        public void release(MouseEvent mouse) {
            canvas.noPencil();
            canvas.say("", 0, 0);
            if (!moved) {
                viewModel.selection().select(taken.map(Drawing.Edge::to).map(List::of).orElse(List.of(from)));
                return;
            }
            Point2D scene = new Point2D(mouse.getSceneX(), mouse.getSceneY());
            Optional<NodeBox> box = canvas.boxAt(scene).filter(each -> !each.name().equals(from));
            Optional<NodeKind.Port> port = box.flatMap(each -> port(each, scene));
            if (port.isPresent()) {
                String to = box.orElseThrow().name();
                if (taken.isPresent()) {
                    viewModel.reconnect(taken.get(), to, port.get());
                } else {
                    viewModel.connect(from, to, port.get());
                }
            } else if (taken.isPresent() && box.isEmpty()) {
                viewModel.disconnect(taken.get());
            }
        }
    }
}
