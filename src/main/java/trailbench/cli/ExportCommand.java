package trailbench.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.bundle.ParityCertificate;
import trailbench.bundle.Privacy;
import trailbench.project.FolderRun;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a run's model with all it needs to answer as one file, once it answers as the evaluation ranked.")
final class ExportCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "A bundle, .trailbench-model, or encoder and scores alone, .onnx.")
    private Path out = Path.of("");

    @Option(names = "--pseudonyms", description = "Names users by keyed hashes; the key stays in the project. trailbench pseudonym tells a user's.")
    private boolean pseudonyms;

    @Option(names = "--without-users", description = "Leaves ids, features and vectors of users at home: everybody is unknown to the bundle.")
    private boolean withoutUsers;

    @Option(names = "--least-count", paramLabel = "N", description = "Tells no counts of fewer than N events or cases. Default: 0, which tells all")
    private int leastCount = Privacy.NONE.leastCount();

    @Option(names = "--json", description = "Prints the parity certificate as one JSON document.")
    private boolean json;

    ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FolderRun exported = run.run();
        if (out.toString().endsWith(".onnx")) {
            return onnx(exported);
        }
        ParityCertificate proof =
                session.workbench().export(session.projects().openShared(exported.projectFolder()), exported, out, new Privacy(pseudonyms, withoutUsers, leastCount), session.progress());
        if (json) {
            session.printJson(proof);
            return 0;
        }
        session.print("Bundle: " + out);
        proof.legs().forEach(leg -> session.print(String.format(
                Locale.ROOT, "Parity: %,d held-out histories, top %d, through the %s: all agree, %,d in the very same order; largest difference of scores %.1e.",
                proof.histories(), proof.k(), leg.way(), leg.sameOrder(), leg.largestDifference())));
        return 0;
    }

    private int onnx(FolderRun exported) {
        session.workbench().exportOnnx(session.projects().openShared(exported.projectFolder()), exported, out, session.progress());
        if (json) {
            session.printJson(out.toString());
        } else {
            session.print("ONNX: " + out + "; which number is which item stands beside it, in .items.csv");
        }
        return 0;
    }
}
