package researchpaas.ingest.googledrive;

import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.About;
import com.google.api.services.drive.model.ChangeList;
import com.google.api.services.drive.model.DriveList;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import com.google.api.services.drive.model.PermissionList;
import com.google.api.services.drive.model.StartPageToken;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.googledrive.DriveWorld.Change;
import researchpaas.ingest.googledrive.DriveWorld.SharedDrive;

/// The methods of Drive v3 that a reader uses, with what they demand and refuse.
final class DriveMethods {
    private static final int PAGE = 100;
    private static final int CHANGES_PAGE = 1000;
    private static final Duration TOKEN_LIFE = Duration.ofHours(6);
    private static final Set<String> SORT_KEYS =
            Set.of(
                    "createdTime",
                    "folder",
                    "modifiedByMeTime",
                    "modifiedTime",
                    "name",
                    "name_natural",
                    "quotaBytesUsed",
                    "recency",
                    "sharedWithMeTime",
                    "starred",
                    "viewedByMeTime");

    /// @param same what must not change from page to page
    private record Rest(String same, List<String> ids, int from, Instant expires) {}

    private final DriveWorld world;
    private final DriveJson json;
    private final Map<String, Rest> rests = new HashMap<>();
    private @Nullable Random fraying;

    DriveMethods(DriveWorld world, DriveJson json) {
        this.world = world;
        this.json = json;
    }

    /// From now on pages are short, empty or begin with what the page before ended with.
    void fray(long seed) {
        fraying = new Random(seed);
    }

    void expirePageTokens() {
        rests.clear();
    }

    JsonObject list(DriveRequestView request) {
        request.allow(Drive.Files.List.class);
        String user = request.user();
        boolean allDrives = request.flag("supportsAllDrives", "includeItemsFromAllDrives");
        String corpora = request.text("corpora", "user");
        String driveId = request.text("driveId", null);
        if (corpora.equals("drive") != (driveId != null)) {
            throw DriveRefusal.invalid(
                    "driveId",
                    "The driveId parameter must be specified if and only if corpora is set to drive.");
        }
        if (driveId != null && !allDrives) {
            throw DriveRefusal.invalid(
                    "includeItemsFromAllDrives",
                    "The driveId parameter may only be used with includeItemsFromAllDrives and supportsAllDrives.");
        }
        if (driveId != null) {
            memberOf(user, driveId);
        }
        Predicate<WorldItem> corpus =
                switch (corpora) {
                    case "user" ->
                            item ->
                                    // the root of a drive is in no listing
                                    item.parent != null
                                            && world.isInCorpusOf(user, item)
                                            && (allDrives || item.driveId == null);
                    case "drive" ->
                            item ->
                                    driveId.equals(item.driveId)
                                            && !item.id.equals(driveId)
                                            && world.mayRead(user, item, item.resourceKey);
                    case "allDrives" -> item -> world.mayRead(user, item, item.resourceKey);
                    default -> throw DriveRefusal.invalid("corpora", "Invalid value");
                };
        String query = request.text("q", "");
        Predicate<WorldItem> wanted =
                query.isEmpty() ? _ -> true : SearchTerms.of(query, world.myDrive(user));
        for (String parent : SearchTerms.parents(query)) {
            WorldItem folder = world.items.get(parent);
            if (!parent.equals("root")
                    && (folder == null
                            || !world.mayRead(user, folder, request.resourceKey(parent)))) {
                // one that may not be seen spoils the whole question
                throw DriveRefusal.notFound("");
            }
        }
        Comparator<WorldItem> order = order(request.text("orderBy", ""));
        int limit = request.number("pageSize", PAGE, 1, 1000, PAGE);
        FieldMask mask =
                FieldMask.of(
                        request.text(
                                "fields",
                                "kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)"),
                        FileList.class);

        String same = user + corpora + driveId + query + request.text("orderBy", "");
        Rest rest = rest(request.text("pageToken", null), same);
        if (rest == null) {
            List<String> ids =
                    world.items.values().stream()
                            .filter(corpus.and(wanted))
                            .sorted(order)
                            .map(item -> item.id)
                            .toList();
            rest = new Rest(same, ids, 0, Instant.MAX);
        }
        int take = pageLength(limit);
        int from = rest.from();
        if (fraying != null && from > 0 && take > 1 && fraying.nextInt(8) == 0) {
            from--;
        }
        int to = Math.min(rest.ids().size(), from + take);
        JsonArray files = new JsonArray();
        for (String id : rest.ids().subList(from, to)) {
            WorldItem item = world.items.get(id);
            // it may have gone since the first page; what came since is not in this listing
            if (item != null && corpus.and(wanted).test(item)) {
                files.add(json.file(user, item));
            }
        }
        JsonObject answer = new JsonObject();
        answer.addProperty("kind", "drive#fileList");
        answer.addProperty("incompleteSearch", false);
        answer.add("files", files);
        if (to < rest.ids().size() || fraying != null && take == 0) {
            answer.addProperty("nextPageToken", keep(new Rest(same, rest.ids(), to, expiry())));
        }
        return mask.apply(answer);
    }

