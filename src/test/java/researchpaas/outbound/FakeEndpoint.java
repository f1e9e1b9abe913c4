package researchpaas.outbound;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// An outside service on a socket of this machine, which answers as a test wants: in parts, slowly,
/// wrongly, not at all.
public final class FakeEndpoint implements AutoCloseable {
    private final ServerSocket socket;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Script> script;

    public FakeEndpoint(Script script) {
        this.script = new AtomicReference<>(script);
        try {
            socket = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public void answer(Script next) {
        script.set(next);
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    public List<Request> requests() {
        return requests;
    }

    /// Connections that the other side has not ended.
    public int openConnections() {
        return open.size();
    }

    @FunctionalInterface
    public interface Script {
        void answer(Request request, Answering to) throws IOException, InterruptedException;
    }

    /// @param headers names in lower case
    public record Request(
            int number, String method, String path, Map<String, String> headers, String body) {}

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            Request request;
            while ((request = read(in)) != null) {
                requests.add(request);
                Answering to = new Answering(connection.getOutputStream(), in);
                script.get().answer(request, to);
                if (to.last) {
                    return;
                }
            }
        } catch (IOException e) {
            // the other side left
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
        }
    }

    private Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        String line;
        while ((line = line(in)) != null && !line.isEmpty()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String[] parts = first.split(" ");
        return new Request(requests.size() + 1, parts[0], parts[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int c;
        while ((c = in.read()) >= 0) {
            if (c == '\n') {
                return line.toString().strip();
            }
            line.append((char) c);
        }
        return line.isEmpty() ? null : line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The service's side of one request.
    public static final class Answering {
        private final OutputStream out;
        private final InputStream in;
        private boolean last;

        private Answering(OutputStream out, InputStream in) {
            this.out = out;
            this.in = in;
        }

        public void whole(int status, String body, String... headers) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            head(status, List.of(headers), "Content-Length: " + bytes.length);
            out.write(bytes);
            out.flush();
        }

        /// As server-sent events: parts of an unknown number.
        public void begin(String type) throws IOException {
            head(200, List.of("Content-Type: " + type), "Transfer-Encoding: chunked");
        }

        public void events(List<String> events) throws IOException {
            begin("text/event-stream");
            for (String event : events) {
                event(event);
            }
            end();
        }

        public void event(String data) throws IOException {
            part("data: " + data + "\n\n");
        }

        public void part(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            raw(Integer.toHexString(bytes.length) + "\r\n");
            out.write(bytes);
            raw("\r\n");
        }

        public void end() throws IOException {
            raw("0\r\n\r\n");
        }

        public void raw(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /// Ends the connection in the middle.
        public void cut() {
            last = true;
        }

        /// Until the other side ends the connection.
        public void waitUntilLeft() {
            last = true;
            try {
                while (in.read() >= 0) {}
            } catch (IOException e) {
                // by force
            }
        }

        private void head(int status, List<String> headers, String length) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
            headers.forEach(header -> head.append(header).append("\r\n"));
            raw(head.append(length).append("\r\n\r\n").toString());
        }
    }
}
