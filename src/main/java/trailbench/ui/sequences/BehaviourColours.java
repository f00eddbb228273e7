package trailbench.ui.sequences;

import java.util.List;
import org.jspecify.annotations.Nullable;
import trailbench.log.Funnel;
import trailbench.sequence.UserSequence;

/// Which colour stands for which behaviour, the same for every user: that of the log's funnel.
final class BehaviourColours {
    private Funnel funnel = new Funnel(List.of());
    private List<String> behaviours = List.of();
    private @Nullable UserSequence sequence;

    /// @param known behaviours of the log
    void show(Funnel stages, List<String> known, UserSequence shown) {
        funnel = stages;
        behaviours = stages.inOrder(known);
        sequence = shown;
    }

    /// The user whose events are being shown.
    @Nullable UserSequence sequence() {
        return sequence;
    }

    /// Sets the colour that the style sheet paints a behaviour in.
    String style(String behaviour) {
        return "-color-behaviour: " + funnel.colour(behaviour) + ";";
    }

    /// In the order of the funnel.
    List<String> behaviours() {
        return behaviours;
    }
}
