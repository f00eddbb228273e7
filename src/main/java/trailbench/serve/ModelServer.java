package trailbench.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import trailbench.bundle.Answer;
import trailbench.bundle.BundleModel;
import trailbench.bundle.Event;
import trailbench.bundle.Question;
import trailbench.format.Json;
import trailbench.sequence.Vocabulary;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Answers over HTTP; each request has a virtual thread, and those that wait for the model are scored together.
public final class ModelServer implements AutoCloseable {
    /// Longest body of a request.
    static final int MOST_BODY_BYTES = 1 << 20;
    /// Most items of an answer.
    static final int MOST_K = 1_000;

    private static final String SWAP = "/admin/swap";
    private static final List<String> LOCAL = List.of("", "localhost", "127.0.0.1", "[::1]");
    private static final int BACKLOG = 1_024;
    private static final int STOP_SECONDS = 10;
    private static final int MOST_FOUND = 20;
    /// Longest name of a user.
    private static final int MOST_UID = 256;
    private static final List<String> OPEN = List.of("/", "/health", "/openapi", "/openapi.json");
    private static final List<String> POSTED = List.of("/recommend", "/events", "/embed", SWAP);
    private static final List<String> MONITORS = List.of("/health", "/load", "/metrics");
    private static final List<String> ROUTES =
            List.of("/", "/health", "/openapi", "/openapi.json", "/load", "/metrics", "/items", "/recommend", "/events", "/embed", "/similar", SWAP);
    private static final String REQUEST_SECONDS = "30";
    private static final String MOST_CONNECTIONS = "4096";

    static {
        // without it, an answer waits 40 ms for the acknowledgement of its header
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // who sends a request drop by drop does not hold a connection for ever
        System.setProperty("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
        // each takes some twenty kilobytes
        System.setProperty("jdk.httpserver.maxConnections", MOST_CONNECTIONS);
    }

    private final ModelSlot model;
    private final Optional<Swapping> swapping;
    private final ServeOptions options;
    private final UserHistories histories;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Metrics metrics = new Metrics();
    private final RecentTimes recent = new RecentTimes(System.nanoTime());
    private final Rates rates;
    private final AtomicInteger underway = new AtomicInteger();

    private ModelServer(BundleModel model, Optional<Swapping> swapping, ServeOptions options, UserHistories histories, HttpServer server) {
        this.model = new ModelSlot(model);
        this.swapping = swapping;
        this.options = options;
        this.histories = histories;
        this.server = server;
        this.rates = new Rates(options.rate());
    }

    record Problem(String error) {}

    record Posted(String uid, List<Event> events) {}

    record Kept(String uid, int events) {}

    record Swap(Optional<String> bundle) {}

    /// What `/health` says.
    ///
    /// @param swaps how often another bundle has taken the first one's place
    public record Health(String status, String run, String experiment, int items, List<String> behaviours, boolean timed, int knownUsers, int swaps) {}

    record Embedding(List<Event> history) {}

    record Vector(float[] vector) {}

    record Items(List<Answer.Item> items) {}

    /// An item that was found by a text.
    public record Named(String id, String title) {}

    record Found(List<Named> items) {}

    /// @param model     stays the caller's to close, after the server
    /// @param histories what users have done so far
    /// @throws Fault.Request if the host is not the loopback and there is no token, or the port is taken
    public static ModelServer start(BundleModel model, ServeOptions options, UserHistories histories) {
        return start(model, Optional.empty(), options, histories);
    }

    /// As [#start(BundleModel, ServeOptions, UserHistories)]; programs of this machine may put another bundle in, by `POST /admin/swap`. The server
    /// closes models that others have replaced, and at its end the last that was put in.
    public static ModelServer start(BundleModel model, Optional<Swapping> swapping, ServeOptions options, UserHistories histories) {
        try {
            InetAddress host = InetAddress.getByName(options.host());
            Fault.require(
                    host.isLoopbackAddress() || options.token().isPresent(),
                    Trouble.Kind.NO_TOKEN, options.host());
            HttpServer server = HttpServer.create(new InetSocketAddress(host, options.port()), BACKLOG);
            ModelServer made = new ModelServer(model, swapping, options, histories, server);
            server.createContext("/", made::handle);
            server.setExecutor(made.threads);
            server.start();
            return made;
        } catch (IOException taken) {
            throw new Fault.Request(Trouble.of(Trouble.Kind.ADDRESS_TAKEN, options.host(), options.port(), Trouble.reason(taken)), taken);
        }
    }

    /// Where it answers.
    public URI address() {
        InetSocketAddress at = server.getAddress();
        String host = at.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + at.getPort());
    }

