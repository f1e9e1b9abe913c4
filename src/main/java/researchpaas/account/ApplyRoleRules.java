package researchpaas.account;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Account.RoleBy;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;

/// At each start the accounts follow the configuration: whoever `ADMIN_USERS` names is there, and
/// every role that no administrator has chosen is what the lists say. A list that was emptied by
/// mistake takes the library's last administrators from nobody.
@Component
public class ApplyRoleRules {
    private static final Logger log = LoggerFactory.getLogger(ApplyRoleRules.class);

    private final Accounts accounts;
    private final RoleRules rules;
    private final AuditLog audit;

    ApplyRoleRules(Accounts accounts, RoleRules rules, AuditLog audit) {
        this.accounts = accounts;
        this.rules = rules;
        this.audit = audit;
    }

    /// @param added accounts of administrators who were not known
    /// @param changed accounts whose role has changed
    /// @param kept whether administrators stay whom the configuration does not name, since there
    ///   would be none
    public record Applied(int added, int changed, boolean kept) {}

    /// Writes nothing where everything agrees.
    @Transactional
    public Applied apply() {
        if (unknown().isEmpty() && differing().isEmpty()) {
            return new Applied(0, 0, false);
        }
        accounts.hold();
        int added = (int) unknown().stream().filter(this::add).count();
        List<Account> differing = differing();
        boolean keep = leavesNoAdministrator(differing);
        List<Account> changing =
                differing.stream().filter(account -> !(keep && account.administers())).toList();
        changing.forEach(this::change);
        log.atInfo()
                .addKeyValue("added", added)
                .addKeyValue("changed", changing.size())
                .log("Accounts follow the configuration's roles");
        if (keep) {
            log.atWarn()
                    .log(
                            "ADMIN_USERS would leave no administrator; those who are there stay administrators");
        }
        return new Applied(added, changing.size(), keep);
    }

    private List<Address> unknown() {
        return rules.administrators().stream()
                .filter(address -> accounts.find(address).isEmpty())
                .toList();
    }

    private boolean add(Address address) {
        return accounts.add(address, Role.ADMIN)
                .map(account -> {
                    record(AuditAction.APPOINTED, account, Role.ADMIN);
                    return account;
                })
                .isPresent();
    }

    private List<Account> differing() {
        return accounts.byConfiguration().stream()
                .filter(account -> account.role() != rules.roleOf(account.address()))
                .toList();
    }

    /// Whoever is raised by the same lists counts.
    private boolean leavesNoAdministrator(List<Account> differing) {
        boolean raised =
                differing.stream()
                        .anyMatch(account ->
                                !account.suspended()
                                        && rules.roleOf(account.address()) == Role.ADMIN);
        List<Account> administrators =
                accounts.administrators().stream().filter(Account::administers).toList();
        return !raised && !administrators.isEmpty() && differing.containsAll(administrators);
    }

    private void change(Account account) {
        Role role = rules.roleOf(account.address());
        accounts.setRole(account.id(), role, RoleBy.CONFIGURATION);
        record(AuditAction.ROLE_CHANGED, account, role);
    }

    private void record(AuditAction action, Account account, Role role) {
        AuditEvent event =
                AuditEvent.done(action, Actor.operator(), Subject.account(account.id().value()));
        audit.record(
                action == AuditAction.ROLE_CHANGED
                        ? event.with("from", account.role()).with("to", role)
                        : event.with("role", role));
    }
}
