package trailbench.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import trailbench.ui.fx.Messages;

/// Says in words what parallel coordinates show.
record ParallelSentence(Messages words) {

    String of(ParallelModel model) {
        ParallelFrame frame = model.frameProperty().get();
        if (frame.lines().isEmpty()) {
            return words.text("parallel.none");
        }
        if (model.lookedProperty().get() != ParallelModel.NONE) {
            ParallelFrame.Line line = frame.lines().get(model.lookedProperty().get());
            return words.text("parallel.looked", line.title(), values(frame, line));
        }
        int measured = (int) frame.lines().stream().filter(line -> !Double.isNaN(line.figure())).count();
        int passing = (int) IntStream.range(0, frame.lines().size()).filter(model::passes).count();
        List<String> parts = new ArrayList<>(List.of(words.text("parallel.count", frame.lines().size(), measured)));
        frame.best().ifPresent(best -> parts.add(words.text("parallel.best", values(frame, frame.lines().get(best)))));
        if (!model.brushesProperty().get().isEmpty()) {
            parts.add(words.text("parallel.brushed", passing));
        }
        return String.join(words.text("parallel.and"), parts);
    }

    private String values(ParallelFrame frame, ParallelFrame.Line line) {
        return String.join(words.text("list.comma"), IntStream.range(0, frame.axes().size())
                .filter(axis -> !line.texts().get(axis).isEmpty())
                .mapToObj(axis -> frame.axes().get(axis).name() + " " + line.texts().get(axis))
                .toList());
    }
}
