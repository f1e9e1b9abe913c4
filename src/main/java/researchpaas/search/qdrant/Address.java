package researchpaas.search.qdrant;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where the server speaks gRPC.
record Address(String host, int port, boolean tls) {
    /// @param place a name, a name with a port, or a URL; its port is gRPC's unless it is REST's
    static Address of(String place, int restPort, int grpcPort, @Nullable Boolean tls) {
        String text = place.strip();
        URI uri = parsed(text.contains("://") ? text : "tcp://" + text);
        String host = uri.getHost();
        String scheme = uri.getScheme();
        boolean plain = scheme.equals("tcp") || scheme.equals("http");
        if (host == null || !(plain || scheme.equals("https"))) {
            throw refused(null);
        }
        int port = uri.getPort() < 0 || uri.getPort() == restPort ? grpcPort : uri.getPort();
        return new Address(host, port, tls == null ? !plain : tls);
    }

    private static URI parsed(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private static IllegalArgumentException refused(@Nullable Throwable cause) {
        return new IllegalArgumentException(
                "QDRANT_HOST is neither a host, nor host:port, nor an http(s) URL", cause);
    }

    boolean isThisComputer() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    @Override
    public String toString() {
        return "%s:%d%s".formatted(host, port, tls ? " (TLS)" : "");
    }
}
