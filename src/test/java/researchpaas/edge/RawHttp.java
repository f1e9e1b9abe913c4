package researchpaas.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Requests byte by byte, also those that no client would send. This computer's loopback network
/// has many addresses, so a test can be a proxy and a stranger.
record RawHttp(int port) {
    static final String PROXY = "127.0.0.1";
    static final String STRANGER = "127.0.0.2";

    record Answer(int status, List<String> head, String body) {
        Optional<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst();
        }
    }

    /// @param lines the request line and headers; the connection is closed after the answer
    Answer send(String from, String... lines) throws IOException {
        return sendWithBody(from, "", lines);
    }

    Answer sendWithBody(String from, String body, String... lines) throws IOException {
        String head = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
        return exactly(from, (head + body).getBytes(UTF_8));
    }

    Answer exactly(String from, byte[] request) throws IOException {
        try (Socket socket = connect(from)) {
            socket.getOutputStream().write(request);
            return answer(socket);
        }
    }

    Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /// Until the server closes, or resets what it did not want to read to its end.
    static Answer answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        try {
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                all.write(part, 0, n);
            }
        } catch (SocketException reset) {
            // what came before counts
        }
        String text = all.toString(UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, List.of(), text);
        }
        List<String> head = Stream.of(text.substring(0, end).split("\r\n")).toList();
        int status = Integer.parseInt(head.getFirst().split(" ")[1]);
        return new Answer(status, head.subList(1, head.size()), text.substring(end + 4));
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
