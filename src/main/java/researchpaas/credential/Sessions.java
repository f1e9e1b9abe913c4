package researchpaas.credential;

import java.util.List;
import researchpaas.account.AccountId;

/// The browsers that are signed in. Those that have expired are not among them.
public interface Sessions {
    /// The latest access first.
    List<Session> of(AccountId account);

    /// Everybody's, the latest access first.
    List<Session> all();

    /// @return false when there was none
    boolean end(String reference);

    /// @return how many there were
    int endAll(AccountId account);
}
