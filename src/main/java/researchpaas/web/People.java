package researchpaas.web;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import researchpaas.account.AccountId;
import researchpaas.account.Accounts;

/// The people of one page, each looked up once.
final class People {
    private final Accounts accounts;
    private final ZoneId zone;
    private final Map<Long, Optional<PersonView>> known = new HashMap<>();

    People(Accounts accounts, ZoneId zone) {
        this.accounts = accounts;
        this.zone = zone;
    }

    /// @return absent for nobody, and for an account that is no more
    @Nullable PersonView find(@Nullable Long account) {
        return account == null
                ? null
                : known.computeIfAbsent(
                                account,
                                number ->
                                        accounts.find(new AccountId(number))
                                                .map(found -> PersonView.of(found, null, zone)))
                        .orElse(null);
    }
}
