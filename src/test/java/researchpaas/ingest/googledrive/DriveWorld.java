package researchpaas.ingest.googledrive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What there is in Drive: people, groups, shared drives, items and who may see them, and the
/// change logs. Everything that a test does to Drive it does here; [FakeDrive] answers from it.
public final class DriveWorld {
    /// @param members address → role
    static final class SharedDrive {
        final String id;
        final String name;
        final Map<String, String> members = new LinkedHashMap<>();

        SharedDrive(String id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /// @param log `user:…` or `drive:…`
    /// @param drive whether it tells of joining or leaving a shared drive
    record Change(long number, Instant time, String log, String id, boolean drive) {}

    final Map<String, WorldItem> items = new LinkedHashMap<>();
    final Map<String, SharedDrive> drives = new LinkedHashMap<>();
    final List<Change> changes = new ArrayList<>();
    private final Map<String, Set<String>> children = new HashMap<>();
    private final Map<String, String> roots = new LinkedHashMap<>();
    private final Map<String, Set<String>> groups = new HashMap<>();
    private Instant now = Instant.parse("2026-09-01T00:00:00Z");
    private long ids;
    private long numbers = 1000;
    private long permissionIds;
    private long refusedBefore;

    // people

    /// The id of the person's My Drive, made when it is new.
    public synchronized String myDrive(String address) {
        String known = roots.get(address);
        if (known == null) {
            WorldItem root = put("My Drive", WorldItem.FOLDER, null, address, null);
            roots.put(address, root.id);
            known = root.id;
        }
        return known;
    }

    public synchronized void group(String address, String... members) {
        groups.put(address, Set.of(members));
    }

    public synchronized Set<String> groupsOf(String address) {
        Set<String> found = new TreeSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(address));
        while (!left.isEmpty()) {
            String one = left.pop();
            groups.forEach((group, members) -> {
                if (members.contains(one) && found.add(group)) {
                    left.push(group);
                }
            });
        }
        return found;
    }

    /// The groups that somebody is in himself, not by another group.
    synchronized Set<String> directGroupsOf(String address) {
        Set<String> found = new TreeSet<>();
        groups.forEach((group, members) -> {
            if (members.contains(address)) {
                found.add(group);
            }
        });
        return found;
    }

    public synchronized String sharedDrive(String name, String manager) {
        SharedDrive drive = new SharedDrive("0A" + newId(), name);
        drives.put(drive.id, drive);
        WorldItem root = new WorldItem(this, drive.id, name, WorldItem.FOLDER, now);
        root.driveId = drive.id;
        items.put(root.id, root);
        join(drive.id, manager, "organizer");
        return drive.id;
    }

    public synchronized void join(String drive, String address, String role) {
        myDrive(address);
        known(drive).members.put(address, role);
        log("user:" + address, drive, true);
    }

    public synchronized void leave(String drive, String address) {
        known(drive).members.remove(address);
        log("user:" + address, drive, true);
    }

    // items

    public synchronized String folder(String parent, String name) {
        return create(parent, name, WorldItem.FOLDER, _ -> {});
    }

    public synchronized String file(String parent, String name, String mimeType, byte[] content) {
        return create(parent, name, mimeType, item -> item.content = content);
    }

