package researchpaas.web;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.FollowedDrive.Visibility;
import researchpaas.source.DriveConnection;
import researchpaas.source.DriveConnection.Root;
import researchpaas.source.SetUpDrives.Choice;
import researchpaas.source.VisibilityChoice;
import researchpaas.source.VisibilityChoice.Kind;

/// What is to be followed, as somebody fills it in.
///
/// @param folders one a line
/// @param visible the kind's constant; empty until somebody chose
/// @param otherwise who sees what the drive does not tell of; read with MIRRORED only
/// @param people who sees every file; read with FIXED only
record SourceForm(
        String label,
        String folders,
        String visible,
        String otherwise,
        String people,
        boolean links) {
    private static final int LONGEST = 10_000;

    static final SourceForm BLANK = new SourceForm("", "", "", "", "", false);

    static SourceForm of(
            @Nullable String label,
            @Nullable String folders,
            @Nullable String visible,
            @Nullable String otherwise,
            @Nullable String people,
            @Nullable String links) {
        return new SourceForm(
                clean(label),
                clean(folders),
                clean(visible),
                clean(otherwise),
                clean(people),
                links != null);
    }

    static SourceForm of(DriveConnection connection) {
        Visibility visibility = connection.visibility();
        AudienceView audience = visibility == null ? null : AudienceView.of(visibility);
        String people = audience == null ? "" : String.join("\n", audience.people());
        boolean mirrored = audience != null && audience.mirrored();
        return new SourceForm(
                connection.label(),
                connection.roots().stream().map(Root::id).collect(Collectors.joining("\n")),
                audience == null ? "" : (mirrored ? Kind.MIRRORED : Kind.FIXED).name(),
                mirrored ? people : "",
                mirrored ? "" : people,
                audience != null && audience.linkShares());
    }

    Choice choice() {
        Kind kind =
                switch (visible.toUpperCase(Locale.ROOT)) {
                    case "MIRRORED" -> Kind.MIRRORED;
                    case "FIXED" -> Kind.FIXED;
                    default -> null;
                };
        List<String> lines = folders.lines().filter(line -> !line.isBlank()).toList();
        return new Choice(
                label,
                lines,
                new VisibilityChoice(kind, kind == Kind.FIXED ? people : otherwise, links));
    }

    private static String clean(@Nullable String text) {
        return text == null || text.length() > LONGEST ? "" : text.strip();
    }
}
