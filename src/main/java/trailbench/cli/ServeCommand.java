package trailbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trailbench.serve.ServeOptions;

@Command(name = "serve", mixinStandardHelpOptions = true, description = "Answers from a bundle over HTTP until it is told to end.")
final class ServeCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "BUNDLE", description = "What trailbench export has written.")
    private Path bundle = Path.of("");

    @Option(names = "--host", description = "Address to listen at; other than the loopback it needs --token. Default: 127.0.0.1")
    private String host = ServeOptions.defaults().host();

    @Option(names = "--port", description = "0 for any that is free. Default: 8080")
    private int port = ServeOptions.defaults().port();

    @Option(names = "--token", description = "What clients must send as Authorization: Bearer TOKEN. Also from the variable TRAILBENCH_TOKEN, which other users of the machine cannot read.",
            defaultValue = "${env:" + ServeOptions.TOKEN_VARIABLE + "}")
    private @Nullable String token;

    @Option(names = "--histories", paramLabel = "LOG", description = "A log of the form of the bundle's own, whose users are known from the start.")
    private @Nullable Path histories;

    @Option(names = "--rate", description = "Most requests a second of one client address; 0 for no limit. Default: 1000")
    private int rate = ServeOptions.defaults().rate();

    @Option(names = "--strangers", description = "What GET /recommend?uid= says of users of whom nothing is known: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private ServeOptions.Strangers strangers = ServeOptions.defaults().strangers();

    ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.workbench().serve(bundle, new ServeOptions(host, port, Optional.ofNullable(token), rate, strangers), Optional.ofNullable(histories), session.progress());
        return 0;
    }
}
