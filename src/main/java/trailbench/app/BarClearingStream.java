package trailbench.app;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import trailbench.cli.TerminalProgress;

/// Takes the progress bar off its line before anything else is printed.
final class BarClearingStream extends FilterOutputStream {
    private final TerminalProgress bar;

    BarClearingStream(OutputStream out, TerminalProgress bar) {
        super(out);
        this.bar = bar;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        bar.clear();
        out.write(bytes, offset, length);
    }
}
