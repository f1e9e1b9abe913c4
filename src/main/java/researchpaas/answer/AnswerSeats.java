package researchpaas.answer;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import researchpaas.account.AccountId;
import researchpaas.account.Reader;

/// How many answers are made at once: each costs memory, and with a model money.
@Component
public class AnswerSeats {
    private final AnswerLimits limits;
    private final Map<AccountId, Integer> byPerson = new HashMap<>();
    private int taken;

    AnswerSeats(AnswerLimits limits) {
        this.limits = limits;
    }

    enum Taking {
        TAKEN,
        /// All are taken.
        NONE_FREE,
        /// This person has as many as one may have.
        ENOUGH
    }

    synchronized Taking take(Reader reader) {
        if (taken >= limits.atOnce()) {
            return Taking.NONE_FREE;
        }
        AccountId account = reader.account();
        if (account != null && byPerson.getOrDefault(account, 0) >= limits.atOncePerPerson()) {
            return Taking.ENOUGH;
        }
        if (account != null) {
            byPerson.merge(account, 1, Integer::sum);
        }
        taken++;
        return Taking.TAKEN;
    }

    synchronized void free(Reader reader) {
        AccountId account = reader.account();
        if (account != null) {
            byPerson.computeIfPresent(account, (_, count) -> count > 1 ? count - 1 : null);
        }
        taken--;
    }

    public synchronized int taken() {
        return taken;
    }
}
