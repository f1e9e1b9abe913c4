package researchpaas.answer;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.account.AccountId;

/// Tokens that requests at work may still use, so that many at once do not pass the quota together.
/// Of this instance alone: another one's requests count when they have ended.
final class Running {
    private final Map<AccountId, Long> accounts = new HashMap<>();
    private long all;

    synchronized void begin(@Nullable AccountId account, long tokens) {
        all += tokens;
        if (account != null) {
            accounts.merge(account, tokens, Long::sum);
        }
    }

    synchronized void end(@Nullable AccountId account, long tokens) {
        all -= tokens;
        if (account != null) {
            accounts.computeIfPresent(
                    account, (_, sum) -> sum > tokens ? Long.valueOf(sum - tokens) : null);
        }
    }

    synchronized long of(AccountId account) {
        return accounts.getOrDefault(account, 0L);
    }

    synchronized long all() {
        return all;
    }
}
