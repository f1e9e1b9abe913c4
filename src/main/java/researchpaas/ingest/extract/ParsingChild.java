package researchpaas.ingest.extract;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Heading;
import researchpaas.document.Page;
import researchpaas.ingest.Reason;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.reader.HiddenOffsets;
import researchpaas.ingest.extract.reader.TextSink;
import researchpaas.ingest.extract.recognition.Tesseract;

/// The program of the child process: takes one request after another from standard input and
/// answers on standard output. It ends when its parent does, even in the middle of a file.
final class ParsingChild {
    private static final long TIDY_ABOVE = 32L << 20;

    private final BlockingQueue<Wire.Request> requests = new LinkedBlockingQueue<>();
    private final DataOutputStream out;
    private final @Nullable Tesseract tesseract;

    private ParsingChild(DataOutputStream out, @Nullable Tesseract tesseract) {
        this.out = out;
        this.tesseract = tesseract;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                new FileOutputStream(FileDescriptor.out), 1 << 16));
        // a library's stray print must not look like an answer
        System.setOut(System.err);
        // libraries log what they find in files; nobody may read that
        System.setProperty(
                "org.apache.commons.logging.LogFactory",
                "org.apache.commons.logging.impl.LogFactoryImpl");
        System.setProperty(
                "org.apache.commons.logging.Log", "org.apache.commons.logging.impl.NoOpLog");
        System.setProperty(
                "log4j2.loggerContextFactory",
                "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
        System.setProperty("org.apache.logging.log4j.simplelog.level", "OFF");
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        outliveSignals();
        try {
            Tesseract tesseract = Tesseract.of(arguments);
            new ParsingChild(out, tesseract).run(Confinement.enter(tesseract != null));
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }

    /// A terminal, or whoever stops a service, sends the parent's signal to the child as well.
    /// Ending before the parent would look like a crash at the file that is being read; the parent
    /// ends it soon, or closes its input.
    private static void outliveSignals() {
        Thread never =
                new Thread(
                        () -> {
                            while (true) {
                                LockSupport.park();
                            }
                        },
                        "outlives signals");
        Runtime.getRuntime().addShutdownHook(never);
    }

    private void run(boolean confined) throws IOException, InterruptedException {
        Thread listener = new Thread(this::listen, "requests");
        listener.setDaemon(true);
        listener.start();
        Wire.write(out, new Wire.Message.Hello(confined));
        boolean healthy = true;
        while (healthy) {
            healthy = answer(requests.take());
            giveBack();
        }
        Runtime.getRuntime().halt(0);
    }

    /// The serial collector rather grows the heap than looks through it; what one file left would
    /// stand in the way of the parent, which shares a small host.
    private static void giveBack() {
        Runtime memory = Runtime.getRuntime();
        if (memory.totalMemory() - memory.freeMemory() > TIDY_ABOVE) {
            System.gc();
        }
    }

    private void listen() {
        try {
            var in = new DataInputStream(new FileInputStream(FileDescriptor.in));
            while (true) {
                requests.add(Wire.readRequest(in));
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(0);
        }
    }

    /// @return whether this process is fit for another file
    private boolean answer(Wire.Request request) throws IOException {
        try {
            Wire.write(out, read(request));
            return true;
        } catch (StackOverflowError e) {
            // the same bytes would take the stack every time
            Wire.write(out, new Wire.Message.Refused(Reason.Code.NESTED_TOO_DEEPLY));
        } catch (OutOfMemoryError e) {
            Wire.write(out, new Wire.Message.Failed(Reason.Code.OUT_OF_MEMORY));
        }
        return false;
    }

    private Wire.Message read(Wire.Request request) throws IOException {
        var sink = new WireSink(request.limits());
        try {
            Path file = Path.of(request.path());
            if (Files.size(file) == 0) {
                return new Wire.Message.Refused(Reason.Code.EMPTY_FILE);
            }
            Format.ofMediaType(request.mediaType())
                    .orElseThrow(() -> new Refusal(Reason.Code.UNSUPPORTED_TYPE))
                    .reader()
                    .read(file, new HiddenOffsets(sink));
            return sink.end();
        } catch (Refusal refusal) {
            return new Wire.Message.Refused(refusal.code());
        } catch (InvalidPathException e) {
            return new Wire.Message.Failed(Reason.Code.NOT_READABLE);
        } catch (IOException e) {
            if (sink.broken) {
                throw e;
            }
            return new Wire.Message.Refused(Reason.Code.BROKEN);
        } catch (RuntimeException e) {
            // libraries answer broken files with any exception; its message may hold text of the
            // file
            report(e);
            return new Wire.Message.Refused(Reason.Code.BROKEN);
        }
    }

    /// Without its message, which may hold text of the file.
    private static void report(Exception e) {
        StackTraceElement[] trace = e.getStackTrace();
        System.err.println(e.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]));
    }

    private final class WireSink implements TextSink {
        private final Limits limits;
        private long chars;
        private int pages;
        private boolean someText;
        private boolean broken;
        private @Nullable FileInfo info;

        private WireSink(Limits limits) {
            this.limits = limits;
        }

        @Override
        public Limits limits() {
            return limits;
        }

        @Override
        public void page(Page page) throws IOException, Refusal {
            chars += page.text().length();
            pages++;
            if (chars > limits.maxText() || pages > limits.maxPages()) {
                throw new Refusal(Reason.Code.TOO_MUCH_TEXT);
            }
            someText |= !page.text().isBlank();
            send(new Wire.Message.PageRead(page));
        }

        @Override
        public void headings(List<Heading> headings) throws IOException {
            int count = Math.min(headings.size(), MAX_HEADINGS);
            send(new Wire.Message.HeadingsFound(headings.subList(0, count)));
        }

        @Override
        public void info(FileInfo found) {
            info = found;
        }

        @Override
        public @Nullable Tesseract recognition() throws IOException {
            if (tesseract != null) {
                send(new Wire.Message.Recognizing());
            }
            return tesseract;
        }

        private Wire.Message end() throws IOException {
            if (!someText) {
                return new Wire.Message.Refused(Reason.Code.NO_TEXT);
            }
            if (info != null) {
                send(new Wire.Message.InfoFound(info));
            }
            return new Wire.Message.Done();
        }

        /// Tells a broken pipe (the parent is gone) from a broken file.
        private void send(Wire.Message message) throws IOException {
            broken = true;
            Wire.write(out, message);
            broken = false;
        }
    }
}
