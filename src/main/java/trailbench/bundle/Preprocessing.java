package trailbench.bundle;

import java.util.List;
import java.util.Optional;
import trailbench.log.CleaningStep;
import trailbench.log.LogMapping;
import trailbench.log.LogRecipe;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.Split;

/// The contents of `preprocessing.yaml`: how a log of the same kind is read and cut. It names no file: tables and vectors beside the log are in the
/// bundle already, as features and as parameters.
public record Preprocessing(LogMapping log, SequenceOptions sequences, Split split) {

    public static Preprocessing of(LogRecipe recipe, SequenceOptions sequences, Split split) {
        LogRecipe.Columns alone = recipe.columns().withItemTables(List.of()).withUserTables(List.of()).withItemVectors(List.of());
        return new Preprocessing(LogMapping.of(recipe.with(alone)), sequences, split);
    }

    /// How histories of further users are read: titles and features are known, users and items with few events stay, and so does whoever a step
    /// that looks at the whole log would turn away.
    public LogMapping live() {
        LogRecipe.Columns all = log.columns();
        LogRecipe.Columns columns = new LogRecipe.Columns(
                all.user(), all.item(), all.time(), all.session(), all.behaviour(), Optional.empty(), List.of(), all.timeFormat(), all.zone(), all.basket(),
                all.behaviours(), all.behaviourRules()).withValue(all.value());
        List<CleaningStep> steps = log.clean().steps().stream().filter(Preprocessing::looksAtOneHistory).toList();
        return new LogMapping(log.format(), columns, log.clean().withMinUserEvents(1).withMinItemEvents(1).withSteps(steps), log.behaviours());
    }

    private static boolean looksAtOneHistory(CleaningStep step) {
        return switch (step) {
            case CleaningStep.Values _, CleaningStep.Returns _, CleaningStep.SessionsByGap _ -> true;
            case CleaningStep.TimeRange _, CleaningStep.Bots _, CleaningStep.Lengths _, CleaningStep.MinimumCounts _ -> false;
        };
    }
}
