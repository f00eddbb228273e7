package trailbench.bundle;

import java.nio.file.Path;
import java.util.List;
import trailbench.engine.dl4j.Dl4jEngine;

/// What somebody who embeds a model would write; [BundleModelTest] looks at what it loads.
final class BundleProgram {
    private BundleProgram() {}

    /// @param arguments the bundle, an item
    public static void main(String[] arguments) {
        try (BundleModel model = BundleModel.open(Path.of(arguments[0]), new Dl4jEngine())) {
            List<Event> history = List.of(Event.of(arguments[1]));
            System.out.println(model.recommend(history, 3, List.of()).items().size() + " " + model.embed(history).length + " " + model.similar(arguments[1], 2).size());
        }
        System.exit(0);
    }
}
