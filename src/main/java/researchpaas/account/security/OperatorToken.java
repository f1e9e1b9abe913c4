package researchpaas.account.security;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// What proves that a command comes from who runs the server: he can read a file in the state
/// folder. Made anew at each start; good from this computer only.
final class OperatorToken {
    static final String PREFIX = "rpo_";
    static final String FILE = "operator.token";

    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final String token;

    OperatorToken(Path home) {
        this.file = home.resolve(FILE);
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    boolean isPresentedBy(String presented, String remoteAddress) {
        return MessageDigest.isEqual(
                        presented.getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8))
                && isThisComputer(remoteAddress);
    }

    private static boolean isThisComputer(String address) {
        try {
            // digits only: no name is looked up
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Before the file by which commands find the server.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void started(WebServerInitializedEvent event) throws IOException {
        write();
    }

    void write() throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        FileAttribute<?>[] rights =
                posix
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                        : new FileAttribute<?>[0];
        // with its rights from the first moment on
        Files.createFile(file, rights);
        Files.writeString(file, token, StandardOpenOption.WRITE);
    }

    @EventListener(ContextClosedEvent.class)
    void stopped() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public String toString() {
        return "OperatorToken[***]";
    }
}
