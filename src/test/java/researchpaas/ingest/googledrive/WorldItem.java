package researchpaas.ingest.googledrive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A folder, file, Google document or shortcut as it is now. Read and written under the world's
/// lock only.
public final class WorldItem {
    static final String FOLDER = "application/vnd.google-apps.folder";
    static final String SHORTCUT = "application/vnd.google-apps.shortcut";
    static final String DOCUMENT = "application/vnd.google-apps.document";
    static final String SHEET = "application/vnd.google-apps.spreadsheet";
    static final String SLIDES = "application/vnd.google-apps.presentation";
    static final String DRAWING = "application/vnd.google-apps.drawing";
    static final String FORM = "application/vnd.google-apps.form";

    private final DriveWorld world;
    final String id;
    final String mimeType;
    final Instant created;
    final List<WorldPermission> permissions = new ArrayList<>();
    String name;
    @Nullable String parent;
    @Nullable String owner;
    @Nullable String driveId;
    byte[] content = {};
    @Nullable Map<String, byte[]> exports;
    Instant modified;
    long version = 1;
    boolean binned;
    boolean inheritsNothing;
    boolean downloadable = true;
    boolean writersMayShare = true;
    @Nullable String resourceKey;
    @Nullable String target;

    WorldItem(DriveWorld world, String id, String name, String mimeType, Instant now) {
        this.world = world;
        this.id = id;
        this.name = name;
        this.mimeType = mimeType;
        this.created = now;
        this.modified = now;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String mimeType() {
        return mimeType;
    }

    public byte[] content() {
        return content;
    }

    public @Nullable String parent() {
        return parent;
    }

    public @Nullable String target() {
        return target;
    }

    public @Nullable String driveId() {
        return driveId;
    }

    /// Put into the bin by itself.
    public boolean isBinned() {
        return binned;
    }

    public boolean isDownloadable() {
        return downloadable;
    }

    /// What a reader gets: the bytes, or what exporting gives.
    ///
    /// @param format that a document is exported in
    public byte[] bytes(String format) {
        return exports == null ? content : exports.getOrDefault(format, new byte[0]);
    }

    public boolean isFolder() {
        return mimeType.equals(FOLDER);
    }

    boolean isShortcut() {
        return mimeType.equals(SHORTCUT);
    }

    boolean isNative() {
        return mimeType.startsWith("application/vnd.google-apps.");
    }

    /// By itself or with a folder above it.
    public boolean isTrashed() {
        WorldItem above = parent == null ? null : world.items.get(parent);
        return binned || above != null && above.isTrashed();
    }

    String hash(String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
