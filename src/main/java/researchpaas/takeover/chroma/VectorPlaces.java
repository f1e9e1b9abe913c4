package researchpaas.takeover.chroma;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.takeover.chroma.StoreDatabase.Collection;

/// Where each id's vector stands: what the index's files hold, and on top of it the operations of
/// the queue that they do not know yet.
final class VectorPlaces {
    sealed interface Place {}

    record Indexed(int record) implements Place {}

    /// @param normalised whether a running Chroma gives it back by way of its index
    record Queued(long sequence, boolean normalised) implements Place {}

    private final Collection collection;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Long> waiting = new HashMap<>();
    private final Set<String> touched = new HashSet<>();
    private long records;

    private VectorPlaces(Collection collection) {
        this.collection = collection;
    }

    static Map<String, Place> of(
            StoreDatabase database, Collection collection, @Nullable HnswFolder index)
            throws SQLException {
        VectorPlaces places = new VectorPlaces(collection);
        Long upTo = collection.vectorsUpTo();
        if (index != null) {
            index.places().forEach((id, record) -> places.places.put(id, new Indexed(record)));
            upTo = upTo == null ? index.lastSequence() : upTo;
        }
        database.queue(collection, index == null || upTo == null ? -1 : upTo, places::add);
        return places.places;
    }

    private void add(Operation operation) {
        String id = operation.id();
        records++;
        switch (operation.kind()) {
            case ADD -> {
                if (operation.hasVector() && !places.containsKey(id)) {
                    put(operation);
                }
            }
            case UPDATE -> {
                if (operation.hasVector() && places.containsKey(id)) {
                    put(operation);
                }
            }
            case UPSERT -> {
                if (operation.hasVector()) {
                    put(operation);
                }
            }
            case DELETE -> {
                if (places.remove(id) != null) {
                    waiting.remove(id);
                    touched.add(id);
                }
            }
        }
        if (isBatchFull()) {
            waiting.forEach((there, sequence) -> places.put(there, new Queued(sequence, true)));
            waiting.clear();
            touched.clear();
            records = 0;
        }
    }

    /// Chroma up to 0.6 moves its operations into the index in batches, and gives the vectors of
    /// the last one back as they came. Later ones have all in the index.
    private void put(Operation operation) {
        boolean atOnce = collection.isCosine() && collection.batches() == Batches.NONE;
        places.put(operation.id(), new Queued(operation.sequence(), atOnce));
        touched.add(operation.id());
        if (collection.isCosine() && !atOnce) {
            waiting.put(operation.id(), operation.sequence());
        }
    }

    private boolean isBatchFull() {
        return switch (collection.batches()) {
            case NONE -> false;
            case OF_IDS -> touched.size() >= collection.batch();
            case OF_OPERATIONS -> records >= collection.batch();
        };
    }

    /// How a version gathers operations before it moves them into the index.
    enum Batches {
        /// Up to 0.4.
        OF_IDS,
        /// 0.5 and 0.6.
        OF_OPERATIONS,
        /// From 1.0 on.
        NONE
    }
}
