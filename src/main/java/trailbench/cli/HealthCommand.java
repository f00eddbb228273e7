package trailbench.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.embedding.AmountProbe;
import trailbench.embedding.EpochHealth;
import trailbench.embedding.HealthCurves;
import trailbench.embedding.Probe;
import trailbench.project.FolderRun;

@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = "Measures the item vectors of each checkpoint that a run kept: whether they use their room, and what can be read off them.")
final class HealthCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    HealthCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FolderRun measured = run.run();
        HealthCurves curves = session.workbench().health(session.projects().openShared(measured.projectFolder()), measured, session.progress());
        if (json) {
            session.printJson(curves);
            return 0;
        }
        session.print(String.format(Locale.ROOT, "%,d items of width %d", curves.items(), curves.width()));
        session.print(String.format(
                Locale.ROOT, "%6s %10s %10s %10s %10s %10s %11s %6s %6s",
                "epoch", "eff. rank", "alignment", "uniformity", "anisotropy", "length", "popularity", "dead", "still"));
        for (EpochHealth epoch : curves.epochs()) {
            session.print(String.format(
                    Locale.ROOT, "%6d %10.1f %10.3f %10.2f %10.3f %10.3f %11.3f %6d %6d",
                    epoch.epoch(), epoch.health().effectiveRank(), epoch.alignment(), epoch.health().uniformity(), epoch.health().anisotropy(),
                    epoch.health().meanLength(), epoch.popularity(), epoch.health().dead(), epoch.still()));
        }
        for (EpochHealth epoch : curves.epochs()) {
            for (Probe probe : epoch.probes()) {
                session.print(String.format(
                        Locale.ROOT, "epoch %d: %s read off the vectors right for %.3f of %,d items, %.3f by always saying the most frequent of %d",
                        epoch.epoch(), probe.column(), probe.accuracy(), probe.asked(), probe.majority(), probe.values()));
            }
        }
        for (EpochHealth epoch : curves.epochs()) {
            for (AmountProbe probe : epoch.amounts().orElse(List.of())) {
                session.print(String.format(
                        Locale.ROOT, "epoch %d: %s read off the vectors of %,d items with R² %.3f", epoch.epoch(),
                        probe.logarithmic() ? "log(1 + " + probe.column() + ")" : probe.column(), probe.asked(), probe.explained()));
            }
        }
        session.print("Health: " + measured.path().resolve(FolderRun.HEALTH_FILE));
        return 0;
    }
}