    JsonObject get(DriveRequestView request, String id) {
        request.allow(Drive.Files.Get.class);
        WorldItem item = readable(request, id);
        return FieldMask.of(request.text("fields", "kind,id,name,mimeType,resourceKey"), File.class)
                .apply(json.file(request.user(), item));
    }

    byte[] download(DriveRequestView request, String id) {
        request.allow(Drive.Files.Get.class);
        request.needsContent();
        WorldItem item = readable(request, id);
        if (item.isNative()) {
            throw new DriveRefusal(
                    403,
                    "fileNotDownloadable",
                    "Only files with binary content can be downloaded. Use Export with Docs Editors files.");
        }
        if (!item.downloadable) {
            throw new DriveRefusal(
                    403, "cannotDownloadFile", "This file cannot be downloaded by the user.");
        }
        return item.content;
    }

    byte[] export(DriveRequestView request, String id, long limit) {
        request.allow(Drive.Files.Export.class);
        request.needsContent();
        // this method knows shared drives without being told
        WorldItem item = readable(request.withAllDrives(), id);
        byte[] bytes = exported(item, request.needed("mimeType"));
        if (bytes.length > limit) {
            throw new DriveRefusal(
                    403, "exportSizeLimitExceeded", "This file is too large to be exported.");
        }
        return bytes;
    }

    /// By a link, without the limit.
    byte[] exportByLink(DriveRequestView request, String id) {
        return exported(readable(request.withAllDrives(), id), request.needed("type"));
    }

    private static byte[] exported(WorldItem item, String mimeType) {
        List<String> formats = DriveJson.EXPORT_FORMATS.getOrDefault(item.mimeType, List.of());
        byte[] bytes = item.exports == null ? null : item.exports.get(mimeType);
        if (!item.isNative()) {
            throw new DriveRefusal(
                    403, "fileNotExportable", "Export only supports Docs Editors files.");
        }
        if (!formats.contains(mimeType) || bytes == null) {
            throw new DriveRefusal(400, "badRequest", "The requested conversion is not supported.");
        }
        if (!item.downloadable) {
            throw new DriveRefusal(
                    403, "cannotExportFile", "This file cannot be exported by the user.");
        }
        return bytes;
    }

    JsonObject permissions(DriveRequestView request, String id) {
        request.allow(Drive.Permissions.List.class);
        WorldItem item = readable(request, id);
        // on a shared drive whoever reads may list
        if (item.driveId == null && !world.mayShare(request.user(), item)) {
            throw new DriveRefusal(
                    403,
                    "insufficientFilePermissions",
                    "The user does not have sufficient permissions for file " + id + ".");
        }
        List<WorldPermission> all = world.permissionsOf(id);
        String given = request.text("pageSize", null);
        int limit =
                given == null && item.driveId == null
                        ? Integer.MAX_VALUE
                        : request.number("pageSize", PAGE, 1, PAGE, PAGE);
        FieldMask mask =
                FieldMask.of(
                        request.text("fields", "kind,nextPageToken,permissions(id,type,kind,role)"),
                        PermissionList.class);
        String same = "permissions" + request.user() + id;
        Rest rest = rest(request.text("pageToken", null), same);
        int from = rest == null ? 0 : rest.from();
        int to = (int) Math.min(all.size(), (long) from + limit);
        JsonArray page = new JsonArray();
        all.subList(Math.min(from, to), to).forEach(p -> page.add(json.permission(p, item)));
        JsonObject answer = new JsonObject();
        answer.addProperty("kind", "drive#permissionList");
        answer.add("permissions", page);
        if (to < all.size()) {
            answer.addProperty("nextPageToken", keep(new Rest(same, List.of(), to, expiry())));
        }
        return mask.apply(answer);
    }