    /// Takes no new requests, answers those that have come, and ends.
    @Override
    public void close() {
        server.stop(STOP_SECONDS);
        threads.close();
        if (model.swaps() > 0) {
            model.ask(last -> {
                last.close();
                return last;
            });
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        underway.incrementAndGet();
        try {
            answer(exchange);
        } finally {
            underway.decrementAndGet();
        }
    }

    /// Requests whose headers were read and whose answers are not yet written.
    int underway() {
        return underway.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        String path = exchange.getRequestURI().getPath();
        String route = ROUTES.contains(path) ? path : "other";
        Reply reply = reply(exchange, route, start);
        long now = System.nanoTime();
        metrics.count(route, reply.status(), now - start);
        if (!MONITORS.contains(route)) {
            recent.add(now - start, reply.status() >= 500, now);
        }
        byte[] bytes = reply.text().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", reply.type() + "; charset=utf-8");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            reply.header().ifPresent(text -> exchange.getResponseHeaders().set(Reply.TROUBLE, text));
            if (reply.status() == 429) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            if (reply.status() == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            }
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    private Reply reply(HttpExchange exchange, String route, long nanos) {
        try {
            if (!isMeant(exchange)) {
                return Reply.error(403, "This server answers to its own address alone: " + address() + ".");
            }
            if (!OPEN.contains(route) && !isAllowed(exchange)) {
                return Reply.error(401, "This server wants a token: Authorization: Bearer TOKEN.");
            }
            if (!rates.admits(exchange.getRemoteAddress().getAddress().getHostAddress(), nanos)) {
                return Reply.error(429, "More than " + options.rate() + " requests a second. Wait a second.");
            }
            return switch (exchange.getRequestMethod()) {
                case "GET" -> get(route, query(exchange));
                case "POST" -> post(exchange, route);
                default -> Reply.error(405, "Use GET or POST.");
            };
        } catch (Fault.Request wrong) {
            return Reply.fault(400, wrong);
        } catch (Fault.Work busy) {
            return Reply.fault(503, busy);
        } catch (IOException gone) {
            return Reply.error(400, "The request could not be read: " + gone.getMessage());
        } catch (RuntimeException unforeseen) {
            System.getLogger(ModelServer.class.getName()).log(System.Logger.Level.ERROR, "A request failed", unforeseen);
            return Reply.error(500, "Something went wrong that Trailbench did not foresee; the server's log has it.");
        }
    }

    /// False for a page of another site whose name was made to lead here: without a token, the name that was asked for must be this machine's.
    private boolean isMeant(HttpExchange exchange) {
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("").replaceFirst(":\\d+$", "");
        return options.token().isPresent() || LOCAL.contains(host) || host.equalsIgnoreCase(options.host());
    }

    private boolean isAllowed(HttpExchange exchange) {
        String given = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
        return options.token()
                .map(token -> MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), ("Bearer " + token).getBytes(StandardCharsets.UTF_8)))
                .orElse(true);
    }

    private Reply get(String route, Map<String, String> query) {
        return switch (route) {
            case "/" -> Reply.of("text/html", resource("try.html"));
            case "/openapi", "/openapi.json" -> Reply.of("application/json", resource("openapi.json"));
            case "/health" -> Reply.json(health());
            case "/load" -> Reply.json(load());
            case "/metrics" -> Reply.of("text/plain; version=0.0.4", metrics());
            case "/items" -> Reply.json(find(query.getOrDefault("q", "")));
            case "/similar" -> similar(required(query, "item"), k(query));
            case "/recommend" -> ofUser(required(query, "uid"), k(query));
            case "/events", "/embed", SWAP -> Reply.error(405, route + " takes POST.");
            default -> Reply.error(404, "There is no such page. /openapi.json lists what there is.");
        };
    }

