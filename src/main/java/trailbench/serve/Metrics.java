package trailbench.serve;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// What the server has done, in Prometheus' text format. From any thread.
final class Metrics {
    private static final double[] BOUNDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1};

    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Metrics() {
        java.util.Arrays.setAll(buckets, _ -> new LongAdder());
    }

    void count(String route, int status, long took) {
        answers.computeIfAbsent("route=\"" + route + "\",status=\"" + status + "\"", _ -> new LongAdder()).increment();
        int bucket = 0;
        while (bucket < BOUNDS.length && took / 1e9 > BOUNDS[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
        nanos.add(took);
    }

    /// @param model questions that reached the model, and calls that answered them
    /// @param users whose histories are known
    String text(long[] model, int users) {
        StringBuilder text = new StringBuilder("# TYPE trailbench_requests_total counter\n");
        answers.forEach((labels, count) -> text.append("trailbench_requests_total{").append(labels).append("} ").append(count.sum()).append('\n'));
        text.append("# TYPE trailbench_request_seconds histogram\n");
        long below = 0;
        for (int i = 0; i < buckets.length; i++) {
            below += buckets[i].sum();
            text.append("trailbench_request_seconds_bucket{le=\"").append(i < BOUNDS.length ? Double.toString(BOUNDS[i]) : "+Inf").append("\"} ").append(below).append('\n');
        }
        text.append(String.format(Locale.ROOT, "trailbench_request_seconds_sum %.6f%n", nanos.sum() / 1e9).replace("\r", ""));
        text.append("trailbench_request_seconds_count ").append(below).append('\n');
        text.append("# TYPE trailbench_model_questions_total counter\ntrailbench_model_questions_total ").append(model[0]).append('\n');
        text.append("# TYPE trailbench_model_calls_total counter\ntrailbench_model_calls_total ").append(model[1]).append('\n');
        text.append("# TYPE trailbench_known_users gauge\ntrailbench_known_users ").append(users).append('\n');
        return text.toString();
    }
}
