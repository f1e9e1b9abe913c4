package researchpaas.reliability;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.googledrive.DriveWorld;
import researchpaas.ingest.googledrive.FakeDrive;
import researchpaas.ingest.googledrive.GoogleDrives;
import researchpaas.ingest.googledrive.WorldItem;
import researchpaas.ingest.googledrive.WorldPermission;

/// A department that works in Drive, by chance but the same for the same seed, and what its library
/// must hold in the end, told from Drive's model alone.
final class DriveModel {
    static final String DOCX =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final List<String> NAMES =
            List.of("a.txt", "b.txt", "papers.txt", "資料.txt", "a/b.txt", "data");

    private final FakeDrive fake;
    private final DriveWorld world;
    private final Random random;
    private final String word;
    private final String domain;
    private final String head;
    private final List<String> people;
    private final String shelf;
    private final String secret;
    private final List<String> roots;
    private final Set<String> fixed;
    private int texts;

    /// @param word stands in each text of this department and in no other's
    DriveModel(FakeDrive fake, long seed, String word) {
        this.fake = fake;
        this.world = fake.world();
        this.random = new Random(seed);
        this.word = word;
        this.domain = word + ".ac.jp";
        this.head = "head@" + domain;
        this.people = List.of("one@" + domain, "two@" + domain, "three@elsewhere-" + domain);
        String mine = world.myDrive(head);
        String library = world.folder(mine, "Library");
        world.share(library, WorldPermission.user(GoogleDrives.ACCOUNT, "writer"));
        // seen by the account, and followed only by shortcuts
        this.shelf = world.folder(mine, "Shelf");
        world.share(shelf, WorldPermission.user(GoogleDrives.ACCOUNT, "reader"));
        this.secret = world.folder(mine, "Secret");
        String team = world.sharedDrive("Team", head);
        world.join(team, GoogleDrives.ACCOUNT, "reader");
        this.roots = List.of(library, team);
        this.fixed = Set.of(mine, library, shelf, secret, team);
        world.group("lab@" + domain, people.get(0));
        for (int i = 0; i < 20; i++) {
            create();
        }
    }

    String[] roots() {
        return roots.toArray(String[]::new);
    }

