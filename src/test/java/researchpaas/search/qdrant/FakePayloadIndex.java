package researchpaas.search.qdrant;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which points have a value, of the fields that have an index. For speed only: it answers those
/// conditions that ask for equal values or for ids, and hands back the rest of a filter to be
/// tested point by point.
final class FakePayloadIndex {
    /// Where a point stands for as long as there is one of this id: found by identity, so that sets
    /// of them are quick.
    private static final class Place {
        private FakePoint point;

        Place(FakePoint point) {
            this.point = point;
        }
    }

    private final Map<FakeId, Place> places = new HashMap<>();
    private final Map<String, Map<Object, Set<Place>>> fields = new HashMap<>();

    void add(String field) {
        Map<Object, Set<Place>> values = new HashMap<>();
        places.values().forEach(place -> add(place, place.point, field, values));
        fields.put(field, values);
    }

    void remove(String field) {
        fields.remove(field);
    }

    /// The point is there from now on, in place of an earlier one of its id.
    void put(FakePoint point) {
        Place place = places.get(point.id());
        if (place == null) {
            Place first = new Place(point);
            places.put(point.id(), first);
            fields.forEach((field, ids) -> add(first, point, field, ids));
            return;
        }
        FakePoint before = place.point;
        place.point = point;
        fields.forEach((field, ids) -> {
            Value same = before.payload().get(field);
            if (same == null || same != point.payload().get(field)) {
                remove(place, before, field, ids);
                add(place, point, field, ids);
            }
        });
    }

    void remove(FakeId id) {
        Place place = places.remove(id);
        if (place != null) {
            fields.forEach((field, ids) -> remove(place, place.point, field, ids));
        }
    }

    private static void add(
            Place place, FakePoint point, String field, Map<Object, Set<Place>> ids) {
        values(point, field)
                .forEach(value -> ids.computeIfAbsent(value, _ -> new HashSet<>()).add(place));
    }

    private static void remove(
            Place place, FakePoint point, String field, Map<Object, Set<Place>> ids) {
        values(point, field)
                .forEach(value ->
                        ids.computeIfPresent(
                                value,
                                (_, having) -> {
                                    having.remove(place);
                                    return having.isEmpty() ? null : having;
                                }));
    }

    private static Stream<Object> values(FakePoint point, String field) {
        return FakePath.leaves(point.payload(), field).stream()
                .flatMap(value -> Stream.ofNullable(value(value)));
    }

    private static @Nullable Object value(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INTEGER_VALUE -> value.getIntegerValue();
            case BOOL_VALUE -> value.getBoolValue();
            case NULL_VALUE, DOUBLE_VALUE, STRUCT_VALUE, LIST_VALUE, KIND_NOT_SET -> null;
        };
    }

    // --- answering filters

    /// What is left of a filter's points and of its conditions.
    ///
    /// @param points in no order; all that satisfy the filter also satisfy `rest`, and those of
    ///   these that satisfy `rest` satisfy the filter
    record Left(List<FakePoint> points, Filter rest) {}

    /// Null where it knows none of the conditions that must hold.
    @Nullable Left narrowed(Filter filter) {
        List<OneOf> known = new ArrayList<>();
        Filter rest = takeApart(filter, known);
        if (known.isEmpty()) {
            return null;
        }
        known.sort(Comparator.comparingLong(OneOf::size));
        List<OneOf> others = known.subList(1, known.size());
        return new Left(
                known.getFirst().places().stream()
                        .filter(place -> others.stream().allMatch(one -> one.test(place)))
                        .map(place -> place.point)
                        .toList(),
                rest);
    }

    /// A point has to be in one of the sets.
    private record OneOf(List<Set<Place>> sets) implements Predicate<Place> {
        long size() {
            return sets.stream().mapToLong(Set::size).sum();
        }

        @Override
        public boolean test(Place place) {
            return sets.stream().anyMatch(set -> set.contains(place));
        }

        Collection<Place> places() {
            if (sets.size() == 1) {
                return sets.getFirst();
            }
            Set<Place> all = new HashSet<>();
            sets.forEach(all::addAll);
            return all;
        }
    }

    /// @param known gets what is known of the conditions
    /// @return the conditions that are left over
    private Filter takeApart(Filter filter, List<OneOf> known) {
        Filter.Builder rest = filter.toBuilder().clearMust();
        for (Condition condition : filter.getMustList()) {
            List<Set<Place>> sets = sets(condition);
            if (sets != null) {
                known.add(new OneOf(sets));
            } else if (condition.hasFilter()) {
                Filter inner = takeApart(condition.getFilter(), known);
                if (!inner.equals(Filter.getDefaultInstance())) {
                    rest.addMust(Condition.newBuilder().setFilter(inner));
                }
            } else {
                rest.addMust(condition);
            }
        }
        List<Set<Place>> any = new ArrayList<>();
        for (Condition condition : filter.getShouldList()) {
            List<Set<Place>> sets = sets(condition);
            if (sets == null) {
                return rest.build();
            }
            any.addAll(sets);
        }
        if (filter.getShouldCount() > 0) {
            known.add(new OneOf(any));
            rest.clearShould();
        }
        return rest.build();
    }

    /// Null where it is not known.
    private @Nullable List<Set<Place>> sets(Condition condition) {
        return switch (condition.getConditionOneOfCase()) {
            case HAS_ID -> {
                Set<Place> those = new HashSet<>();
                condition.getHasId().getHasIdList().stream()
                        .flatMap(id -> Stream.ofNullable(places.get(FakeId.of(id))))
                        .forEach(those::add);
                yield List.of(those);
            }
            case FIELD ->
                    condition.getField().hasIsEmpty()
                                    || condition.getField().hasIsNull()
                                    || condition.getField().hasValuesCount()
                            ? null
                            : sets(
                                    fields.get(condition.getField().getKey()),
                                    condition.getField().getMatch());
            case FILTER, IS_EMPTY, IS_NULL, HAS_VECTOR, NESTED, CONDITIONONEOF_NOT_SET -> null;
        };
    }

    private static @Nullable List<Set<Place>> sets(
            @Nullable Map<Object, Set<Place>> ids, Match match) {
        List<?> values =
                switch (match.getMatchValueCase()) {
                    case KEYWORD -> List.of(match.getKeyword());
                    case KEYWORDS -> match.getKeywords().getStringsList();
                    case INTEGER -> List.of(match.getInteger());
                    case INTEGERS -> match.getIntegers().getIntegersList();
                    case BOOLEAN -> List.of(match.getBoolean());
                    case TEXT,
                            TEXT_ANY,
                            PHRASE,
                            EXCEPT_KEYWORDS,
                            EXCEPT_INTEGERS,
                            MATCHVALUE_NOT_SET ->
                            null;
                };
        return ids == null || values == null
                ? null
                : values.stream()
                        .distinct()
                        .flatMap(value -> Stream.ofNullable(ids.get(value)))
                        .toList();
    }
}
