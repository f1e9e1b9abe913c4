package researchpaas.ingest.googledrive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Resources as Google writes them: 64-bit numbers as strings, times in RFC 3339, fields left out
/// that an item does not have.
final class DriveJson {
    /// What `about.get` lists, from Google's page on export formats.
    static final Map<String, List<String>> EXPORT_FORMATS =
            Map.of(
                    WorldItem.DOCUMENT,
                    List.of(
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            "application/vnd.oasis.opendocument.text",
                            "application/rtf",
                            "application/pdf",
                            "text/plain",
                            "application/zip",
                            "application/epub+zip",
                            "text/markdown"),
                    WorldItem.SHEET,
                    List.of(
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                            "application/x-vnd.oasis.opendocument.spreadsheet",
                            "application/pdf",
                            "application/zip",
                            "text/csv",
                            "text/tab-separated-values"),
                    WorldItem.SLIDES,
                    List.of(
                            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                            "application/vnd.oasis.opendocument.presentation",
                            "application/pdf",
                            "text/plain"),
                    WorldItem.DRAWING,
                    List.of("application/pdf", "image/jpeg", "image/png", "image/svg+xml"));

    private final DriveWorld world;
    private final String exportBase;

    /// @param exportBase where the links for large exports lead
    DriveJson(DriveWorld world, String exportBase) {
        this.world = world;
        this.exportBase = exportBase;
    }

    JsonObject file(String user, WorldItem item) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", "drive#file");
        json.addProperty("id", item.id);
        json.addProperty("name", item.name);
        json.addProperty("mimeType", item.mimeType);
        json.addProperty("trashed", item.isTrashed());
        json.addProperty("explicitlyTrashed", item.binned);
        // a parent that the person may not see is not told
        WorldItem above = item.parent == null ? null : world.items.get(item.parent);
        if (above != null && world.mayRead(user, above, above.resourceKey)) {
            json.add("parents", array(above.id));
        }
        json.addProperty("version", Long.toString(item.version));
        json.addProperty("createdTime", item.created.toString());
        json.addProperty("modifiedTime", item.modified.toString());
        json.addProperty("webViewLink", "https://drive.google.com/file/d/" + item.id + "/view");
        json.addProperty("inheritedPermissionsDisabled", item.inheritsNothing);
        if (item.driveId != null) {
            json.addProperty("driveId", item.driveId);
            json.addProperty("teamDriveId", item.driveId);
        }
        if (item.owner != null) {
            JsonArray owners = new JsonArray();
            JsonObject owner = new JsonObject();
            owner.addProperty("emailAddress", item.owner);
            owners.add(owner);
            json.add("owners", owners);
            json.addProperty("ownedByMe", item.owner.equals(user));
        }
        if (!item.isNative()) {
            json.addProperty("size", Integer.toString(item.content.length));
            json.addProperty("md5Checksum", item.hash("MD5"));
            json.addProperty("sha256Checksum", item.hash("SHA-256"));
            json.addProperty("sha1Checksum", item.hash("SHA-1"));
            json.addProperty("originalFilename", item.name);
        }
        if (item.resourceKey != null) {
            json.addProperty("resourceKey", item.resourceKey);
        }
        WorldItem target = item.target == null ? null : world.items.get(item.target);
        if (item.target != null) {
            JsonObject details = new JsonObject();
            details.addProperty("targetId", item.target);
            if (target != null) {
                details.addProperty("targetMimeType", target.mimeType);
                if (target.resourceKey != null) {
                    details.addProperty("targetResourceKey", target.resourceKey);
                }
            }
            json.add("shortcutDetails", details);
        }
        List<String> formats = EXPORT_FORMATS.get(item.mimeType);
        if (formats != null) {
            JsonObject links = new JsonObject();
            formats.forEach(format ->
                    links.addProperty(
                            format, exportBase + "/feeds/download/" + item.id + "?type=" + format));
            json.add("exportLinks", links);
        }
        boolean mayShare = world.mayShare(user, item);
        JsonObject capabilities = new JsonObject();
        capabilities.addProperty("canShare", mayShare);
        capabilities.addProperty("canDownload", item.downloadable);
        capabilities.addProperty("canListChildren", item.isFolder());
        json.add("capabilities", capabilities);
        // never for items of a shared drive, and only for who may share
        if (mayShare && item.driveId == null) {
            JsonArray permissions = new JsonArray();
            world.permissionsOf(item.id).forEach(p -> permissions.add(permission(p, item)));
            json.add("permissions", permissions);
        }
        return json;
    }

    JsonObject permission(WorldPermission permission, WorldItem item) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", "drive#permission");
        json.addProperty("id", permission.id());
        json.addProperty("type", permission.type());
        json.addProperty("role", permission.role());
        switch (permission.type()) {
            case "user", "group" -> {
                json.addProperty("emailAddress", permission.who());
                json.addProperty("displayName", permission.who());
                json.addProperty("deleted", permission.deleted());
            }
            case "domain" -> {
                json.addProperty("domain", permission.who());
                json.addProperty("allowFileDiscovery", permission.discoverable());
            }
            default -> json.addProperty("allowFileDiscovery", permission.discoverable());
        }
        if (permission.expires() != null) {
            json.addProperty("expirationTime", permission.expires().toString());
        }
        if (item.driveId != null) {
            JsonObject detail = new JsonObject();
            detail.addProperty("permissionType", "file");
            detail.addProperty("role", permission.role());
            detail.addProperty("inherited", !item.permissions.contains(permission));
            JsonArray details = new JsonArray();
            details.add(detail);
            json.add("permissionDetails", details);
        }
        return json;
    }

    JsonObject drive(DriveWorld.SharedDrive drive) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", "drive#drive");
        json.addProperty("id", drive.id);
        json.addProperty("name", drive.name);
        return json;
    }

    JsonObject about(String user) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", "drive#about");
        JsonObject person = new JsonObject();
        person.addProperty("kind", "drive#user");
        person.addProperty("emailAddress", user);
        person.addProperty("displayName", user);
        json.add("user", person);
        JsonObject formats = new JsonObject();
        EXPORT_FORMATS.forEach(
                (type, list) -> formats.add(type, array(list.toArray(String[]::new))));
        json.add("exportFormats", formats);
        return json;
    }

    static JsonObject change(String id, Instant time, boolean drive) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", "drive#change");
        json.addProperty("changeType", drive ? "drive" : "file");
        json.addProperty("type", drive ? "drive" : "file");
        json.addProperty("time", time.toString());
        json.addProperty(drive ? "driveId" : "fileId", id);
        return json;
    }

    private static JsonArray array(String... values) {
        JsonArray array = new JsonArray();
        List.of(values).forEach(array::add);
        return array;
    }
}
