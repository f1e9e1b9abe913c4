package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Principal;
import researchpaas.ingest.FollowedDrive.Rules;
import researchpaas.ingest.FollowedDrive.Visibility;
import researchpaas.source.DriveConnection;
import researchpaas.source.DriveConnection.Login;
import researchpaas.source.ShowSources.Source;
import researchpaas.source.SourceLedger.Fate;
import researchpaas.source.SourceLedger.Line;

@Schema(name = "Source")
record SourceJson(
        long id,
        @Schema(description = "In the ledger, for ever.") String name,
        @Schema(description = "What people call it.") String label,
        @Schema(allowableValues = {"google_drive", "other"}) String kind,
        @Schema(
                        description = "How it is.",
                        allowableValues = {
                            "fine",
                            "scanning",
                            "waiting",
                            "trouble",
                            "to_reconnect",
                            "to_set_up",
                            "leaving",
                            "left"
                        })
                String standing,
        @Schema(
                        types = {"string", "null"},
                        description =
                                "Why the latest scan failed and what helps, in the language asked for; else null.")
                @Nullable String trouble,
        @Schema(description = "Files by what became of them: read, waiting, skipped, failed.")
                Map<String, Long> files,
        @Schema(description = "What is followed; empty for sources that are no drives.")
                List<FolderJson> folders,
        @JsonProperty("visible_to")
                @Schema(
                        description =
                                "mirror for whoever may see a file on the drive, else principals; null for sources that are no drives, and until somebody chose.")
                @Nullable List<String> visibleTo,
        @JsonProperty("otherwise_visible_to")
                @Schema(
                        description =
                                "With mirror: who sees files of which the drive does not tell; none is nobody.")
                List<String> otherwiseVisibleTo,
        @JsonProperty("link_shares") boolean linkShares,
        @JsonProperty("connected_as")
                @Schema(
                        types = {"string", "null"},
                        description = "Whose drive it is, for one that a person connected.")
                @Nullable String connectedAs,
        @Schema(
                        types = {"object", "null"},
                        implementation = JobJson.class,
                        description = "Its latest scan; null before the first.")
                @Nullable JobJson job,
        String url) {

    static SourceJson of(Source source, @Nullable String trouble, @Nullable JobJson job) {
        DriveConnection connection = source.connection();
        Rules rules = source.rules();
        Visibility visibility =
                connection != null
                        ? connection.visibility()
                        : rules == null ? null : rules.visibility();
        Map<String, Long> files = new TreeMap<>();
        Arrays.stream(Fate.values()).forEach(fate -> files.put(fate.word(), source.count(fate)));
        return new SourceJson(
                source.id().value(),
                source.name(),
                source.label(),
                source.isDrive() ? "google_drive" : "other",
                source.standing().name().toLowerCase(Locale.ROOT),
                trouble,
                files,
                folders(connection, rules),
                visibleTo(visibility),
                otherwise(visibility),
                visibility instanceof Visibility.Mirrored mirrored && mirrored.linkShares(),
                connection != null && connection.login() instanceof Login.Consent consent
                        ? consent.address()
                        : null,
                job,
                "/api/v1/sources/" + source.id().value());
    }

    private static List<FolderJson> folders(
            @Nullable DriveConnection connection, @Nullable Rules rules) {
        if (connection != null) {
            return connection.roots().stream()
                    .map(root -> new FolderJson(root.id(), root.name()))
                    .toList();
        }
        return rules == null
                ? List.of()
                : rules.roots().stream().map(id -> new FolderJson(id, id)).toList();
    }

    private static @Nullable List<String> visibleTo(@Nullable Visibility visibility) {
        return switch (visibility) {
            case null -> null;
            case Visibility.Mirrored _ -> List.of("mirror");
            case Visibility.Fixed(Set<Principal> principals) -> words(principals);
        };
    }

    private static List<String> otherwise(@Nullable Visibility visibility) {
        return visibility instanceof Visibility.Mirrored mirrored
                ? words(mirrored.otherwise())
                : List.of();
    }

    private static List<String> words(Set<Principal> principals) {
        return principals.stream().map(Principal::value).sorted().toList();
    }

    @Schema(name = "SourceFolder")
    record FolderJson(String id, String name) {}

    @Schema(name = "SourceFile")
    record LineJson(
            long id,
            String path,
            long size,
            @Schema(allowableValues = {"read", "waiting", "skipped", "failed"}) String state,
            @Schema(
                            types = {"string", "null"},
                            description = "A fixed word for programs; null when nothing was wrong.")
                    @Nullable String reason,
            @Schema(
                            types = {"string", "null"},
                            description = "The reason as a sentence that says what to do.")
                    @Nullable String message,
            int attempts,
            @JsonProperty("last_attempt") Instant lastAttempt,
            @JsonProperty("next_try")
                    @Schema(
                            types = {"string", "null"},
                            format = "date-time",
                            description = "Of a failed file; null when only a change of it helps.")
                    @Nullable Instant nextTry,
            @Schema(
                            description =
                                    "Who may see it: somebody, nobody, or not_told when the drive does not tell and so nobody may.",
                            allowableValues = {"somebody", "nobody", "not_told"})
                    String audience,
            @Schema(
                            types = {"string", "null"},
                            format = "uri",
                            description = "Where it lies on the web.")
                    @Nullable String link) {
        static LineJson of(Line line, @Nullable String message) {
            return new LineJson(
                    line.file().value(),
                    line.path(),
                    line.size(),
                    line.fate().word(),
                    line.reason() == null ? null : line.reason().code().name(),
                    message,
                    line.attempts(),
                    line.lastAttempt(),
                    line.nextTry(),
                    line.audience().name().toLowerCase(Locale.ROOT),
                    line.link() == null ? null : line.link().toString());
        }
    }
}
