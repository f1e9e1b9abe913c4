package researchpaas.account;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Accounts.Appointed;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;

/// Makes administrators on the operator's word, which overrides what an administrator chose: the
/// way back in when nobody administers the library any more.
@Component
public class AppointAdministrators {
    private final Accounts accounts;
    private final AuditLog audit;

    AppointAdministrators(Accounts accounts, AuditLog audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    /// @return what was found and done, in the order of the addresses
    @Transactional
    public List<Appointed> appoint(List<Address> addresses) {
        List<Appointed> all = new ArrayList<>();
        if (!addresses.isEmpty()) {
            accounts.hold();
        }
        for (Address address : addresses) {
            Appointed appointed = accounts.appoint(address);
            record(appointed);
            all.add(appointed);
        }
        return all;
    }

    private void record(Appointed appointed) {
        Subject subject = Subject.account(appointed.account().id().value());
        switch (appointed) {
            case Appointed.Added _ ->
                    audit.record(
                            AuditEvent.done(AuditAction.APPOINTED, Actor.operator(), subject)
                                    .with("role", Role.ADMIN));
            case Appointed.Raised raised ->
                    audit.record(
                            AuditEvent.done(AuditAction.ROLE_CHANGED, Actor.operator(), subject)
                                    .with("from", raised.from())
                                    .with("to", Role.ADMIN));
            case Appointed.Kept _ -> {}
        }
    }
}
