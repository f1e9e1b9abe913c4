package researchpaas.source;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;
import researchpaas.ingest.DriveAccounts;
import researchpaas.ingest.DriveTrouble;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.Reason;
import researchpaas.source.ConsentRequests.ConsentRequest;
import researchpaas.source.DriveConnection.Login;

/// A person lets the library read his own drive: he is sent to the provider's page, agrees, and
/// comes back with a code that only this exchange can use. Nothing is followed until he has chosen
/// folders and who may see them ([SetUpDrives]). The same again when the consent has lapsed.
@Component
public class ConnectMyDrive {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ConsentScreen screen;
    private final ConsentRequests requests;
    private final ConsentTokens tokens;
    private final DriveConnections connections;
    private final DriveAccounts drives;
    private final IngestLibrary ingest;
    private final AuditLog audit;
    private final Clock clock;

    ConnectMyDrive(
            ConsentScreen screen,
            ConsentRequests requests,
            ConsentTokens tokens,
            DriveConnections connections,
            DriveAccounts drives,
            IngestLibrary ingest,
            AuditLog audit,
            Clock clock) {
        this.screen = screen;
        this.requests = requests;
        this.tokens = tokens;
        this.connections = connections;
        this.drives = drives;
        this.ingest = ingest;
        this.audit = audit;
        this.clock = clock;
    }

    /// Whether the library is configured for it.
    public boolean isPossible() {
        return screen.isConfigured();
    }

    /// @param connection to connect again; absent for a new one
    /// @param back where the provider sends the person, an address of this library
    public Begun begin(Reader reader, @Nullable Long connection, URI back) {
        DriveConnection again = null;
        if (connection != null) {
            again = ofConsent(connection, reader).orElse(null);
            if (again == null) {
                return new Begun.Refused(Why.UNKNOWN);
            }
        }
        if (!ShowSources.concerns(reader)) {
            return new Begun.Refused(Why.NOT_ALLOWED);
        }
        if (!screen.isConfigured()) {
            return new Begun.Refused(Why.NO_CLIENT);
        }
        if (!tokens.canKeep()) {
            return new Begun.Refused(Why.NO_KEY);
        }
        String state = random();
        String verifier = random();
        Instant now = clock.instant();
        requests.keep(
                state,
                new ConsentRequest(verifier, reader.account(), connection, now.plus(PATIENCE)),
                now);
        return new Begun.Sent(screen.address(state, challenge(verifier), back, addressOf(again)));
    }

    private static @Nullable String addressOf(@Nullable DriveConnection again) {
        return again != null && again.login() instanceof Login.Consent(String address, Instant _)
                ? address
                : null;
    }

    /// @param state as it came back; whoever brings another person's is refused
    /// @param code absent when the person did not agree
    /// @param back the same as before
    public Finished finish(
            Actor by, Reader reader, @Nullable String state, @Nullable String code, URI back) {
        ConsentRequest request =
                state == null ? null : requests.take(state, clock.instant()).orElse(null);
        if (request == null || !Objects.equals(request.account(), reader.account())) {
            return new Finished.Refused(Why.STATE);
        }
        if (!ShowSources.concerns(reader)) {
            return new Finished.Refused(Why.NOT_ALLOWED);
        }
        if (code == null || code.isBlank()) {
            return new Finished.Refused(Why.DECLINED);
        }
        return switch (screen.exchange(code, request.verifier(), back)) {
            case ConsentScreen.Answer.NotForReading() -> new Finished.Refused(Why.NOT_FOR_READING);
            case ConsentScreen.Answer.Refused() -> new Finished.Refused(Why.CODE);
            case ConsentScreen.Answer.Unavailable() -> new Finished.Refused(Why.UNAVAILABLE);
            case ConsentScreen.Answer.Agreed(@Nullable String token) ->
                    agreed(by, reader, request.connection(), token);
        };
    }

