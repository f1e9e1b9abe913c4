package researchpaas.takeover.chroma;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import researchpaas.takeover.EarlierPoint;
import researchpaas.takeover.EarlierPoints.Opened;
import researchpaas.takeover.EarlierPoints.Store;
import researchpaas.takeover.EarlierPoints.Trouble;
import researchpaas.takeover.EarlierPoints.Unusable;
import researchpaas.takeover.chroma.StoreDatabase.Collection;
import researchpaas.takeover.chroma.StoreDatabase.Row;
import researchpaas.takeover.chroma.VectorPlaces.Indexed;
import researchpaas.takeover.chroma.VectorPlaces.Place;
import researchpaas.takeover.chroma.VectorPlaces.Queued;

/// A store read from its files. Rows stand in the database; a vector stands in the queue until
/// about a thousand operations have gathered, then in the index's files.
final class ChromaFolder implements Opened {
    private final StoreDatabase database;
    private final Collection collection;
    private final @Nullable HnswFolder index;
    private final Map<String, Place> vectors;
    private final Map<String, List<Operation>> late;
    private final Store store;
    private final Fingerprint before;
    private final List<Path> files;

    private ChromaFolder(
            Path folder,
            StoreDatabase database,
            Collection collection,
            @Nullable HnswFolder index,
            Fingerprint before,
            List<Path> files)
            throws SQLException {
        this.database = database;
        this.collection = collection;
        this.index = index;
        this.before = before;
        this.files = files;
        this.vectors = VectorPlaces.of(database, collection, index);
        this.late = late();
        this.store =
                new Store(
                        folder.toAbsolutePath().normalize().toString(),
                        collection.writtenBy(),
                        collection.name(),
                        collection.space(),
                        collection.dimension(),
                        strays());
    }

    static ChromaFolder open(Path folder, String name) {
        Path file = folder.resolve("chroma.sqlite3");
        if (!Files.isRegularFile(file)) {
            throw new Unusable(Trouble.NO_STORE);
        }
        Fingerprint first = Fingerprint.of(List.of(file));
        StoreDatabase database = StoreDatabase.open(file);
        HnswFolder index = null;
        try {
            Collection collection = database.collection(name);
            Path segment = folder.resolve(collection.vectorSegment());
            List<Path> files = files(file, segment);
            Fingerprint before = Fingerprint.of(files);
            if (!first.equals(Fingerprint.of(List.of(file)))) {
                throw new Unusable(Trouble.IN_USE);
            }
            index = HnswFolder.open(segment, collection.isCosine());
            return new ChromaFolder(folder, database, collection, index, before, files);
        } catch (SQLException e) {
            close(database, index);
            throw new Unusable(Trouble.DAMAGED, e);
        } catch (Unusable e) {
            close(database, index);
            throw e;
        }
    }

    private static List<Path> files(Path database, Path segment) {
        List<Path> files = new ArrayList<>(List.of(database));
        files.add(database.resolveSibling("chroma.sqlite3-wal"));
        for (String name :
                List.of("header.bin", "data_level0.bin", "length.bin", "index_metadata.pickle")) {
            files.add(segment.resolve(name));
        }
        return files;
    }

    /// Operations that the rows do not know yet, by id, in their order.
    private Map<String, List<Operation>> late() throws SQLException {
        Map<String, List<Operation>> late = new LinkedHashMap<>();
        database.queue(
                collection,
                collection.rowsUpTo(),
                operation ->
                        late.computeIfAbsent(operation.id(), _ -> new ArrayList<>())
                                .add(operation));
        return late;
    }

    private List<String> strays() throws SQLException {
        Set<String> strays = new HashSet<>(vectors.keySet());
        strays.removeAll(late.keySet());
        database.ids(collection, strays::remove);
        return strays.stream().sorted().toList();
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public void points(int batch, Consumer<List<EarlierPoint>> taker) {
        List<EarlierPoint> read = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Consumer<EarlierPoint> gather =
                point -> {
                    read.add(point);
                    if (read.size() == batch) {
                        taker.accept(List.copyOf(read));
                        read.clear();
                    }
                };
        try {
            database.rows(
                    collection,
                    row -> {
                        seen.add(row.id());
                        Row now = row;
                        for (Operation operation : late.getOrDefault(row.id(), List.of())) {
                            now = operation.on(now);
                        }
                        if (now != null) {
                            gather.accept(point(now));
                        }
                    });
            for (Map.Entry<String, List<Operation>> added : late.entrySet()) {
                Row now = null;
                if (!seen.contains(added.getKey())) {
                    for (Operation operation : added.getValue()) {
                        now = operation.on(now);
                    }
                }
                if (now != null) {
                    gather.accept(point(now));
                }
            }
        } catch (SQLException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
        if (!read.isEmpty()) {
            taker.accept(List.copyOf(read));
        }
        if (!before.equals(Fingerprint.of(files))) {
            throw new Unusable(Trouble.IN_USE);
        }
    }

    private EarlierPoint point(Row row) {
        SortedMap<String, Object> metadata = new TreeMap<>(row.metadata());
        Object text = metadata.remove(EarlierPoint.TEXT);
        return PointContent.point(
                collection.name(),
                row.id(),
                metadata,
                text == null ? null : text.toString(),
                vector(vectors.get(row.id())));
    }

    private float @Nullable [] vector(@Nullable Place place) {
        return switch (place) {
            case null -> null;
            case Indexed indexed -> index == null ? null : index.vector(indexed.record());
            case Queued queued -> {
                float[] vector = database.vector(queued.sequence());
                yield vector != null && queued.normalised() ? Normalised.andBack(vector) : vector;
            }
        };
    }

    @Override
    public void close() {
        close(database, index);
    }

    private static void close(StoreDatabase database, @Nullable HnswFolder index) {
        try (database) {
            if (index != null) {
                index.close();
            }
        }
    }
}
