package trailbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trailbench.experiment.RoomPicture;

@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        description = "Draws a room of the window, as it opens on a project, into a PNG. Needs no display.")
final class RenderCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "The project's folder.")
    private Path project = Path.of("");

    @Parameters(index = "1", paramLabel = "ROOM", description = "data, sequences, graph, train, evaluate, embeddings, runs, deploy; or welcome, the page without a project")
    private String room = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The PNG.")
    private Path out = Path.of("");

    @Option(names = "--size", paramLabel = "WIDTHxHEIGHT", description = "Of the window. Default: ${DEFAULT-VALUE}", converter = PictureSize.Reader.class, defaultValue = "1280x800")
    private PictureSize size = new PictureSize(1280, 800);

    @Option(names = "--scale", description = "Pixels of the picture for each pixel of the window: from 1 to 2. Default: ${DEFAULT-VALUE}", defaultValue = "1")
    private double scale = 1;

    @Option(names = "--dark", description = "In the dark theme.")
    private boolean dark;

    @Option(names = "--language", description = "en or zh-CN. Default: ${DEFAULT-VALUE}", defaultValue = "en")
    private String language = "en";

    @Option(names = "--at", paramLabel = "ID", description = "Presses the button, shows the tab, or brings into view the part, of this id: leaks, microscope, openReport, searchTab; or makes a choice: colourBy=cluster. Several one after another: glassOpen,glass; to-runs goes to that room")
    private Optional<String> at = Optional.empty();

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    RenderCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.projects().openShared(project);
        session.roomPicture().write(new RoomPicture.Request(project, room, out, size.width(), size.height(), scale, dark, language, at));
        if (json) {
            session.printJson(new Drawn(out.toString(), room));
        } else {
            session.print("Picture: " + out);
        }
        return 0;
    }

    /// What `--json` prints.
    record Drawn(String picture, String room) {}
}
