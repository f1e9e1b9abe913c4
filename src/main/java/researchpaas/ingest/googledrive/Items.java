package researchpaas.ingest.googledrive;

import com.google.api.client.util.DateTime;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.Permission;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.DriveItem;
import researchpaas.ingest.DriveItem.Kind;
import researchpaas.ingest.FollowedDrive.Handle;
import researchpaas.ingest.Grant;

/// Google's words in ours. What is missing in an answer is never taken for a right.
final class Items {
    static final String FOLDER = "application/vnd.google-apps.folder";
    private static final String SHORTCUT = "application/vnd.google-apps.shortcut";
    private static final String GOOGLES = "application/vnd.google-apps.";

    static final String PERMISSION_FIELDS =
            "type,emailAddress,domain,allowFileDiscovery,expirationTime,deleted";
    static final String FIELDS =
            "id,name,parents,mimeType,size,sha256Checksum,md5Checksum,version,modifiedTime,trashed,"
                    + "shortcutDetails(targetId,targetResourceKey),resourceKey,driveId,webViewLink,"
                    + "capabilities(canShare,canDownload),permissions("
                    + PERMISSION_FIELDS
                    + ")";

    /// What a Google document is fetched as, the first that Google offers: headings, pages and
    /// cells are wanted.
    private static final Map<String, List<Format>> WANTED =
            Map.of(
                    GOOGLES + "document",
                    List.of(Format.DOCX, Format.ODT, Format.MARKDOWN, Format.PDF),
                    GOOGLES + "presentation",
                    List.of(Format.PDF, Format.PPTX, Format.ODP),
                    GOOGLES + "spreadsheet",
                    List.of(Format.XLSX, Format.ODS, Format.CSV),
                    GOOGLES + "drawing",
                    List.of(Format.PDF, Format.PNG));

    enum Format {
        DOCX(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ODT(".odt", "application/vnd.oasis.opendocument.text"),
        MARKDOWN(".md", "text/markdown"),
        PDF(".pdf", "application/pdf"),
        PPTX(".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ODP(".odp", "application/vnd.oasis.opendocument.presentation"),
        XLSX(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ODS(".ods", "application/x-vnd.oasis.opendocument.spreadsheet"),
        CSV(".csv", "text/csv"),
        PNG(".png", "image/png");

        private final String ending;
        private final String mediaType;

        Format(String ending, String mediaType) {
            this.ending = ending;
            this.mediaType = mediaType;
        }

        String ending() {
            return ending;
        }

        String mediaType() {
            return mediaType;
        }
    }

    private Items() {}

    static boolean isExportable(@Nullable String mimeType) {
        return mimeType != null && WANTED.containsKey(mimeType);
    }

    /// @param offered media type of the document → media types that it can be exported as
    static @Nullable Format format(String mimeType, Map<String, List<String>> offered) {
        List<String> possible = offered.getOrDefault(mimeType, List.of());
        return WANTED.getOrDefault(mimeType, List.of()).stream()
                .filter(format -> possible.contains(format.mediaType()))
                .findFirst()
                .orElse(null);
    }

    /// @throws IOException when it lacks what every file has: then it is no answer of Google's
    static DriveItem item(File file, Map<String, List<String>> offered) throws IOException {
        if (file.getId() == null || file.getName() == null || file.getMimeType() == null) {
            throw new IOException("A file without an id, name or type");
        }
        String type = file.getMimeType();
        Handle target = target(file);
        Kind kind =
                type.equals(FOLDER)
                        ? Kind.FOLDER
                        : target != null
                                ? Kind.SHORTCUT
                                : type.startsWith(GOOGLES) ? Kind.NATIVE : Kind.FILE;
        Format format = kind == Kind.NATIVE ? format(type, offered) : null;
        boolean mayShare =
                file.getCapabilities() != null
                        && Boolean.TRUE.equals(file.getCapabilities().getCanShare());
        boolean mayDownload =
                file.getCapabilities() == null
                        || !Boolean.FALSE.equals(file.getCapabilities().getCanDownload());
        return new DriveItem(
                file.getId(),
                file.getName(),
                file.getParents() == null || file.getParents().isEmpty()
                        ? null
                        : file.getParents().getFirst(),
                kind,
                type,
                kind == Kind.FILE && file.getSize() != null ? Math.max(0, file.getSize()) : 0,
                lowerCase(file.getSha256Checksum()),
                lowerCase(file.getMd5Checksum()),
                file.getVersion() == null ? 0 : file.getVersion(),
                instant(file.getModifiedTime(), Instant.EPOCH),
                Boolean.TRUE.equals(file.getTrashed()),
                format == null ? null : format.ending(),
                target,
                file.getResourceKey(),
                file.getDriveId(),
                // on a shared drive whoever reads may list, though the file itself tells nothing
                file.getDriveId() != null || mayShare,
                file.getDriveId() == null && mayShare && file.getPermissions() != null
                        ? grants(file.getPermissions())
                        : null,
                mayDownload,
                link(file.getWebViewLink()));
    }

    private static @Nullable Handle target(File file) {
        return SHORTCUT.equals(file.getMimeType())
                        && file.getShortcutDetails() != null
                        && file.getShortcutDetails().getTargetId() != null
                ? new Handle(
                        file.getShortcutDetails().getTargetId(),
                        file.getShortcutDetails().getTargetResourceKey())
                : null;
    }

    /// A kind of grant that is not known grants nothing.
    static Set<Grant> grants(List<Permission> permissions) {
        Set<Grant> grants = new HashSet<>();
        for (Permission permission : permissions) {
            Grant.Type type =
                    switch (permission.getType() == null ? "" : permission.getType()) {
                        case "user" -> Grant.Type.USER;
                        case "group" -> Grant.Type.GROUP;
                        case "domain" -> Grant.Type.DOMAIN;
                        case "anyone" -> Grant.Type.ANYONE;
                        default -> null;
                    };
            if (type != null) {
                grants.add(
                        new Grant(
                                type,
                                switch (type) {
                                    case USER, GROUP -> permission.getEmailAddress();
                                    case DOMAIN -> permission.getDomain();
                                    case ANYONE -> null;
                                },
                                Boolean.TRUE.equals(permission.getAllowFileDiscovery()),
                                permission.getExpirationTime() == null
                                        ? null
                                        : instant(permission.getExpirationTime(), Instant.EPOCH),
                                Boolean.TRUE.equals(permission.getDeleted())));
            }
        }
        return grants;
    }

    private static Instant instant(@Nullable DateTime time, Instant otherwise) {
        return time == null ? otherwise : Instant.ofEpochMilli(time.getValue());
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static @Nullable URI link(@Nullable String text) {
        try {
            return text != null && text.startsWith("https://") ? URI.create(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
