package researchpaas.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Principal;
import researchpaas.ingest.FollowedDrive.Visibility;
import researchpaas.source.ShowSources.Source;

/// Who sees a drive's files.
///
/// @param mirrored whoever sees them on the drive
/// @param people fixed: who sees every file; mirrored: who sees those of which the drive does not
///   tell
record AudienceView(boolean mirrored, List<String> people, boolean linkShares) {
    static @Nullable AudienceView of(Source source) {
        Visibility visibility =
                source.connection() == null
                        ? source.rules() == null ? null : source.rules().visibility()
                        : source.connection().visibility();
        return visibility == null ? null : of(visibility);
    }

    static AudienceView of(Visibility visibility) {
        return switch (visibility) {
            case Visibility.Mirrored(Set<Principal> otherwise, boolean links) ->
                    new AudienceView(true, words(otherwise), links);
            case Visibility.Fixed(Set<Principal> principals) ->
                    new AudienceView(false, words(principals), false);
        };
    }

    private static List<String> words(Set<Principal> principals) {
        return principals.stream().map(Principal::value).sorted().toList();
    }
}
