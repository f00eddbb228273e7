package trailbench.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import trailbench.app.Main;
import trailbench.bundle.BundleModel;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.experiment.Workbench;
import trailbench.experiment.WorkerProcesses;
import trailbench.training.ProgressLine;

/// Asks a server that `trailbench serve` starts, for long and at a steady rate, and prints each minute what its process has taken of memory. Nothing is
/// collected for the sake of a figure but before the first line and before the last.
///
/// Arguments: the bundle, minutes, requests a second over all connections.
final class Soak {
    private static final int CONNECTIONS = 32;
    private static final int SECONDS = 60;
    private static final Pattern USED = Pattern.compile("(?:total|reserved) \\d+K[^\\n]*?used (\\d+)K");

    private Soak() {}

    public static void main(String[] arguments) throws Exception {
        if (System.getProperty(WorkerProcesses.WORKER_PROPERTY) == null) {
            // the model is opened here too, to know its items
            System.exit(new WorkerProcesses(Soak.class.getName()).builder(List.of(arguments)).inheritIO().start().waitFor());
        }
        Path bundle = Path.of(arguments[0]);
        int minutes = Integer.parseInt(arguments[1]);
        double perSecond = Double.parseDouble(arguments[2]);
        List<byte[]> requests;
        try (BundleModel model = BundleModel.open(bundle, new Dl4jEngine())) {
            requests = Asking.requests(Asking.questions(model));
        }
        Process server = new WorkerProcesses(Main.class.getName())
                .server(List.of("serve", bundle.toString(), "--port", "0", "--rate", "0"))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = server.inputReader(StandardCharsets.UTF_8)) {
            ask(address(said), server.toHandle(), requests, minutes, perSecond);
        } finally {
            server.destroy();
            server.waitFor();
        }
        System.exit(0);
    }

    private static URI address(BufferedReader said) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Optional<URI> address = ProgressLine.parse(line).map(ProgressLine::phase).flatMap(Workbench::servedAt);
            if (address.isPresent()) {
                return address.get();
            }
        }
        throw new IOException("the server ended before it served");
    }

    private static void ask(URI address, ProcessHandle server, List<byte[]> requests, int minutes, double perSecond) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long answered = 0;
            for (int minute = 0; minute <= minutes; minute++) {
                int each = (int) (perSecond * SECONDS) / CONNECTIONS;
                List<Future<long[]>> all = new ArrayList<>();
                for (int connection = 0; connection < CONNECTIONS; connection++) {
                    int first = connection;
                    all.add(threads.submit(() -> paced(address, requests, first, each, perSecond / CONNECTIONS)));
                }
                long start = System.nanoTime();
                long[] nanos = new long[0];
                for (Future<long[]> some : all) {
                    nanos = LongStream.concat(Arrays.stream(nanos), Arrays.stream(some.get())).toArray();
                }
                double reached = nanos.length / ((System.nanoTime() - start) / 1e9);
                answered += nanos.length;
                if (minute == 0 || minute == minutes) {
                    jcmd(server, "GC.run");
                }
                System.out.printf(
                        Locale.ROOT, "minute %d of %d, %,.0f requests/s of %,.0f: %,d answered in all, %s; server's heap %.1f MB, resident %.0f MB%n",
                        minute, minutes, reached, perSecond, answered, Latencies.shares(nanos), heapBytes(server) / 1e6, Proc.residentBytes(server) / 1e6);
            }
        }
    }

    /// Each connection asks when its turn comes, whatever the answers before took: a wait is counted from that moment.
    private static long[] paced(URI address, List<byte[]> requests, int first, int count, double perSecond) throws Exception {
        long[] nanos = new long[count];
        long start = System.nanoTime() + (long) (first / perSecond / CONNECTIONS * 1e9);
        try (HttpConnection connection = new HttpConnection(address)) {
            for (int i = 0; i < count; i++) {
                long turn = start + (long) (i / perSecond * 1e9);
                Thread.sleep(Duration.ofNanos(Math.max(0, turn - System.nanoTime())));
                connection.ask(requests.get((first + i) % requests.size()));
                nanos[i] = System.nanoTime() - turn;
            }
        }
        return nanos;
    }

    /// Live and dead, young and old.
    private static long heapBytes(ProcessHandle server) throws IOException, InterruptedException {
        long kilobytes = 0;
        for (String line : jcmd(server, "GC.heap_info").split("\n")) {
            Matcher used = USED.matcher(line);
            if (!line.contains("Metaspace") && used.find()) {
                kilobytes += Long.parseLong(used.group(1));
            }
        }
        return kilobytes * 1024;
    }

    private static String jcmd(ProcessHandle server, String word) throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(server.pid()), word)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.waitFor() != 0) {
            throw new IOException("jcmd: " + answer);
        }
        return answer;
    }
}
