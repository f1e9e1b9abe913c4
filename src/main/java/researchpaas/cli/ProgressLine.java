package researchpaas.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Where a command or a starting server shows how far a scan is: on a terminal a bar in a line of
/// its own, which the log steps over; elsewhere a line of text at each quarter, or twice a minute.
/// (The libraries that draw bars bring English words and do not step aside for a log.)
abstract sealed class ProgressLine implements AutoCloseable {
    /// On standard error, which stays apart from a command's results.
    static ProgressLine of(PrintWriter otherwise) {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                ? new Bar(new FileOutputStream(FileDescriptor.err), Terminal.columns())
                : new Lines(otherwise);
    }

    abstract void show(ProgressText progress);

    @Override
    public abstract void close();

    static final class Lines extends ProgressLine {
        private static final Duration SILENCE = Duration.ofSeconds(30);

        private final PrintWriter out;
        private int quarter = -1;
        private long told;

        Lines(PrintWriter out) {
            this.out = out;
        }

        @Override
        void show(ProgressText progress) {
            int reached = (int) (progress.share() * 4);
            long now = System.nanoTime();
            if (reached != quarter || now - told > SILENCE.toNanos()) {
                quarter = reached;
                told = now;
                out.println(progress.line());
            }
        }

        @Override
        public void close() {}
    }

    /// While it is open, what the program writes to standard output (its log) goes above the bar.
    static final class Bar extends ProgressLine {
        private static final String START_OF_LINE = "\r\033[K";

        private final PrintStream terminal;
        private final int columns;
        private final PrintStream before = System.out;
        private String drawn = "";

        Bar(OutputStream terminal, int columns) {
            this.terminal = new PrintStream(terminal, true, StandardCharsets.UTF_8);
            this.columns = columns;
            System.setOut(new PrintStream(new Above(), true, before.charset()));
        }

        @Override
        synchronized void show(ProgressText progress) {
            // a full last column would wrap
            drawn = progress.bar(columns - 1);
            terminal.print(START_OF_LINE + drawn);
            terminal.flush();
        }

        @Override
        public synchronized void close() {
            System.setOut(before);
            terminal.print(drawn.isEmpty() ? "" : System.lineSeparator());
            terminal.flush();
            drawn = "";
        }

        private synchronized void above(byte[] bytes, int offset, int length) {
            terminal.print(START_OF_LINE);
            terminal.flush();
            before.write(bytes, offset, length);
            before.flush();
            if (length > 0 && bytes[offset + length - 1] == '\n') {
                terminal.print(drawn);
                terminal.flush();
            }
        }

        private final class Above extends OutputStream {
            @Override
            public void write(int one) {
                above(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                above(bytes, offset, length);
            }
        }
    }

    private static final class Terminal {
        private static final int USUAL = 80;

        private Terminal() {}

        /// What `stty` says, which asks the terminal behind standard input.
        static int columns() {
            try {
                Process stty =
                        new ProcessBuilder("stty", "size")
                                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                                .redirectError(ProcessBuilder.Redirect.DISCARD)
                                .start();
                // rows, a space, columns
                String size =
                        new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                                .strip();
                int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1));
                return columns > 0 ? columns : USUAL;
            } catch (IOException | NumberFormatException e) {
                return USUAL;
            }
        }
    }
}
