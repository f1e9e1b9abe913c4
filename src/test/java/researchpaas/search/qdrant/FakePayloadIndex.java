package researchpaas.search.qdrant;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which points have a value, of the fields that have an index: for speed only, whoever asks tests
/// what it gets.
final class FakePayloadIndex {
    private final Map<String, Map<Object, Set<FakeId>>> fields = new HashMap<>();

    void add(String field, Collection<FakePoint> points) {
        Map<Object, Set<FakeId>> values = new HashMap<>();
        points.forEach(point ->
                values(point, field)
                        .forEach(value ->
                                values.computeIfAbsent(value, _ -> new HashSet<>())
                                        .add(point.id())));
        fields.put(field, values);
    }

    void remove(String field) {
        fields.remove(field);
    }

    void change(@Nullable FakePoint before, @Nullable FakePoint after) {
        fields.forEach((field, ids) -> {
            if (before != null) {
                values(before, field)
                        .forEach(value ->
                                ids.computeIfPresent(
                                        value,
                                        (_, having) -> {
                                            having.remove(before.id());
                                            return having.isEmpty() ? null : having;
                                        }));
            }
            if (after != null) {
                values(after, field)
                        .forEach(value ->
                                ids.computeIfAbsent(value, _ -> new HashSet<>()).add(after.id()));
            }
        });
    }

    private static Stream<Object> values(FakePoint point, String field) {
        return FakePath.leaves(point.payload(), field).stream()
                .flatMap(value -> Stream.ofNullable(value(value)));
    }

    private static @Nullable Object value(Value value) {
        if (value.hasStringValue()) {
            return value.getStringValue();
        }
        return value.hasIntegerValue() ? value.getIntegerValue() : null;
    }

    /// The ids that the strictest of the conditions that must hold leaves over; null where it
    /// leaves more than so many.
    @Nullable SortedSet<FakeId> narrowed(Filter filter, int most) {
        List<Set<FakeId>> best = strictest(filter);
        return best == null || size(best) > most
                ? null
                : best.stream().collect(TreeSet::new, TreeSet::addAll, TreeSet::addAll);
    }

    private @Nullable List<Set<FakeId>> strictest(Filter filter) {
        List<Set<FakeId>> best = null;
        for (Condition condition : filter.getMustList()) {
            List<Set<FakeId>> sets =
                    switch (condition.getConditionOneOfCase()) {
                        case FILTER -> strictest(condition.getFilter());
                        case HAS_ID ->
                                condition.getHasId().getHasIdList().stream()
                                        .map(id -> Set.of(FakeId.of(id)))
                                        .toList();
                        case FIELD ->
                                of(
                                        fields.get(condition.getField().getKey()),
                                        condition.getField().getMatch());
                        case IS_EMPTY, IS_NULL, HAS_VECTOR, NESTED, CONDITIONONEOF_NOT_SET -> null;
                    };
            if (sets != null && (best == null || size(sets) < size(best))) {
                best = sets;
            }
        }
        return best;
    }

    private static @Nullable List<Set<FakeId>> of(
            @Nullable Map<Object, Set<FakeId>> ids, Match match) {
        List<?> values =
                switch (match.getMatchValueCase()) {
                    case KEYWORD -> List.of(match.getKeyword());
                    case KEYWORDS -> match.getKeywords().getStringsList();
                    case INTEGER -> List.of(match.getInteger());
                    case INTEGERS -> match.getIntegers().getIntegersList();
                    case BOOLEAN,
                            TEXT,
                            TEXT_ANY,
                            PHRASE,
                            EXCEPT_KEYWORDS,
                            EXCEPT_INTEGERS,
                            MATCHVALUE_NOT_SET ->
                            null;
                };
        return ids == null || values == null
                ? null
                : values.stream().flatMap(value -> Stream.ofNullable(ids.get(value))).toList();
    }

    private static long size(List<Set<FakeId>> sets) {
        return sets.stream().mapToLong(Set::size).sum();
    }
}
