package trailbench.serve;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import trailbench.format.Json;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// What goes back.
///
/// @param trouble of a fault, which the text says in English: in a header, for a [ModelClient] whose window says it in its language
record Reply(int status, String type, String text, Optional<Trouble> trouble) {
    static final String TROUBLE = "Trailbench-Trouble";

    /// A proxy in between may take four kilobytes of headers in all; a history may stand in a fault.
    private static final int MOST_HEADER = 1 << 11;

    private static final String JSON = "application/json";

    static Reply of(String type, String text) {
        return new Reply(200, type, text, Optional.empty());
    }

    static Reply json(Object value) {
        return of(JSON, Json.line(value));
    }

    static Reply error(int status, String what) {
        return new Reply(status, JSON, Json.line(new ModelServer.Problem(what)), Optional.empty());
    }

    static Reply fault(int status, Fault fault) {
        return new Reply(status, JSON, Json.line(new ModelServer.Problem(fault.getMessage())), Optional.of(fault.trouble()));
    }

    /// Plain ASCII, as headers hold; empty if there is no fault, or one too long for a header.
    Optional<String> header() {
        return trouble.map(told -> URLEncoder.encode(Json.line(told), StandardCharsets.UTF_8)).filter(text -> text.length() <= MOST_HEADER);
    }
}
