package researchpaas.search.qdrant;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A way to a server, on which connections are cut or fall silent.
final class FaultyWay implements AutoCloseable {
    private enum State {
        OPEN,
        /// Each connection is reset, those that stand and those that come.
        RESET,
        /// Bytes go nowhere, and nobody is told.
        SILENT
    }

    private final InetSocketAddress server;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile State state = State.OPEN;

    FaultyWay(InetSocketAddress server) {
        this.server = server;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /// For the settings.
    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    void reset() {
        state = State.RESET;
        sockets.forEach(FaultyWay::cut);
    }

    /// What stands stays silent for ever; what comes later is served after [#open].
    void silence() {
        state = State.SILENT;
    }

    void open() {
        state = State.OPEN;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                sockets.add(client);
                switch (state) {
                    case OPEN -> join(client);
                    case RESET -> cut(client);
                    case SILENT -> {}
                }
            } catch (IOException e) {
                // The door is closed, or the server is not there: the client sees that as it is.
            }
        }
    }

    private void join(Socket client) throws IOException {
        Socket there;
        try {
            there = new Socket(server.getAddress(), server.getPort());
        } catch (IOException notThere) {
            cut(client);
            throw notThere;
        }
        sockets.add(there);
        Thread.ofVirtual().start(() -> pump(client, there));
        Thread.ofVirtual().start(() -> pump(there, client));
    }

    private void pump(Socket from, Socket to) {
        byte[] bytes = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            boolean silent = false;
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                silent = silent || state == State.SILENT;
                if (!silent) {
                    out.write(bytes, 0, count);
                }
            }
        } catch (IOException e) {
            // Cut, as was asked for.
        }
    }

    /// With a reset, no orderly end.
    private static void cut(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // Closed already.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(FaultyWay::cut);
    }
}
