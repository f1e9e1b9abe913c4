package researchpaas.search.qdrant;

import static io.qdrant.client.ConditionFactory.hasId;
import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.matchKeywords;
import static io.qdrant.client.ConditionFactory.matchValues;
import static io.qdrant.client.ConditionFactory.range;

import io.qdrant.client.PointIdFactory;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Access.Visible;
import researchpaas.document.Category;
import researchpaas.document.Language;

/// Turns the gate and a filter into the server's conditions; each question carries them.
final class Conditions {
    private Conditions() {}

    /// What may be returned at all: the kind of point and the gate.
    static Filter.Builder visible(String kind, Visible visible) {
        Filter.Builder filter = Filter.newBuilder().addMust(matchKeyword(Payload.KIND, kind));
        switch (visible) {
            case Visible.Everything() -> {}
            case Visible.Only(Set<Long> sets) ->
                    filter.addMust(matchValues(Payload.ACCESS, sorted(sets)));
        }
        return filter;
    }

    /// @param authors whole names, folded; absent where names do not narrow
    static List<Condition> narrowed(
            researchpaas.search.Filter filter, @Nullable Collection<String> authors) {
        List<Condition> all = new ArrayList<>();
        addOneOf(all, Payload.CATEGORY, filter.categories().stream().map(Category::word).toList());
        addOneOf(all, Payload.LANGUAGE, filter.languages().stream().map(Language::code).toList());
        addOneOf(all, Payload.MEDIA_TYPE, List.copyOf(filter.mediaTypes()));
        if (!filter.sources().isEmpty()) {
            all.add(matchValues(Payload.SOURCE, sorted(filter.sources())));
        }
        if (!filter.years().isEmpty()) {
            all.add(
                    matchValues(
                            Payload.YEAR,
                            filter.years().stream().map(Integer::longValue).toList()));
        }
        Integer from = filter.yearFrom();
        Integer to = filter.yearTo();
        if (from != null || to != null) {
            Range.Builder years = Range.newBuilder();
            if (from != null) {
                years.setGte(from);
            }
            if (to != null) {
                years.setLte(to);
            }
            all.add(range(Payload.YEAR, years.build()));
        }
        if (authors != null) {
            all.add(matchKeywords(Payload.AUTHOR, List.copyOf(authors)));
        }
        return all;
    }

    private static void addOneOf(List<Condition> all, String key, List<String> values) {
        if (!values.isEmpty()) {
            all.add(matchKeywords(key, values));
        }
    }

    static Condition oneOf(String key, Collection<Long> values) {
        return matchValues(key, sorted(values));
    }

    static Condition is(String key, boolean value) {
        return match(key, value);
    }

    static Condition ids(Collection<UUID> ids) {
        return hasId(ids.stream().map(PointIdFactory::id).toList());
    }

    static Condition above(String key, long value) {
        return range(key, Range.newBuilder().setGt((double) value).build());
    }

    static Condition atMost(String key, long value) {
        return range(key, Range.newBuilder().setLte((double) value).build());
    }

    private static List<Long> sorted(Collection<Long> values) {
        return values.stream().sorted().toList();
    }
}
