package trailbench.serve;

import static trailbench.work.Fault.require;

import java.util.Optional;

/// @param host  address or name to listen at; anything but the loopback needs a token
/// @param port  0 for any that is free
/// @param token what clients send as `Authorization: Bearer TOKEN`; empty for none
/// @param rate  most requests a second of one client address, over which it is told to wait; 0 for no limit
/// @param strangers what is said to users of whom nothing is known
public record ServeOptions(String host, int port, Optional<String> token, int rate, Strangers strangers) {
    public ServeOptions {
        require(0 <= port && port <= 65_535, "port %s is not between 0 and 65,535.", port);
        require(rate >= 0, "rate %s is negative.", rate);
        require(token.isEmpty() || token.get().length() >= 8, "A token has at least 8 characters.");
    }

    /// Variable of the environment that a token may be given in, where other users of the machine cannot read it.
    public static final String TOKEN_VARIABLE = "TRAILBENCH_TOKEN";

    /// To users of whom nothing is known, by `GET /recommend?uid=`.
    public enum Strangers {
        /// That nothing is known of them.
        REFUSED,
        /// The most frequent items of the training part, as to an empty history.
        POPULAR
    }

    public static ServeOptions defaults() {
        return new ServeOptions("127.0.0.1", 8080, Optional.empty(), 1_000, Strangers.REFUSED);
    }

    /// At any free port of the loopback, without token and limit.
    public static ServeOptions local() {
        return new ServeOptions(defaults().host(), 0, Optional.empty(), 0, Strangers.REFUSED);
    }

    public ServeOptions with(Strangers others) {
        return new ServeOptions(host, port, token, rate, others);
    }
}
