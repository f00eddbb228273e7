package trailbench.serve;

/// What a server has done of late.
///
/// @param requests  in the last ten seconds, without those of monitors (`/health`, `/load`, `/metrics`)
/// @param perSecond of them
/// @param p50Millis median time from a request's header to its answer; 0 without requests
/// @param p95Millis 95 of 100 took no longer; 0 without requests
/// @param failed    of all requests since the start, those that the server itself failed (status 500 and above)
/// @param total     all requests since the start
public record Load(long requests, double perSecond, double p50Millis, double p95Millis, long failed, long total) {}