    /// One thing that somebody does in Drive.
    void step() {
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> create();
            case 3, 4 -> edit();
            case 5 -> some(any -> world.rename(any, pick(NAMES)));
            case 6, 7 -> move();
            case 8 -> some(world::trash);
            case 9, 10 -> restore();
            case 11 -> some(world::delete);
            case 12, 13 ->
                    some(any -> world.share(any, WorldPermission.user(pick(people), "reader")));
            case 14 -> some(any -> world.unshare(any, pick(people)));
            case 15 ->
                    some(any ->
                            world.share(any, WorldPermission.domain(domain, random.nextBoolean())));
            case 16 -> some(any -> world.unshare(any, pick(List.of(domain, "anyone"))));
            case 17 -> some(any -> world.share(any, WorldPermission.anyone(random.nextBoolean())));
            case 18 -> shortcut();
            default -> rare();
        }
    }

    private void rare() {
        switch (random.nextInt(4)) {
            case 0 -> world.refuseCursors();
            case 1 -> some(any -> world.downloadable(any, random.nextBoolean()));
            case 2 -> some(any -> world.share(any, WorldPermission.group("lab@" + domain)));
            default -> fake.expirePageTokens();
        }
    }

    private interface Deed {
        void to(String item);
    }

    private void some(Deed deed) {
        List<String> possible = new ArrayList<>();
        for (WorldItem item : all()) {
            // Drive neither moves nor bins the uppermost folder of anybody's drive
            if (!fixed.contains(item.id()) && item.parent() != null) {
                possible.add(item.id());
            }
        }
        if (!possible.isEmpty()) {
            deed.to(pick(possible));
        }
    }

    private void create() {
        String parent = folder();
        switch (random.nextInt(6)) {
            case 0, 1 -> world.folder(parent, pick(List.of("papers", "posters", "2026", "data")));
            case 2 ->
                    world.nativeDocument(
                            parent,
                            "Minutes",
                            "application/vnd.google-apps.document",
                            Map.of(DOCX, Zips.of(text())));
            default -> world.text(parent, pick(NAMES), text());
        }
    }

    private String text() {
        return "%s wrote text number %d about birds.".formatted(word, ++texts);
    }

    private void edit() {
        List<WorldItem> files =
                all().stream().filter(item -> !item.isFolder() && item.target() == null).toList();
        if (!files.isEmpty()) {
            WorldItem file = pick(files);
            if (file.mimeType().equals("text/plain")) {
                world.edit(file.id(), text().getBytes(StandardCharsets.UTF_8));
            } else {
                world.editNative(file.id(), Map.of(DOCX, Zips.of(text())));
            }
        }
    }

    private void move() {
        some(any -> {
            WorldItem moved = world.item(any);
            List<String> places = new ArrayList<>(List.of(secret));
            places.addAll(folders());
            String to = pick(places);
            boolean below = false;
            for (String up = to; up != null; up = world.item(up).parent()) {
                below |= up.equals(any);
            }
            // Drive does not move folders from one drive to another
            boolean otherDrive = !Objects.equals(moved.driveId(), world.item(to).driveId());
            if (!below && !(otherDrive && moved.isFolder())) {
                world.move(any, to);
            }
        });
    }

    private void restore() {
        List<WorldItem> binned = all().stream().filter(WorldItem::isBinned).toList();
        if (!binned.isEmpty()) {
            world.restore(pick(binned).id());
        }
    }

    private void shortcut() {
        // to something that lies on the shelf itself or in the library, at times above the
        // shortcut
        List<WorldItem> targets =
                all().stream()
                        .filter(item ->
                                shelf.equals(item.parent())
                                        || !item.id().equals(shelf) && isBelowRoot(item))
                        .filter(item -> item.target() == null)
                        .toList();
        if (!targets.isEmpty()) {
            world.shortcut(folder(), "Shortcut", pick(targets).id());
        }
    }

    private boolean isBelowRoot(WorldItem item) {
        for (WorldItem up = item; up != null; up = parent(up)) {
            if (roots.contains(up.id())) {
                return true;
            }
        }
        return false;
    }

    private @Nullable WorldItem parent(WorldItem item) {
        return item.parent() == null ? null : world.find(item.parent());
    }

    private String folder() {
        return pick(folders());
    }

    /// Where somebody may put something.
    private List<String> folders() {
        List<String> folders = new ArrayList<>(List.of(shelf));
        folders.addAll(roots);
        for (WorldItem item : all()) {
            if (item.isFolder() && !item.isTrashed() && !fixed.contains(item.id())) {
                folders.add(item.id());
            }
        }
        return folders;
    }

    /// In the order of their making, so that the same seed finds the same.
    private List<WorldItem> all() {
        return world.all();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    // what must be

    /// @param path absent where only shortcuts lead to it
    /// @param bytes absent where they may not be fetched
    /// @param principals who may see it, as the access list writes them
    record Expected(@Nullable String path, byte @Nullable [] bytes, Set<String> principals) {}

    /// By the file's id.
    Map<String, Expected> expected() {
        Map<String, Expected> found = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (String root : roots) {
            WorldItem folder = world.item(root);
            visit(folder, folder.name(), seen, found);
        }
        return found;
    }

    private void visit(
            WorldItem folder,
            @Nullable String path,
            Set<String> seen,
            Map<String, Expected> found) {
        if (!isSeen(folder) || !seen.add((path == null ? "by shortcut " : "") + folder.id())) {
            return;
        }
        for (WorldItem child : world.childrenOf(folder.id())) {
            if (!isSeen(child)) {
                continue;
            }
            String way = path == null ? null : path + "/" + written(child.name());
            WorldItem target = child.target() == null ? null : world.find(child.target());
            if (child.isFolder()) {
                visit(child, way, seen, found);
            } else if (child.target() == null) {
                add(child, way, found);
            } else if (target != null && isSeen(target)) {
                if (target.isFolder()) {
                    visit(target, null, seen, found);
                } else if (target.target() == null) {
                    add(target, null, found);
                }
            }
        }
    }

    /// A name on Drive may hold what stands between the parts of a path.
    private static String written(String name) {
        return name.replace('/', '／');
    }

    /// For whoever looks for a mistake.
    String story(String id) {
        WorldItem item = world.find(id);
        if (item == null) {
            return id + " is deleted";
        }
        StringBuilder story = new StringBuilder(id);
        for (WorldItem up = item; up != null; up = parent(up)) {
            story.append(" < ")
                    .append(up.name())
                    .append(up.isBinned() ? " (binned)" : "")
                    .append(isSeen(up) ? "" : " (not seen)");
        }
        for (WorldItem other : all()) {
            if (id.equals(other.target())) {
                story.append("\n  shortcut ").append(story(other.id()));
            }
        }
        return story.toString();
    }

    private boolean isSeen(WorldItem item) {
        return !item.isTrashed() && world.maySee(GoogleDrives.ACCOUNT, item);
    }

    private void add(WorldItem file, @Nullable String path, Map<String, Expected> found) {
        Expected before = found.get(file.id());
        if (before == null || before.path() == null) {
            found.put(
                    file.id(),
                    new Expected(
                            path,
                            file.isDownloadable() ? file.bytes(DOCX) : null,
                            principals(file)));
        }
    }

    private Set<String> principals(WorldItem file) {
        Set<String> principals = new TreeSet<>();
        if (!world.tellsPermissions(GoogleDrives.ACCOUNT, file)) {
            return principals;
        }
        for (WorldPermission permission : world.permissionsOf(file.id())) {
            switch (permission.type()) {
                case "user", "group" -> principals.add(permission.type() + ":" + permission.who());
                case "domain" -> {
                    if (permission.discoverable()) {
                        principals.add("domain:" + permission.who());
                    }
                }
                default -> {
                    if (permission.discoverable()) {
                        principals.add("anyone");
                    }
                }
            }
        }
        return principals;
    }

    /// Who is to be asked what he finds, with what he holds.
    Map<String, Set<String>> readers() {
        Map<String, Set<String>> readers = new HashMap<>();
        for (String person : people) {
            Set<String> holds = new TreeSet<>(Set.of("anyone", "user:" + person));
            holds.add("domain:" + person.substring(person.indexOf('@') + 1));
            world.groupsOf(person).forEach(group -> holds.add("group:" + group));
            readers.put(person, holds);
        }
        readers.put("stranger", Set.of("anyone"));
        readers.put(head, Set.of("anyone", "user:" + head, "domain:" + domain));
        return readers;
    }

    String word() {
        return word;
    }
}