    private Reply post(HttpExchange exchange, String route) throws IOException {
        if (!POSTED.contains(route)) {
            return Reply.error(ROUTES.contains(route) ? 405 : 404, route.equals("other") ? "There is no such page. /openapi.json lists what there is." : route + " takes GET.");
        }
        // also keeps pages of other sites from asking: a browser asks leave before it sends this type
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("");
        if (!type.startsWith("application/json")) {
            return Reply.error(415, "Send JSON: Content-Type: application/json.");
        }
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(MOST_BODY_BYTES + 1);
        }
        if (body.length > MOST_BODY_BYTES) {
            return Reply.error(413, "A request has at most " + MOST_BODY_BYTES + " bytes.");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return switch (route) {
            case "/recommend" -> {
                Question question = Json.parse(text, "the request", Question.class);
                requireK(question.k());
                yield Reply.json(model.ask(asked -> asked.recommend(question)));
            }
            case "/events" -> keep(Json.parse(text, "the request", Posted.class));
            case SWAP -> swap(exchange, Json.parse(text, "the request", Swap.class).bundle());
            default -> {
                List<Event> history = Json.parse(text, "the request", Embedding.class).history();
                yield Reply.json(new Vector(model.ask(asked -> asked.embed(history))));
            }
        };
    }

    /// For programs of this machine alone: they could read the file anyway.
    private Reply swap(HttpExchange exchange, Optional<String> bundle) {
        if (!exchange.getRemoteAddress().getAddress().isLoopbackAddress()) {
            return Reply.error(403, "Another bundle is put in from the machine of the server alone.");
        }
        swapping.orElseThrow(() -> new Fault.Request("This server answers from one bundle only.")).into(model, bundle);
        return Reply.json(health());
    }

    private Reply similar(String item, int k) {
        return Reply.json(new Items(model.ask(asked -> asked.similar(item, k))));
    }

    /// What the server has done of late.
    public Load load() {
        return recent.load(System.nanoTime());
    }

    private String metrics() {
        return metrics.text(model.ask(BundleModel::counts), histories.size(), health(), load());
    }

    private Reply keep(Posted posted) {
        Fault.require(!posted.uid().isBlank(), "uid is empty.");
        Fault.require(posted.uid().length() <= MOST_UID, "uid has more than %s characters.", MOST_UID);
        histories.add(posted.uid(), posted.events(), Instant.now());
        return Reply.json(new Kept(posted.uid(), histories.of(posted.uid(), true).map(List::size).orElse(0)));
    }

    private Reply ofUser(String uid, int k) {
        boolean timed = model.ask(asked -> asked.contents().network().inputs().timed());
        Optional<List<Event>> history = histories.of(uid, timed);
        if (history.isEmpty() && options.strangers() == ServeOptions.Strangers.REFUSED) {
            return Reply.error(404, "Nothing is known of the user \"" + uid + "\". Post events of the user to /events, or the history itself to /recommend.");
        }
        Question question = new Question(history.orElse(List.of()), k, List.of(), Map.of(), Optional.of(uid));
        return Reply.json(model.ask(asked -> asked.recommend(question)));
    }

    private Health health() {
        var contents = model.ask(BundleModel::contents);
        return new Health(
                "ok", contents.about().run(), contents.about().experiment(), contents.vocabulary().size(), contents.vocabulary().behaviours(),
                contents.network().inputs().timed(), histories.size(), model.swaps());
    }

    /// Items whose id or title holds a text.
    private Found find(String text) {
        Vocabulary vocabulary = model.ask(BundleModel::contents).vocabulary();
        String wanted = text.toLowerCase(java.util.Locale.ROOT);
        return new Found(IntStream.rangeClosed(1, vocabulary.size())
                .filter(item -> vocabulary.id(item).toLowerCase(java.util.Locale.ROOT).contains(wanted)
                        || vocabulary.title(item).toLowerCase(java.util.Locale.ROOT).contains(wanted))
                .limit(MOST_FOUND)
                .mapToObj(item -> new Named(vocabulary.id(item), vocabulary.title(item)))
                .toList());
    }

    private static int k(Map<String, String> query) {
        try {
            int k = Integer.parseInt(query.getOrDefault("k", Integer.toString(Question.USUAL_K)));
            requireK(k);
            return k;
        } catch (NumberFormatException word) {
            throw new Fault.Request("k \"%s\" is no whole number.", query.get("k"));
        }
    }

    private static void requireK(int k) {
        Fault.require(1 <= k && k <= MOST_K, "k %s is not between 1 and %s.", k, MOST_K);
    }

    private static String required(Map<String, String> query, String name) {
        String value = query.getOrDefault(name, "");
        Fault.require(!value.isEmpty(), "The address lacks ?%s=…", name);
        return value;
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (String part : raw.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                query.put(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new Fault.Request("The address holds %s, which is no escape.", text);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ModelServer.class.getResourceAsStream(name)) {
            return new String(java.util.Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }
}
