package researchpaas.credential;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.AccountId;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;

/// Where people are signed in, in browsers and with programs, and how one of these ends. Everybody
/// sees and ends their own; administrators everybody's.
@Component
public class ManageSessions {
    private final Sessions sessions;
    private final RotateTokens tokens;
    private final AuditLog audit;

    ManageSessions(Sessions sessions, RotateTokens tokens, AuditLog audit) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.audit = audit;
    }

    /// What is signed in.
    public enum Kind {
        BROWSER,
        PROGRAM
    }

    /// One place where somebody is signed in.
    ///
    /// @param reference names it; opens nothing
    /// @param userAgent as the browser or program called itself
    public record Opened(
            Kind kind,
            String reference,
            AccountId account,
            Instant createdAt,
            Instant lastUsed,
            String userAgent) {
        static Opened of(Session session) {
            return new Opened(
                    Kind.BROWSER,
                    session.reference(),
                    session.account(),
                    session.createdAt(),
                    session.lastAccess(),
                    session.userAgent());
        }

        static Opened of(Family family) {
            return new Opened(
                    Kind.PROGRAM,
                    family.id().value(),
                    family.account(),
                    family.createdAt(),
                    family.lastUsed(),
                    family.userAgent());
        }
    }

    /// The last used first. Somebody else's are for whoever may administer.
    @Transactional(readOnly = true)
    public List<Opened> of(AccountId account, Reader reader) {
        return maySee(account, reader)
                ? sorted(sessions.of(account), tokens.of(account))
                : List.of();
    }

    /// Everybody's, the last used first, for whoever may administer.
    @Transactional(readOnly = true)
    public List<Opened> all(Reader reader) {
        return reader.may(Permission.ADMIN) ? sorted(sessions.all(), tokens.all()) : List.of();
    }

    /// @return false when there is none that this reader may end
    @Transactional
    public boolean end(Actor by, Reader reader, String reference) {
        return visible(reader)
                .filter(opened -> opened.reference().equals(reference))
                .findFirst()
                .filter(opened -> end(by, opened))
                .isPresent();
    }

    private Stream<Opened> visible(Reader reader) {
        List<Opened> all = all(reader);
        return all.isEmpty()
                ? Optional.ofNullable(reader.account()).stream()
                        .flatMap(account -> of(account, reader).stream())
                : all.stream();
    }

    private boolean end(Actor by, Opened opened) {
        return switch (opened.kind()) {
            case PROGRAM -> tokens.end(by, new FamilyId(opened.reference()));
            case BROWSER -> {
                boolean ended = sessions.end(opened.reference());
                if (ended) {
                    audit.record(
                            AuditEvent.done(
                                            AuditAction.SESSION_ENDED,
                                            by,
                                            Subject.of(Subject.Kind.SESSION, opened.reference()))
                                    .with("owner", opened.account()));
                }
                yield ended;
            }
        };
    }

    private static boolean maySee(AccountId account, Reader reader) {
        return account.equals(reader.account()) || reader.may(Permission.ADMIN);
    }

    private static List<Opened> sorted(List<Session> browsers, List<Family> programs) {
        return Stream.concat(browsers.stream().map(Opened::of), programs.stream().map(Opened::of))
                .sorted(Comparator.comparing(Opened::lastUsed).reversed())
                .toList();
    }
}
