package trailbench.serve;

import java.util.LinkedHashMap;
import java.util.Map;

/// How much each client may ask: a bucket of one second's requests that fills evenly. From any thread.
final class Rates {
    private static final int MOST_CLIENTS = 10_000;

    private final int rate;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    private record Bucket(double left, long nanos) {}

    /// @param rate requests a second; 0 for no limit
    Rates(int rate) {
        this.rate = rate;
    }

    /// @param nanos of [System#nanoTime]
    synchronized boolean admits(String client, long nanos) {
        if (rate == 0) {
            return true;
        }
        Bucket before = buckets.getOrDefault(client, new Bucket(rate, nanos));
        double left = Math.min(rate, before.left + (nanos - before.nanos) / 1e9 * rate);
        buckets.put(client, new Bucket(left >= 1 ? left - 1 : left, nanos));
        return left >= 1;
    }
}
