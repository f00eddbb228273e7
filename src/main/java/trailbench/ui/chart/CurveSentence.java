package trailbench.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import trailbench.ui.fx.Messages;

/// Says in one sentence what a chart shows: for the screen reader, the report, and whoever has no time to look.
final class CurveSentence {
    private final Messages words;
    private final Locale locale;

    CurveSentence(Messages words) {
        this.words = words;
        this.locale = words.locale();
    }

    /// With the x since which training improves and validation does not, if it is known.
    String of(CurveFrame frame, OptionalDouble overfitting) {
        String said = of(frame);
        return overfitting.isEmpty() ? said
                : words.text("curves.sentence.overfitting", said.replaceAll("[.。]$", ""), place(frame, overfitting.getAsDouble()));
    }

    String of(CurveFrame frame) {
        if (frame.isEmpty()) {
            return words.text("curves.sentence.empty");
        }
        Optional<Curve> lead = frame.lead().filter(curve -> !curve.isEmpty());
        List<Curve> drawn = frame.curves().stream().filter(curve -> !curve.isEmpty()).toList();
        if (lead.isPresent() || drawn.size() == 1) {
            return ofOne(lead.orElseGet(drawn::getFirst), frame);
        }
        return ofSeveral(drawn, frame);
    }

    private String ofOne(Curve curve, CurveFrame frame) {
        int best = curve.best(frame.better());
        if (best < 0) {
            return words.text("curves.sentence.nan", curve.name());
        }
        String place = place(frame, curve.x(best));
        if (curve.size() == 1) {
            return words.text("curves.sentence.one", curve.name(), figure(curve.y(best)), place);
        }
        if (frame.axis() == CurveFrame.Axis.STEP) {
            String key = curve.lastY() < curve.y(0) ? "curves.sentence.fell" : "curves.sentence.rose";
            return words.text(key, curve.name(), figure(curve.y(0)), figure(curve.lastY()), Figures.whole(curve.lastX(), locale));
        }
        String key = frame.better() == Better.HIGHER ? "curves.sentence.peaked" : "curves.sentence.lowest";
        return words.text(key, curve.name(), place, figure(curve.y(best)));
    }

    private String ofSeveral(List<Curve> curves, CurveFrame frame) {
        List<Curve> finite = new ArrayList<>(curves);
        finite.removeIf(curve -> curve.best(frame.better()) < 0);
        if (finite.isEmpty()) {
            return words.text("curves.sentence.nan", curves.getFirst().name());
        }
        Curve winner = finite.getFirst();
        for (Curve curve : finite) {
            winner = frame.better().beats(bestOf(curve, frame), bestOf(winner, frame)) ? curve : winner;
        }
        String key = frame.better() == Better.HIGHER ? "curves.sentence.highest-of" : "curves.sentence.lowest-of";
        return words.text(key, Figures.whole(curves.size(), locale), winner.name(), figure(bestOf(winner, frame)),
                place(frame, winner.x(winner.best(frame.better()))));
    }

    private static double bestOf(Curve curve, CurveFrame frame) {
        return curve.y(curve.best(frame.better()));
    }

    /// "epoch 14"
    String place(CurveFrame frame, double x) {
        return switch (frame.axis()) {
            case EPOCH -> words.text("curves.at.epoch", Figures.whole(x, locale));
            case STEP -> words.text("curves.at.step", Figures.whole(x, locale));
            case TIME -> words.text("curves.at.time", Figures.of(x, locale));
        };
    }

    private String figure(double value) {
        return Figures.of(value, locale);
    }
}
