package researchpaas.source;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Address;
import researchpaas.account.Domain;
import researchpaas.account.Principal;
import researchpaas.account.Role;
import researchpaas.ingest.FollowedDrive.Visibility;

/// Who is to see a source's files, as somebody says it: a choice, and people in words.
///
/// @param kind absent when nothing was chosen; then nobody guesses
/// @param people with FIXED who sees every file, with MIRRORED who sees those of which the drive
///   does not tell: principals, plain addresses and plain domains, separated by commas or lines
/// @param linkShares with MIRRORED: whether a share by link is one for everybody
public record VisibilityChoice(@Nullable Kind kind, String people, boolean linkShares) {
    public enum Kind {
        MIRRORED,
        FIXED
    }

    /// What was chosen for a connection; without one, whoever may see a file on the drive.
    static VisibilityChoice kept(@Nullable DriveConnection connection) {
        Visibility visibility = connection == null ? null : connection.visibility();
        return switch (visibility) {
            case null -> new VisibilityChoice(Kind.MIRRORED, "", false);
            case Visibility.Mirrored(Set<Principal> otherwise, boolean links) ->
                    new VisibilityChoice(Kind.MIRRORED, text(otherwise), links);
            case Visibility.Fixed(Set<Principal> principals) ->
                    new VisibilityChoice(Kind.FIXED, text(principals), false);
        };
    }

    private static String text(Set<Principal> principals) {
        return principals.stream().map(Principal::value).collect(Collectors.joining(","));
    }

    sealed interface Read {
        record Chosen(Visibility visibility) implements Read {}

        /// @param word that names nobody
        record Unknown(String word) implements Read {}

        /// Nothing was chosen, or nobody was named.
        record Missing() implements Read {}
    }

    Read read() {
        Set<Principal> principals = new LinkedHashSet<>();
        for (String word : words()) {
            Optional<Principal> principal = principal(word);
            if (principal.isEmpty()) {
                return new Read.Unknown(word);
            }
            principals.add(principal.get());
        }
        return switch (kind) {
            case null -> new Read.Missing();
            case MIRRORED -> new Read.Chosen(new Visibility.Mirrored(principals, linkShares));
            case FIXED ->
                    principals.isEmpty()
                            ? new Read.Missing()
                            : new Read.Chosen(new Visibility.Fixed(principals));
        };
    }

    private List<String> words() {
        return Arrays.stream(people.split("[,、，\\s]+")).filter(word -> !word.isEmpty()).toList();
    }

    private static Optional<Principal> principal(String word) {
        if (word.contains(":")) {
            String lower = word.toLowerCase(Locale.ROOT);
            return isUnknownRole(lower) ? Optional.empty() : Principal.of(lower);
        }
        if (word.equalsIgnoreCase(Principal.ANYONE.value())) {
            return Optional.of(Principal.ANYONE);
        }
        return Address.parse(word)
                .map(address -> "user:" + address)
                .or(() -> Domain.parse(word).map(domain -> "domain:" + domain))
                .flatMap(Principal::of);
    }

    private static boolean isUnknownRole(String text) {
        return text.startsWith("role:")
                && Arrays.stream(Role.values())
                        .noneMatch(role -> text.equals("role:" + role.word()));
    }
}