    JsonObject startPageToken(DriveRequestView request) {
        request.allow(Drive.Changes.GetStartPageToken.class);
        JsonObject answer = new JsonObject();
        answer.addProperty("kind", "drive#startPageToken");
        answer.addProperty("startPageToken", token(log(request), world.nextNumber()));
        return FieldMask.of(request.text("fields", "*"), StartPageToken.class).apply(answer);
    }

    JsonObject changes(DriveRequestView request) {
        request.allow(Drive.Changes.List.class);
        String user = request.user();
        String log = log(request);
        String driveId = request.text("driveId", null);
        boolean allDrives = request.flag("supportsAllDrives", "includeItemsFromAllDrives");
        boolean includeRemoved = !request.text("includeRemoved", "true").equals("false");
        boolean corpusRemovals = request.text("includeCorpusRemovals", "false").equals("true");
        long from = number(log, request.needed("pageToken"));
        int limit = pageLength(request.number("pageSize", PAGE, 1, 1000, CHANGES_PAGE));
        FieldMask mask =
                FieldMask.of(
                        request.text(
                                "fields",
                                "kind,nextPageToken,newStartPageToken,changes(kind,changeType,time,removed,fileId,driveId)"),
                        ChangeList.class);

        // a later change of the same item stands for the earlier ones
        Map<String, Change> latest = new LinkedHashMap<>();
        for (Change change : world.changes) {
            if (change.log().equals(log) && change.number() >= from) {
                latest.remove(change.id());
                latest.put(change.id(), change);
            }
        }
        List<Change> all = new ArrayList<>(latest.values());
        List<Change> page = all.subList(0, Math.min(limit, all.size()));
        JsonArray list = new JsonArray();
        for (Change change : page) {
            JsonObject entry =
                    change.drive()
                            ? driveChange(user, change, allDrives)
                            : fileChange(user, change, driveId, allDrives, corpusRemovals);
            if (entry != null && (includeRemoved || !entry.get("removed").getAsBoolean())) {
                list.add(entry);
            }
        }
        JsonObject answer = new JsonObject();
        answer.addProperty("kind", "drive#changeList");
        answer.add("changes", list);
        if (page.size() < all.size()) {
            answer.addProperty(
                    "nextPageToken",
                    token(log, page.isEmpty() ? from : page.getLast().number() + 1));
        } else {
            answer.addProperty("newStartPageToken", token(log, world.nextNumber()));
        }
        return mask.apply(answer);
    }

    private @Nullable JsonObject driveChange(String user, Change change, boolean allDrives) {
        if (!allDrives) {
            return null;
        }
        JsonObject entry = DriveJson.change(change.id(), change.time(), true);
        SharedDrive drive = world.drives.get(change.id());
        boolean removed = drive == null || !drive.members.containsKey(user);
        entry.addProperty("removed", removed);
        if (!removed) {
            entry.add("drive", json.drive(drive));
        }
        return entry;
    }

    private @Nullable JsonObject fileChange(
            String user,
            Change change,
            @Nullable String driveId,
            boolean allDrives,
            boolean corpusRemovals) {
        WorldItem item = world.items.get(change.id());
        boolean readable = item != null && world.mayRead(user, item, item.resourceKey);
        if (readable && item.driveId != null && !allDrives) {
            return null;
        }
        boolean inCorpus =
                readable
                        && (driveId == null
                                ? world.isInCorpusOf(user, item)
                                : driveId.equals(item.driveId));
        JsonObject entry = DriveJson.change(change.id(), change.time(), false);
        entry.addProperty("removed", !inCorpus);
        if (inCorpus || readable && corpusRemovals) {
            entry.add("file", json.file(user, item));
        }
        return entry;
    }

    JsonObject drive(DriveRequestView request, String id) {
        request.allow(Drive.Drives.Get.class);
        memberOf(request.user(), id);
        return FieldMask.of(
                        request.text("fields", "kind,id,name"),
                        com.google.api.services.drive.model.Drive.class)
                .apply(json.drive(world.drives.get(id)));
    }

    JsonObject drives(DriveRequestView request) {
        request.allow(Drive.Drives.List.class);
        JsonArray list = new JsonArray();
        world.drives.values().stream()
                .filter(drive -> drive.members.containsKey(request.user()))
                .forEach(drive -> list.add(json.drive(drive)));
        JsonObject answer = new JsonObject();
        answer.addProperty("kind", "drive#driveList");
        answer.add("drives", list);
        return FieldMask.of(request.text("fields", "*"), DriveList.class).apply(answer);
    }