    public synchronized String text(String parent, String name, String text) {
        return file(parent, name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    /// A Google document, sheet or the like.
    ///
    /// @param exports media type → what exporting gives
    public synchronized String nativeDocument(
            String parent, String name, String mimeType, Map<String, byte[]> exports) {
        return create(parent, name, mimeType, item -> item.exports = exports);
    }

    public synchronized String shortcut(String parent, String name, String target) {
        return create(parent, name, WorldItem.SHORTCUT, item -> item.target = target);
    }

    public synchronized void edit(String id, byte[] content) {
        mutate(
                id,
                item -> {
                    item.content = content;
                    item.modified = now;
                });
    }

    public synchronized void editNative(String id, Map<String, byte[]> exports) {
        mutate(
                id,
                item -> {
                    item.exports = exports;
                    item.modified = now;
                });
    }

    /// As an upload that keeps the file's own date does: possibly long ago.
    public synchronized void date(String id, Instant modified) {
        mutate(id, item -> item.modified = modified);
    }

    public synchronized void rename(String id, String name) {
        mutate(id, item -> item.name = name);
    }

    /// Changes no modification time, and tells nothing of what lies below.
    public synchronized void move(String id, String parent) {
        WorldItem above = item(parent);
        for (WorldItem up = above;
                up != null;
                up = up.parent == null ? null : items.get(up.parent)) {
            if (up.id.equals(id)) {
                throw new IllegalArgumentException("A folder can't lie in itself");
            }
        }
        refuseUppermost(id);
        WorldItem moved = item(id);
        String before = moved.driveId;
        mutate(
                id,
                item -> {
                    siblings(item.parent).remove(id);
                    item.parent = parent;
                    siblings(parent).add(id);
                    subtree(id)
                            .forEach(below -> {
                                below.driveId = above.driveId;
                                below.owner =
                                        above.driveId != null
                                                ? null
                                                : below.owner == null ? above.owner : below.owner;
                            });
                });
        if (before != null && !before.equals(moved.driveId)) {
            log("drive:" + before, id, false);
        }
    }

    private void refuseUppermost(String id) {
        if (item(id).parent == null) {
            throw new IllegalArgumentException(
                    "The uppermost folder of a drive is neither moved nor binned");
        }
    }

    public synchronized void trash(String id) {
        refuseUppermost(id);
        mutate(id, item -> item.binned = true);
    }

    public synchronized void restore(String id) {
        mutate(id, item -> item.binned = false);
    }

    public synchronized void delete(String id) {
        WorldItem gone = item(id);
        Set<String> logs = logsOf(gone);
        List<WorldItem> all = subtree(id);
        siblings(gone.parent).remove(id);
        all.forEach(item -> {
            items.remove(item.id);
            children.remove(item.id);
        });
        tick();
        logs.forEach(log -> log(log, id, false));
    }

    public synchronized void downloadable(String id, boolean may) {
        mutate(id, item -> item.downloadable = may);
    }

    public synchronized void inheritsNothing(String id, boolean nothing) {
        mutate(id, item -> item.inheritsNothing = nothing);
    }

    public synchronized void needsKey(String id, String resourceKey) {
        mutate(id, item -> item.resourceKey = resourceKey);
    }

    public synchronized String share(String id, WorldPermission permission) {
        WorldPermission named =
                new WorldPermission(
                        permission.type().equals("anyone")
                                ? "anyoneWithLink"
                                : "" + ++permissionIds,
                        permission.type(),
                        permission.who(),
                        permission.role(),
                        permission.discoverable(),
                        permission.expires(),
                        permission.deleted());
        mutate(
                id,
                item -> {
                    item.permissions.removeIf(old ->
                            old.type().equals(named.type()) && old.who().equals(named.who()));
                    item.permissions.add(named);
                });
        return named.id();
    }

    /// @param who address or domain, or `anyone`
    public synchronized void unshare(String id, String who) {
        mutate(
                id,
                item ->
                        item.permissions.removeIf(
                                old -> old.who().equals(who) || old.type().equals(who)));
    }

    // the clock and the logs

    public synchronized Instant now() {
        return now;
    }

    public synchronized void advance(java.time.Duration by) {
        now = now.plus(by);
    }

    /// Every cursor given so far is refused from now on.
    public synchronized void refuseCursors() {
        refusedBefore = numbers + 1;
        numbers += 2;
    }

    synchronized boolean isRefused(long cursor) {
        return cursor <= refusedBefore || cursor > numbers + 1;
    }

    synchronized long nextNumber() {
        return numbers + 1;
    }

    // what is so

    public synchronized WorldItem item(String id) {
        WorldItem item = items.get(id);
        if (item == null) {
            throw new IllegalArgumentException("There is no item " + id);
        }
        return item;
    }

    public synchronized @Nullable WorldItem find(String id) {
        return items.get(id);
    }

    public synchronized List<WorldItem> childrenOf(String folder) {
        return children.getOrDefault(folder, Set.of()).stream().map(items::get).toList();
    }

    /// In the order of their making.
    public synchronized List<WorldItem> all() {
        return List.copyOf(items.values());
    }

    public synchronized boolean maySee(String address, WorldItem item) {
        return mayRead(address, item, null);
    }

    /// Whether Drive tells this person who may see the item.
    public synchronized boolean tellsPermissions(String address, WorldItem item) {
        return item.driveId != null || mayShare(address, item);
    }

    /// Own and inherited, as a sharing dialogue shows them.
    public synchronized List<WorldPermission> permissionsOf(String id) {
        Map<String, WorldPermission> found = new LinkedHashMap<>();
        boolean own = true;
        for (WorldItem up = items.get(id);
                up != null;
                up = up.parent == null ? null : items.get(up.parent)) {
            if (own) {
                up.permissions.forEach(permission ->
                        found.putIfAbsent(permission.type() + permission.who(), permission));
                own = !up.inheritsNothing;
            }
            SharedDrive drive = drives.get(up.id);
            if (drive != null) {
                drive.members.forEach((address, role) ->
                        found.putIfAbsent("user" + address, WorldPermission.user(address, role)));
            }
        }
        WorldItem item = items.get(id);
        if (item != null && item.owner != null) {
            found.put("user" + item.owner, WorldPermission.user(item.owner, "owner"));
        }
        return List.copyOf(found.values());
    }

    /// @param key what the request's header says for this item
    synchronized boolean mayRead(String address, WorldItem item, @Nullable String key) {
        if (item.driveId == null && item.isTrashed() && !address.equals(item.owner)) {
            return false;
        }
        return roleOf(address, item, key) != null;
    }

    synchronized boolean mayShare(String address, WorldItem item) {
        String role = roleOf(address, item, item.resourceKey);
        return role != null
                && (role.equals("owner")
                        || role.equals("organizer")
                        || role.equals("writer") && item.writersMayShare);
    }

    private @Nullable String roleOf(String address, WorldItem item, @Nullable String key) {
        Set<String> inGroups = groupsOf(address);
        String domain = address.substring(address.indexOf('@') + 1);
        String best = null;
        for (WorldPermission permission : permissionsOf(item.id)) {
            boolean expired = permission.expires() != null && !permission.expires().isAfter(now);
            boolean keyed = item.resourceKey == null || item.resourceKey.equals(key);
            boolean holds =
                    !expired
                            && !permission.deleted()
                            && switch (permission.type()) {
                                case "user" -> permission.who().equals(address);
                                case "group" -> inGroups.contains(permission.who());
                                case "domain" ->
                                        permission.who().equals(domain)
                                                && (permission.discoverable() || keyed);
                                default -> permission.discoverable() || keyed;
                            };
            if (holds && (best == null || !permission.role().equals("reader"))) {
                best = permission.role();
            }
        }
        return best;
    }

    /// Whether a listing of what is the person's shows it: shared drives have listings of their
    /// own.
    synchronized boolean isInCorpusOf(String address, WorldItem item) {
        if (item.driveId == null) {
            return mayRead(address, item, item.resourceKey);
        }
        return item.permissions.stream().anyMatch(p -> p.who().equals(address))
                && mayRead(address, item, item.resourceKey);
    }

    <T> T reading(Supplier<T> work) {
        synchronized (this) {
            return work.get();
        }
    }

    private String create(
            String parent,
            String name,
            String mimeType,
            java.util.function.Consumer<WorldItem> with) {
        WorldItem above = item(parent);
        WorldItem made = put(name, mimeType, parent, above.owner, above.driveId);
        with.accept(made);
        tick();
        made.modified = now;
        logsOf(made).forEach(log -> log(log, made.id, false));
        return made.id;
    }

    private WorldItem put(
            String name,
            String mimeType,
            @Nullable String parent,
            @Nullable String owner,
            @Nullable String driveId) {
        WorldItem item = new WorldItem(this, "1" + newId(), name, mimeType, now);
        item.parent = parent;
        item.owner = owner;
        item.driveId = driveId;
        items.put(item.id, item);
        if (parent != null) {
            siblings(parent).add(item.id);
        }
        return item;
    }

    private void mutate(String id, java.util.function.Consumer<WorldItem> change) {
        WorldItem item = item(id);
        Set<String> logs = logsOf(item);
        tick();
        change.accept(item);
        item.version++;
        logs.addAll(logsOf(item));
        logs.forEach(log -> log(log, id, false));
    }

    private Set<String> logsOf(WorldItem item) {
        Set<String> logs = new LinkedHashSet<>();
        if (item.driveId != null) {
            logs.add("drive:" + item.driveId);
        }
        roots.keySet().stream()
                .filter(address -> isInCorpusOf(address, item))
                .forEach(address -> logs.add("user:" + address));
        return logs;
    }

    private void log(String log, String id, boolean drive) {
        changes.add(new Change(++numbers, now, log, id, drive));
    }

    private void tick() {
        now = now.plusSeconds(1);
    }

    private List<WorldItem> subtree(String id) {
        List<WorldItem> found = new ArrayList<>();
        Deque<String> left = new ArrayDeque<>(List.of(id));
        Set<String> seen = new HashSet<>();
        while (!left.isEmpty()) {
            String one = left.pop();
            if (seen.add(one)) {
                found.add(item(one));
                left.addAll(children.getOrDefault(one, Set.of()));
            }
        }
        return found;
    }

    private Collection<String> siblings(@Nullable String parent) {
        return parent == null
                ? new ArrayList<>()
                : children.computeIfAbsent(parent, _ -> new LinkedHashSet<>());
    }

    private SharedDrive known(String drive) {
        SharedDrive found = drives.get(drive);
        if (found == null) {
            throw new IllegalArgumentException("There is no shared drive " + drive);
        }
        return found;
    }

    /// As long as Google's, and the same in each run.
    private String newId() {
        long mixed = ++ids * 0x9E3779B97F4A7C15L;
        return "%016x_%06d".formatted(mixed, ids);
    }
}
