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
    String text(long[] model, int users, ModelServer.Health health, Load load) {
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
        text.append("# TYPE trailbench_model_swaps_total counter\ntrailbench_model_swaps_total ").append(health.swaps()).append('\n');
        text.append("# TYPE trailbench_model_info gauge\ntrailbench_model_info{run=\"").append(label(health.run())).append("\",experiment=\"")
                .append(label(health.experiment())).append("\"} 1\n");
        text.append("# TYPE trailbench_recent_seconds gauge\n");
        text.append(String.format(Locale.ROOT, "trailbench_recent_seconds{quantile=\"0.5\"} %.6f\ntrailbench_recent_seconds{quantile=\"0.95\"} %.6f\n",
                load.p50Millis() / 1e3, load.p95Millis() / 1e3));
        return text.toString();
    }

    private static String label(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
