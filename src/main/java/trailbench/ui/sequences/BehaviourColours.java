package trailbench.ui.sequences;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trailbench.sequence.UserSequence;

/// Which colour stands for which behaviour, the same for every user: behaviours are numbered as they stand in the log.
///
/// The theme has eight colours that can be told apart; behaviours beyond them begin again with the first, and words tell them apart.
final class BehaviourColours {
    private static final int COLOURS = 8;

    private List<String> behaviours = List.of();
    private @Nullable UserSequence sequence;

    void show(List<String> known, UserSequence shown) {
        behaviours = known;
        sequence = shown;
    }

    /// The user whose events are being shown.
    @Nullable UserSequence sequence() {
        return sequence;
    }

    String styleClass(String behaviour) {
        return "behaviour-" + (1 + Math.max(0, behaviours.indexOf(behaviour)) % COLOURS);
    }

    List<String> behaviours() {
        return new ArrayList<>(behaviours);
    }
}