    JsonObject about(DriveRequestView request) {
        request.allow(Drive.About.Get.class);
        String fields = request.text("fields", null);
        if (fields == null) {
            throw new DriveRefusal(
                    400, "required", "The 'fields' parameter is required for this method.");
        }
        return FieldMask.of(fields, About.class).apply(json.about(request.user()));
    }

    private WorldItem readable(DriveRequestView request, String id) {
        String actual = id.equals("root") ? world.myDrive(request.user()) : id;
        WorldItem item = world.items.get(actual);
        if (item == null
                || item.driveId != null && !request.flag("supportsAllDrives")
                || !world.mayRead(request.user(), item, request.resourceKey(actual))) {
            throw DriveRefusal.notFound(id);
        }
        return item;
    }

    private void memberOf(String user, String driveId) {
        SharedDrive drive = world.drives.get(driveId);
        if (drive == null || !drive.members.containsKey(user)) {
            throw new DriveRefusal(404, "notFound", "Shared drive not found: " + driveId);
        }
    }

    private String log(DriveRequestView request) {
        String driveId = request.text("driveId", null);
        if (driveId == null) {
            return "user:" + request.user();
        }
        if (!request.flag("supportsAllDrives")) {
            throw DriveRefusal.invalid("supportsAllDrives", "Shared drives are not supported");
        }
        memberOf(request.user(), driveId);
        return "drive:" + driveId;
    }

    /// One log's cursor means nothing in another.
    private static String token(String log, long number) {
        return number
                + ""
                + Math.floorMod(log.hashCode(), 90) / 10
                + Math.floorMod(log.hashCode(), 10);
    }

    private long number(String log, String token) {
        if (token.length() > 3 && token.chars().allMatch(Character::isDigit)) {
            long number = Long.parseLong(token.substring(0, token.length() - 2));
            if (token(log, number).equals(token) && !world.isRefused(number)) {
                return number;
            }
        }
        throw new DriveRefusal(400, "invalid", "Invalid Value");
    }

    private @Nullable Rest rest(@Nullable String token, String same) {
        if (token == null) {
            return null;
        }
        Rest rest = rests.get(token);
        if (rest == null || !rest.same().equals(same) || rest.expires().isBefore(world.now())) {
            throw new DriveRefusal(400, "invalid", "Invalid Value");
        }
        return rest;
    }

    private String keep(Rest rest) {
        String token = "~!!~" + UUID.randomUUID();
        rests.put(token, rest);
        return token;
    }

    private Instant expiry() {
        return world.now().plus(TOKEN_LIFE);
    }

    private int pageLength(int limit) {
        if (fraying == null) {
            return limit;
        }
        return switch (fraying.nextInt(5)) {
            case 0 -> 0;
            case 1, 2 -> 1 + fraying.nextInt(limit);
            default -> limit;
        };
    }

    private static Comparator<WorldItem> order(String text) {
        // no order is promised where none is asked for
        Comparator<WorldItem> order = null;
        for (String key : text.isEmpty() ? List.<String>of() : List.of(text.split(","))) {
            String[] parts = key.trim().split(" ");
            if (!SORT_KEYS.contains(parts[0]) || parts.length > 2) {
                throw new DriveRefusal(400, "invalid", "Invalid Value: orderBy");
            }
            Comparator<WorldItem> one =
                    switch (parts[0]) {
                        case "folder" -> Comparator.comparing((WorldItem item) -> !item.isFolder());
                        case "name", "name_natural" -> Comparator.comparing(WorldItem::name);
                        case "createdTime" ->
                                Comparator.comparing((WorldItem item) -> item.created);
                        default -> Comparator.comparing((WorldItem item) -> item.modified);
                    };
            one = parts.length == 2 && parts[1].equals("desc") ? one.reversed() : one;
            order = order == null ? one : order.thenComparing(one);
        }
        Comparator<WorldItem> last = Comparator.comparing((WorldItem item) -> item.id.hashCode());
        return order == null ? last : order.thenComparing(last);
    }

    static Map<String, String> resourceKeys(@Nullable String header) {
        return header == null
                ? Map.of()
                : java.util.Arrays.stream(header.split(","))
                        .map(pair -> pair.split("/"))
                        .filter(pair -> pair.length == 2)
                        .collect(Collectors.toMap(pair -> pair[0].trim(), pair -> pair[1].trim()));
    }
}