    private Finished agreed(
            Actor by, Reader reader, @Nullable Long connection, @Nullable String token) {
        if (connection == null) {
            return token == null ? new Finished.Refused(Why.NO_TOKEN) : connect(by, reader, token);
        }
        DriveConnection again = ofConsent(connection, reader).orElse(null);
        if (again == null) {
            return new Finished.Refused(Why.UNKNOWN);
        }
        // whoever agrees a second time may get none: the earlier one goes on
        String kept = token == null ? tokens.find(again.source()).orElse(null) : token;
        return kept == null ? new Finished.Refused(Why.NO_TOKEN) : reconnect(by, again, kept);
    }

    private Finished connect(Actor by, Reader reader, String token) {
        Instant now = clock.instant();
        String address;
        try {
            address = drives.addressOf(new DriveAccounts.Login.Consent(token, now));
        } catch (DriveTrouble e) {
            return new Finished.Troubled(e.reason());
        }
        DriveConnection added =
                connections.add(
                        address,
                        new Login.Consent(address, now),
                        reader.account(),
                        List.of(),
                        null);
        if (!tokens.keep(added.source(), token)) {
            connections.remove(added.id());
            return new Finished.Refused(Why.NO_KEY);
        }
        record(by, added, "connected");
        return new Finished.Connected(added, false);
    }

    private Finished reconnect(Actor by, DriveConnection again, String token) {
        Instant now = clock.instant();
        String address;
        try {
            address = drives.addressOf(new DriveAccounts.Login.Consent(token, now));
        } catch (DriveTrouble e) {
            return new Finished.Troubled(e.reason());
        }
        // the folders are the other person's, and so is what was said of who may see them
        if (!address.equalsIgnoreCase(addressOf(again))) {
            return new Finished.Refused(Why.OTHER_ACCOUNT);
        }
        if (!tokens.keep(again.source(), token)) {
            return new Finished.Refused(Why.NO_KEY);
        }
        connections.agreedAgain(again.id(), address, now);
        record(by, again, "reconnected");
        if (again.isFollowed()) {
            ingest.pollAll();
            ingest.start(again.source());
        }
        return new Finished.Connected(connections.find(again.id()).orElse(again), true);
    }

    /// One's own only: an administrator cannot agree for somebody else.
    private Optional<DriveConnection> ofConsent(long id, Reader reader) {
        return connections
                .find(id)
                .filter(connection -> connection.login() instanceof Login.Consent)
                .filter(connection -> !connection.leaving())
                .filter(connection -> Objects.equals(connection.owner(), reader.account()));
    }

    private void record(Actor by, DriveConnection connection, String what) {
        audit.record(
                AuditEvent.done(
                                AuditAction.SETTINGS_CHANGED,
                                by,
                                Subject.of(Subject.Kind.SOURCE, connection.source()))
                        .with("what", what));
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return text(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] bytes = verifier.getBytes(StandardCharsets.US_ASCII);
            return text(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public sealed interface Begun {
        record Sent(URI to) implements Begun {}

        record Refused(Why why) implements Begun {}
    }

    public sealed interface Finished {
        /// @param again whether it was known before
        record Connected(DriveConnection connection, boolean again) implements Finished {}

        record Refused(Why why) implements Finished {}

        /// The drive does not answer to the consent.
        record Troubled(Reason reason) implements Finished {}
    }

    public enum Why {
        /// This person may not share.
        NOT_ALLOWED,
        /// There is no such connection, or it is somebody else's.
        UNKNOWN,
        /// The library has no client to ask with.
        NO_CLIENT,
        /// The library has no key to keep a consent with.
        NO_KEY,
        /// The answer belongs to no question of this person, or comes too late.
        STATE,
        /// The person did not agree.
        DECLINED,
        /// The person agreed to something else only.
        NOT_FOR_READING,
        /// The provider refuses code or client.
        CODE,
        /// The provider gave no lasting consent.
        NO_TOKEN,
        /// Another account of the provider agreed than before.
        OTHER_ACCOUNT,
        /// The provider does not answer.
        UNAVAILABLE
    }
}
