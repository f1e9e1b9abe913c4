package researchpaas.ingest;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Principal;
import researchpaas.ingest.FollowedDrive.Visibility.Mirrored;

/// What a drive's grants mean here. What is not known for sure grants nothing.
///
/// @param until the first of the grants ends then, and it is to be asked anew
record WhoMaySee(Set<Principal> principals, @Nullable Instant until) {
    WhoMaySee {
        principals = Set.copyOf(principals);
    }

    static WhoMaySee of(Set<Grant> grants, Mirrored rule, Instant now) {
        Set<Principal> principals = new HashSet<>();
        Instant until = null;
        for (Grant grant : grants) {
            Optional<Principal> principal = isOver(grant, now) ? Optional.empty() : of(grant, rule);
            Instant end = grant.expires();
            if (principal.isPresent() && end != null && (until == null || end.isBefore(until))) {
                until = end;
            }
            principal.ifPresent(principals::add);
        }
        return new WhoMaySee(principals, until);
    }

    private static boolean isOver(Grant grant, Instant now) {
        return grant.deleted() || (grant.expires() != null && !grant.expires().isAfter(now));
    }

    private static Optional<Principal> of(Grant grant, Mirrored rule) {
        boolean found = grant.discoverable() || rule.linkShares();
        return switch (grant.type()) {
            case USER -> principal("user:", grant.to());
            case GROUP -> principal("group:", grant.to());
            case DOMAIN -> found ? principal("domain:", grant.to()) : Optional.empty();
            case ANYONE -> found ? Optional.of(Principal.ANYONE) : Optional.empty();
        };
    }

    private static Optional<Principal> principal(String kind, @Nullable String name) {
        return name == null
                ? Optional.empty()
                : Principal.of(kind + name.strip().toLowerCase(Locale.ROOT));
    }
}
