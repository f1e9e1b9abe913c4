package researchpaas.secret;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;
import researchpaas.secret.Secrets.Rotation;

/// The operator has put a new key before the old one, and wants to do without the old one.
@Component
public class RotateSecrets {
    private final Secrets secrets;
    private final AuditLog audit;

    RotateSecrets(Secrets secrets, AuditLog audit) {
        this.secrets = secrets;
        this.audit = audit;
    }

    /// Recorded where it was possible.
    @Transactional
    public Rotation rotate() {
        Rotation rotation = secrets.rotate();
        if (rotation.possible()) {
            audit.record(
                    AuditEvent.done(
                                    AuditAction.SECRETS_ROTATED,
                                    Actor.operator(),
                                    Subject.the(Subject.Kind.SECRET))
                            .with("rotated", rotation.rotated())
                            .with("unreadable", rotation.unreadable().size()));
        }
        return rotation;
    }
}
