package researchpaas.document.jdbc;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/// Splits a long list of keys, since both databases limit a statement's parameters.
final class Batches {
    private static final int SIZE = 500;

    private Batches() {}

    /// The rows of one query a batch; each key is asked for once.
    static <K, R> Stream<R> query(Collection<K> keys, Function<List<K>, List<R>> rows) {
        return keys.stream()
                .distinct()
                .gather(Gatherers.windowFixed(SIZE))
                .flatMap(batch -> rows.apply(batch).stream());
    }
}
