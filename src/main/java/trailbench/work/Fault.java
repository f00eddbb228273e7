package trailbench.work;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A fault told to the user: what happened, to which thing (file, line, column), and what to do next.
///
/// A [Request] fault means that the request was wrong (exit code 2); a [Work] fault that the work failed (exit code 1).
public abstract sealed class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Fault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// The request was wrong: a missing file, a column that is not there, an option out of its range.
    public static final class Request extends Fault {
        private static final long serialVersionUID = 1;

        public Request(String message, Object... arguments) {
            super(format(message, arguments), causeIn(arguments));
        }
    }

    /// The request was right and the work failed: a full disk, a broken checkpoint, a worker that was killed.
    public static final class Work extends Fault {
        private static final long serialVersionUID = 1;

        public Work(String message, Object... arguments) {
            super(format(message, arguments), causeIn(arguments));
        }
    }

    /// Refuses a request unless `condition` holds.
    public static void require(boolean condition, String message, Object... arguments) {
        if (!condition) {
            throw new Request(message, arguments);
        }
    }

    private static String format(String message, Object... arguments) {
        return arguments.length == 0 ? message : String.format(Locale.ROOT, message, arguments);
    }

    /// As in logging: a throwable that stands last is the cause.
    private static @Nullable Throwable causeIn(Object... arguments) {
        return arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable cause ? cause : null;
    }
}
