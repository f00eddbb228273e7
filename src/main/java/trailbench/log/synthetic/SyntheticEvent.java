package trailbench.log.synthetic;

/// One row of a made-up log.
///
/// @param millis    since the epoch, UTC
/// @param session   of one user; unique in the log
/// @param behaviour view, like, play, skip or read
/// @param group     what the rule draws by: genre, mood or topic
record SyntheticEvent(String user, String session, long millis, String behaviour, String item, String title, String group) {

    String row() {
        return String.join(",", user, session, Long.toString(millis / 1000), behaviour, item, title, group);
    }
}
