package researchpaas.search.qdrant;

import io.qdrant.client.ConditionFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.StartFrom;
import io.qdrant.client.grpc.PointsGrpc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import researchpaas.document.DocumentId;
import researchpaas.search.SearchIndex.Window;

/// Documents in the order of a number that their files have.
final class InOrder {
    private static final int SMALLEST_PAGE = 50;
    private static final int LARGEST_PAGE = 1_000;

    private InOrder() {}

    /// @param key of the number, whose payload has an index for ranges
    record By(String key, boolean ascending) {}

    interface Taker {
        /// @return whether to go on
        boolean take(RetrievedPoint point, long document);
    }

    /// Hands over the files one by one, until there are no more or it is told to stop.
    ///
    /// @param keys to be told of each, beside the number and the document
    /// @param expected about how many will be taken
    static void each(
            QdrantStore store, Filter filter, By by, List<String> keys, int expected, Taker taker) {
        List<String> told = new ArrayList<>(keys);
        told.add(by.key());
        told.add(Payload.DOCUMENT);
        int page = Math.clamp(expected + 1L, SMALLEST_PAGE, LARGEST_PAGE);
        OrderBy.Builder order =
                OrderBy.newBuilder()
                        .setKey(by.key())
                        .setDirection(by.ascending() ? Direction.Asc : Direction.Desc);
        long last = 0;
        // a page begins with the number that the last one ended with, so these are left out
        List<PointId> seen = new ArrayList<>();
        while (true) {
            Filter.Builder further = filter.toBuilder();
            if (!seen.isEmpty()) {
                further.addMustNot(ConditionFactory.hasId(seen));
                order.setStartFrom(StartFrom.newBuilder().setInteger(last));
            }
            ScrollPoints request =
                    store.scroll(further.build(), told, page).setOrderBy(order).build();
            List<RetrievedPoint> points =
                    store.ask(PointsGrpc.getScrollMethod(), request).getResultList();
            for (RetrievedPoint point : points) {
                long number = Payload.number(point.getPayloadMap(), by.key());
                if (number != last) {
                    seen.clear();
                    last = number;
                }
                seen.add(point.getId());
                long document = Payload.number(point.getPayloadMap(), Payload.DOCUMENT);
                if (!taker.take(point, document)) {
                    return;
                }
            }
            if (points.size() < page) {
                return;
            }
        }
    }

    /// @param filter of the files whose documents are in it
    static List<DocumentId> page(QdrantStore store, Filter filter, Window window) {
        if (window.limit() <= 0) {
            return List.of();
        }
        long reach = (long) window.offset() + window.limit();
        return switch (window.order()) {
            case RELEVANCE, NEWEST ->
                    byNumber(store, filter, new By(Payload.NEWEST, false), window, reach);
            case OLDEST -> byNumber(store, filter, new By(Payload.OLDEST, true), window, reach);
            case TITLE -> byTitle(store, filter, window, reach);
        };
    }

    /// The number is another one for each document.
    private static List<DocumentId> byNumber(
            QdrantStore store, Filter filter, By by, Window window, long reach) {
        Map<Long, Boolean> found = new LinkedHashMap<>();
        each(
                store,
                filter,
                by,
                List.of(),
                Math.clamp(reach, 0, LARGEST_PAGE),
                (point, document) -> {
                    if (found.size() < reach || found.containsKey(document)) {
                        found.put(document, true);
                        return true;
                    }
                    return false;
                });
        return found.keySet().stream()
                .skip(window.offset())
                .limit(window.limit())
                .map(DocumentId::new)
                .toList();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Titled(long document, byte[] key) {}

    /// The number is the title's beginning only, so all that begin like the last one are read, and
    /// put in order here.
    private static List<DocumentId> byTitle(
            QdrantStore store, Filter filter, Window window, long reach) {
        Map<Long, Titled> found = new LinkedHashMap<>();
        long[] end = {0};
        each(
                store,
                filter,
                new By(Payload.TITLE, true),
                List.of(Payload.TITLE_KEY),
                Math.clamp(reach, 0, LARGEST_PAGE),
                (point, document) -> {
                    long number = Payload.number(point.getPayloadMap(), Payload.TITLE);
                    if (found.size() >= reach && number > end[0]) {
                        return false;
                    }
                    String key = Payload.text(point.getPayloadMap(), Payload.TITLE_KEY);
                    found.putIfAbsent(
                            document, new Titled(document, Base64.getDecoder().decode(key)));
                    end[0] = number;
                    return true;
                });
        return found.values().stream()
                .sorted(
                        Comparator.<Titled, Boolean>comparing(one -> one.key().length == 0)
                                .thenComparing(Titled::key, Arrays::compareUnsigned)
                                .thenComparingLong(Titled::document))
                .skip(window.offset())
                .limit(window.limit())
                .map(one -> new DocumentId(one.document()))
                .toList();
    }
}
