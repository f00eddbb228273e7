package trailbench.serve;

import static trailbench.work.Fault.require;

import java.util.Optional;

/// @param host  address or name to listen at; anything but the loopback needs a token
/// @param port  0 for any that is free
/// @param token what clients send as `Authorization: Bearer TOKEN`; empty for none
/// @param rate  most requests a second of one client address, over which it is told to wait; 0 for no limit
public record ServeOptions(String host, int port, Optional<String> token, int rate) {
    public ServeOptions {
        require(0 <= port && port <= 65_535, "port %s is not between 0 and 65,535.", port);
        require(rate >= 0, "rate %s is negative.", rate);
        require(token.isEmpty() || token.get().length() >= 8, "A token has at least 8 characters.");
    }

    public static ServeOptions defaults() {
        return new ServeOptions("127.0.0.1", 8080, Optional.empty(), 1_000);
    }
}
