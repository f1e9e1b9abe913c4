package researchpaas.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.DriveItem.Kind;
import researchpaas.ingest.FollowedDrive.Corpus;
import researchpaas.ingest.FollowedDrive.Handle;
import researchpaas.ingest.FollowedDrive.ItemPage;

/// One full listing of a drive that writes nothing down. Of a file only eight bytes are kept, of a
/// folder its name and where it was found.
final class ListDrive {
    private final FollowedDrive drive;
    private final Consumer<List<DriveItem>> files;

    /// Folders, and the shortcuts that led to something.
    private final Map<String, Above> found = new HashMap<>();

    private final Map<String, Handle> shortcuts = new LinkedHashMap<>();
    private final Deque<DriveItem> open = new ArrayDeque<>();
    private long[] seen = new long[1024];
    private int seenCount;

    /// @param folder where it was found, or the shortcut that led to it; absent for a root
    private record Above(String name, @Nullable String folder) {}

    /// @param files takes each page's files; one that a shortcut leads to may come twice
    ListDrive(FollowedDrive drive, Consumer<List<DriveItem>> files) {
        this.drive = drive;
        this.files = files;
    }

    /// The followed folders, as they are now.
    ///
    /// @throws DriveTrouble ROOT_NOT_SHARED, and whatever keeps the drive from answering
    static List<DriveItem> roots(FollowedDrive drive) {
        return drive.rules().roots().stream()
                .map(root ->
                        drive.item(new Handle(root, null))
                                .filter(item -> !item.trashed() && item.kind() == Kind.FOLDER)
                                .orElseThrow(() ->
                                        new DriveTrouble(
                                                DriveTrouble.Kind.ROOT_NOT_SHARED,
                                                root,
                                                null,
                                                null)))
                .toList();
    }

    /// @throws DriveTrouble when not everything could be listed
    void run(List<DriveItem> roots) {
        roots.forEach(root -> folder(root, null));
        do {
            while (!open.isEmpty()) {
                list(batch());
            }
            followShortcuts();
        } while (!open.isEmpty());
        Arrays.sort(seen, 0, seenCount);
    }

    private void folder(DriveItem folder, @Nullable String above) {
        if (found.putIfAbsent(folder.id(), new Above(folder.name(), above)) == null) {
            open.add(folder);
        }
    }

    private List<DriveItem> batch() {
        List<DriveItem> batch = new ArrayList<>();
        Corpus corpus = new Corpus(open.getFirst().driveId());
        while (batch.size() < FollowedDrive.FOLDERS_AT_ONCE
                && !open.isEmpty()
                && corpus.equals(new Corpus(open.getFirst().driveId()))) {
            batch.add(open.removeFirst());
        }
        return batch;
    }

    private void list(List<DriveItem> folders) {
        Corpus corpus = new Corpus(folders.getFirst().driveId());
        List<Handle> handles = folders.stream().map(DriveItem::handle).toList();
        String next = null;
        do {
            ItemPage page = drive.children(corpus, handles, next);
            take(page.items().stream().filter(item -> !item.trashed()).toList());
            next = page.next();
        } while (next != null);
    }

    private void take(List<DriveItem> items) {
        List<DriveItem> some = new ArrayList<>();
        for (DriveItem item : items) {
            Handle target = item.target();
            if (item.kind() == Kind.FOLDER) {
                folder(item, item.parent());
            } else if (target != null) {
                if (found.putIfAbsent(item.id(), new Above(item.name(), item.parent())) == null) {
                    shortcuts.put(item.id(), target);
                }
            } else {
                some.add(item);
            }
        }
        files(some);
    }

    private void files(List<DriveItem> some) {
        for (DriveItem file : some) {
            if (seenCount == seen.length) {
                seen = Arrays.copyOf(seen, seenCount * 2);
            }
            seen[seenCount++] = hash(file.id());
        }
        if (!some.isEmpty()) {
            files.accept(some);
        }
    }

    private void followShortcuts() {
        Map<String, Handle> some = new LinkedHashMap<>(shortcuts);
        shortcuts.clear();
        some.forEach((shortcut, target) -> {
            if (!found.containsKey(target.id())) {
                Optional<DriveItem> item = drive.item(target).filter(there -> !there.trashed());
                item.ifPresent(there -> target(shortcut, target, there));
            }
        });
    }

    private void target(String shortcut, Handle handle, DriveItem target) {
        DriveItem item = target.resourceKey() == null ? target.with(handle) : target;
        switch (item.kind()) {
            case FOLDER -> folder(item, shortcut);
            case FILE, NATIVE -> files(List.of(item));
            case SHORTCUT -> {
                // what leads to a shortcut leads nowhere
            }
        }
    }

    /// After the listing's end. Two ids in a very large number may be taken for one.
    boolean hasSeen(String id) {
        return Arrays.binarySearch(seen, 0, seenCount, hash(id)) >= 0;
    }

    private static long hash(String id) {
        long hash = id.length();
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    boolean hasFolder(@Nullable String id) {
        return id != null && found.containsKey(id);
    }

    /// Adds the folder and all that led to it.
    void addWay(@Nullable String folder, Set<String> way) {
        String at = folder;
        while (at != null && way.add(at)) {
            Above above = found.get(at);
            at = above == null ? null : above.folder();
        }
    }

    String path(DriveItem item) {
        StringBuilder path = new StringBuilder(item.name());
        String at = item.parent();
        for (int depth = 0; at != null && depth < 100; depth++) {
            Above above = found.get(at);
            if (above == null) {
                break;
            }
            path.insert(0, above.name() + "/");
            at = above.folder();
        }
        return path.toString();
    }
}
