package trailbench.serve;

import java.util.List;
import trailbench.bundle.Answer;
import trailbench.bundle.Question;

/// What a running server can be asked. Each call blocks; from any thread; a server that does not answer well is a [trailbench.work.Fault.Work].
public interface ModelAnswers extends AutoCloseable {
    Answer recommend(Question question);

    /// Which model answers.
    ModelServer.Health health();

    /// What the server has done of late.
    Load load();

    /// Items whose id or title holds a text, some twenty at most.
    List<ModelServer.Named> items(String text);

    /// Has the server answer from its file as it is now.
    ModelServer.Health swap();

    @Override
    void close();
}
