package researchpaas.account;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Makes the reader of a request from an account. An administrator sees no document more than
/// anybody else with his principals.
@Component
public class Readers {
    private final Groups groups;

    Readers(Groups groups) {
        this.groups = groups;
    }

    /// With all that the role permits.
    public Reader of(Account account) {
        return of(account, account.role().permissions());
    }

    /// @param atMost what a key's scopes leave of it
    public Reader of(Account account, Set<Permission> atMost) {
        if (account.suspended()) {
            return Reader.nobody();
        }
        return new Reader(
                account.address().value(),
                principals(account),
                false,
                account.role().permissions().stream()
                        .filter(atMost::contains)
                        .collect(Collectors.toUnmodifiableSet()),
                account.id());
    }

    private Set<Principal> principals(Account account) {
        Set<Principal> principals = new HashSet<>();
        principals.add(Principal.ANYONE);
        principals.add(new Principal("user:" + account.address()));
        if (account.domain() != null) {
            principals.add(new Principal("domain:" + account.domain()));
        }
        account.role()
                .included()
                .forEach(role -> principals.add(new Principal("role:" + role.word())));
        groups.groupsOf(account.address())
                .forEach(group -> principals.add(new Principal("group:" + group)));
        return principals;
    }
}
