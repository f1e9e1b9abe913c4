package researchpaas.operate;

import java.util.Optional;

/// The newest report of a move to another index, for every instance on one database, and after a
/// restart.
public interface SwitchReports {
    /// In place of an earlier one.
    void keep(SwitchReport report);

    /// Nothing as well where another version of the program wrote what cannot be read here.
    Optional<SwitchReport> newest();

    /// Nothing is told any more: another move begins.
    void forget();
}
