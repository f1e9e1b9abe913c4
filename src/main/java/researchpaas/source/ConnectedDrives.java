package researchpaas.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import researchpaas.account.Account;
import researchpaas.account.AccountId;
import researchpaas.account.Accounts;
import researchpaas.ingest.DriveAccounts;
import researchpaas.ingest.DriveAccounts.Login;
import researchpaas.ingest.DriveLimits;
import researchpaas.ingest.FollowedDrive;
import researchpaas.ingest.FollowedDrive.Rules;
import researchpaas.ingest.FollowedDrive.Visibility;
import researchpaas.ingest.FollowedDrives;
import researchpaas.source.DriveConnection.Root;

/// The drives that people set up, as scans follow them. One of a person who was suspended is not
/// followed: nobody reads on in the drive of somebody who has left.
@Component
class ConnectedDrives implements FollowedDrives {
    private final DriveConnections connections;
    private final ConsentTokens tokens;
    private final DriveAccounts drives;
    private final Accounts accounts;
    private final DriveLimits limits;

    ConnectedDrives(
            DriveConnections connections,
            ConsentTokens tokens,
            DriveAccounts drives,
            Accounts accounts,
            DriveLimits limits) {
        this.connections = connections;
        this.tokens = tokens;
        this.drives = drives;
        this.accounts = accounts;
        this.limits = limits;
    }

    @Override
    public List<FollowedDrive> drives() {
        List<FollowedDrive> followed = new ArrayList<>();
        for (DriveConnection connection : connections.all()) {
            Visibility visibility = connection.visibility();
            if (connection.isFollowed() && visibility != null && !isLeft(connection)) {
                Rules rules = rules(connection.roots().stream().map(Root::id).toList(), visibility);
                followed.add(
                        login(connection)
                                .map(login -> drives.open(connection.source(), login, rules))
                                .orElseGet(() -> new LapsedDrive(connection.source(), rules)));
            }
        }
        return followed;
    }

    /// To look into folders before anything is followed.
    FollowedDrive look(Login login, String root) {
        return drives.open(
                "drive:look", login, rules(List.of(root), new Visibility.Fixed(Set.of())));
    }

    /// Absent where nobody has agreed, or what he agreed to cannot be read any more.
    Optional<Login> login(DriveConnection connection) {
        return switch (connection.login()) {
            case DriveConnection.Login.ServiceAccount() -> Optional.of(new Login.ServiceAccount());
            case DriveConnection.Login.Consent consent ->
                    tokens.find(connection.source())
                            .map(token -> new Login.Consent(token, consent.since()));
        };
    }

    private Rules rules(List<String> roots, Visibility visibility) {
        return new Rules(roots, visibility, limits.poll(), limits.maxFileBytes());
    }

    private boolean isLeft(DriveConnection connection) {
        AccountId owner = connection.owner();
        return connection.login() instanceof DriveConnection.Login.Consent
                && owner != null
                && accounts.find(owner).map(Account::suspended).orElse(true);
    }
}
