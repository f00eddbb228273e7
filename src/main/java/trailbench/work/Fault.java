package trailbench.work;

import org.jspecify.annotations.Nullable;

/// A fault told to the user: what happened, to which thing (file, line, column), and what to do next.
///
/// A [Request] fault means that the request was wrong (exit code 2); a [Work] fault that the work failed (exit code 1).
public abstract sealed class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Trouble trouble;

    private Fault(Trouble trouble, @Nullable Throwable cause) {
        super(trouble.toString(), cause);
        this.trouble = trouble.because(cause);
    }

    /// The same for any language.
    public Trouble trouble() {
        return trouble;
    }

    /// The request was wrong: a missing file, a column that is not there, an option out of its range.
    public static final class Request extends Fault {
        private static final long serialVersionUID = 1;

        /// @param sentence  in English; its Chinese stands in the books under `work/faults`
        /// @param arguments its values, and the cause if there is one
        public Request(String sentence, Object... arguments) {
            super(Trouble.said(sentence, arguments), causeIn(arguments));
        }

        public Request(Trouble trouble) {
            super(trouble, null);
        }

        public Request(Trouble trouble, Throwable cause) {
            super(trouble, cause);
        }
    }

    /// The request was right and the work failed: a full disk, a broken checkpoint, a worker that was killed.
    public static final class Work extends Fault {
        private static final long serialVersionUID = 1;

        /// @param sentence  in English; its Chinese stands in the books under `work/faults`
        /// @param arguments its values, and the cause if there is one
        public Work(String sentence, Object... arguments) {
            super(Trouble.said(sentence, arguments), causeIn(arguments));
        }

        public Work(Trouble trouble) {
            super(trouble, null);
        }

        public Work(Trouble trouble, Throwable cause) {
            super(trouble, cause);
        }
    }

    /// Refuses a request unless `condition` holds.
    public static void require(boolean condition, String sentence, Object... arguments) {
        if (!condition) {
            throw new Request(sentence, arguments);
        }
    }

    /// As [#require(boolean, String, Object...)], by a kind.
    public static void require(boolean condition, Trouble.Kind kind, Object... about) {
        if (!condition) {
            throw new Request(Trouble.of(kind, about));
        }
    }

    /// As in logging: a throwable that stands last is the cause.
    private static @Nullable Throwable causeIn(Object... arguments) {
        return arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable cause ? cause : null;
    }
}
