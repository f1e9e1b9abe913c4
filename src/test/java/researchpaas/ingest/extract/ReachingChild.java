package researchpaas.ingest.extract;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import researchpaas.document.Page;

/// A child that tries everything it must not be able to do, and says what it reached. The file that
/// it is given holds the port of a server that answers.
final class ReachingChild {
    private final List<String> reached = new ArrayList<>();

    private ReachingChild() {}

    public static void main(String[] arguments) throws Exception {
        var out = new DataOutputStream(System.out);
        try (var early = Executors.newSingleThreadExecutor()) {
            // a thread that was there before
            early.submit(() -> {}).get();
            Wire.write(out, new Wire.Message.Hello(Confinement.enter(false)));
            Path file = Path.of(Wire.readRequest(new DataInputStream(System.in)).path());
            int port = Integer.parseInt(Files.readString(file).strip());
            ReachingChild child = new ReachingChild();
            early.submit(new FutureTask<>(() -> child.tryChannel("early thread", port))).get();
            child.tryAll(port);
            String text = "read " + child.reached;
            Wire.write(out, new Wire.Message.PageRead(new Page(1, text, 1, 1, List.of())));
            Wire.write(out, new Wire.Message.Done());
        }
    }

    private Void tryChannel(String name, int port) {
        attempt(name, () -> SocketChannel.open(address(port)).close());
        return null;
    }

    private void tryAll(int port) {
        tryChannel("channel", port);
        attempt("socket", () -> new Socket(address(port).getAddress(), port).close());
        attempt("datagram", () -> new DatagramSocket().close());
        attempt(
                "address",
                () -> URI.create("http://127.0.0.1:" + port).toURL().openStream().close());
        attempt("name", () -> InetAddress.getByName("localhost.localdomain"));
        attempt("program", () -> new ProcessBuilder("true").start().waitFor());
        attempt("program", () -> new ProcessBuilder("/bin/true").start().waitFor());
        attempt("large file", ReachingChild::writeLargeFile);
        attempt(
                "environment",
                () -> {
                    if (System.getenv().keySet().stream().allMatch("LC_ALL"::equals)) {
                        throw new IllegalStateException("nothing there");
                    }
                });
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static void writeLargeFile() throws Exception {
        Path file = Files.createTempFile("large", null);
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] chunk = new byte[1 << 20];
            for (int i = 0; i < 600; i++) {
                out.write(chunk);
            }
        } finally {
            Files.delete(file);
        }
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private void attempt(String name, Attempt attempt) {
        try {
            attempt.run();
            reached.add(name);
        } catch (Exception | LinkageError e) {
            System.err.println(name + ": " + e);
        }
    }
}
