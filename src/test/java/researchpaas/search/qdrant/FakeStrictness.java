package researchpaas.search.qdrant;

import io.qdrant.client.grpc.Collections.StrictModeConfig;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.FieldType;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.SearchParams;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Strict mode (docs, "Administration", "Strict mode"; proto: `StrictModeConfig`): what a
/// collection refuses so that one request can't slow all others down. It is on by default in
/// Qdrant's cloud for unindexed filters.
record FakeStrictness(StrictModeConfig rules, Map<String, FieldType> indexes) {
    static FakeStrictness of(FakeCollection collection) {
        return new FakeStrictness(collection.strictness(), collection.indexes());
    }

    private boolean on() {
        return rules.getEnabled();
    }

    void query(QueryPoints query) {
        if (!on()) {
            return;
        }
        limit(query.getLimit());
        reading(query.getFilter());
        params(query.hasParams() ? query.getParams() : null);
        query.getPrefetchList().forEach(this::prefetch);
    }

    private void prefetch(PrefetchQuery prefetch) {
        limit(prefetch.getLimit());
        reading(prefetch.getFilter());
        params(prefetch.hasParams() ? prefetch.getParams() : null);
        prefetch.getPrefetchList().forEach(this::prefetch);
    }

    void limit(long limit) {
        if (on() && rules.hasMaxQueryLimit() && limit > rules.getMaxQueryLimit()) {
            throw forbidden(
                    "Limit exceeded %d > %d for \"limit\""
                            .formatted(limit, rules.getMaxQueryLimit()),
                    "Reduce the \"limit\" parameter to or below " + rules.getMaxQueryLimit() + ".");
        }
    }

    private void params(@Nullable SearchParams params) {
        if (params == null) {
            return;
        }
        if (rules.hasSearchAllowExact() && !rules.getSearchAllowExact() && params.getExact()) {
            throw forbidden("Exact search is not allowed", "Set \"exact\" to false.");
        }
        if (rules.hasSearchMaxHnswEf() && params.getHnswEf() > rules.getSearchMaxHnswEf()) {
            throw forbidden(
                    "Limit exceeded %d > %d for \"hnsw_ef\""
                            .formatted(params.getHnswEf(), rules.getSearchMaxHnswEf()),
                    "Reduce the \"hnsw_ef\" parameter.");
        }
        if (rules.hasSearchMaxOversampling()
                && params.getQuantization().getOversampling() > rules.getSearchMaxOversampling()) {
            throw forbidden("Limit exceeded for \"oversampling\"", "Reduce it.");
        }
    }

    void batch(int size, boolean writing) {
        boolean limited = writing ? rules.hasUpsertMaxBatchsize() : rules.hasSearchMaxBatchsize();
        long most = writing ? rules.getUpsertMaxBatchsize() : rules.getSearchMaxBatchsize();
        if (on() && limited && size > most) {
            throw forbidden(
                    "Limit exceeded %d > %d for \"%s\""
                            .formatted(size, most, writing ? "upsert limit" : "search batch size"),
                    "Split the request.");
        }
    }

    void reading(Filter filter) {
        filter(
                filter,
                rules.hasUnindexedFilteringRetrieve() && !rules.getUnindexedFilteringRetrieve());
    }

    void writing(Filter filter) {
        filter(filter, rules.hasUnindexedFilteringUpdate() && !rules.getUnindexedFilteringUpdate());
    }

    private void filter(Filter filter, boolean indexedOnly) {
        if (!on()) {
            return;
        }
        List<Condition> conditions = conditions(filter).toList();
        if (rules.hasFilterMaxConditions() && conditions.size() > rules.getFilterMaxConditions()) {
            throw forbidden(
                    "Filter condition limit reached (%d > %d)"
                            .formatted(conditions.size(), rules.getFilterMaxConditions()),
                    "Reduce the amount of conditions of your filter.");
        }
        if (indexedOnly) {
            check(filter, "");
        }
        for (Condition condition : conditions) {
            long size = size(condition);
            if (rules.hasConditionMaxSize() && size > rules.getConditionMaxSize()) {
                throw forbidden(
                        "condition size limit reached (%d > %d)"
                                .formatted(size, rules.getConditionMaxSize()),
                        "Reduce the size of your condition.");
            }
        }
    }

    private static long size(Condition condition) {
        if (condition.hasHasId()) {
            return condition.getHasId().getHasIdCount();
        }
        var match = condition.getField().getMatch();
        return match.getKeywords().getStringsCount()
                + match.getIntegers().getIntegersCount()
                + match.getExceptKeywords().getStringsCount()
                + (long) match.getExceptIntegers().getIntegersCount();
    }

    private static Stream<Condition> own(Filter filter) {
        return Stream.of(
                        filter.getMustList(),
                        filter.getMustNotList(),
                        filter.getShouldList(),
                        filter.getMinShould().getConditionsList())
                .flatMap(List::stream);
    }

    private static Stream<Condition> conditions(Filter filter) {
        return own(filter)
                .flatMap(condition ->
                        condition.hasFilter()
                                ? conditions(condition.getFilter())
                                : condition.hasNested()
                                        ? conditions(condition.getNested().getFilter())
                                        : Stream.of(condition));
    }

    private void check(Filter filter, String prefix) {
        own(filter).forEach(condition -> check(condition, prefix));
    }

    private void check(Condition condition, String prefix) {
        switch (condition.getConditionOneOfCase()) {
            case FIELD -> {
                FieldCondition field = condition.getField();
                need(prefix + field.getKey(), kinds(field));
            }
            case IS_EMPTY -> need(prefix + condition.getIsEmpty().getKey(), ANY);
            case IS_NULL -> need(prefix + condition.getIsNull().getKey(), ANY);
            case FILTER -> check(condition.getFilter(), prefix);
            case NESTED ->
                    check(
                            condition.getNested().getFilter(),
                            prefix + condition.getNested().getKey().replaceAll("(\\[])?$", "[]."));
            case HAS_ID, HAS_VECTOR, CONDITIONONEOF_NOT_SET -> {}
        }
    }

    private static final Set<FieldType> ANY =
            EnumSet.complementOf(EnumSet.of(FieldType.UNRECOGNIZED));

    private static Set<FieldType> kinds(FieldCondition field) {
        if (field.hasMatch()) {
            return switch (field.getMatch().getMatchValueCase()) {
                case KEYWORD, KEYWORDS, EXCEPT_KEYWORDS ->
                        EnumSet.of(FieldType.FieldTypeKeyword, FieldType.FieldTypeUuid);
                case INTEGER, INTEGERS, EXCEPT_INTEGERS -> EnumSet.of(FieldType.FieldTypeInteger);
                case BOOLEAN -> EnumSet.of(FieldType.FieldTypeBool);
                case TEXT, TEXT_ANY, PHRASE -> EnumSet.of(FieldType.FieldTypeText);
                case MATCHVALUE_NOT_SET -> ANY;
            };
        }
        if (field.hasRange()) {
            return EnumSet.of(FieldType.FieldTypeInteger, FieldType.FieldTypeFloat);
        }
        if (field.hasDatetimeRange()) {
            return EnumSet.of(FieldType.FieldTypeDatetime);
        }
        return ANY;
    }

    private void need(String key, Set<FieldType> kinds) {
        FieldType type = indexes.get(key);
        if (type == null || !kinds.contains(type)) {
            throw forbidden(
                    "Index required but not found for \"%s\" of one of the following types: [%s]"
                            .formatted(
                                    key,
                                    kinds.stream()
                                            .map(kind ->
                                                    kind.name()
                                                            .substring(9)
                                                            .toLowerCase(java.util.Locale.ROOT))
                                            .sorted()
                                            .collect(Collectors.joining(", "))),
                    "Create an index for this key or use a different filter.");
        }
    }

    private static RuntimeException forbidden(String what, String help) {
        return FakeRefusals.badRequest(what + ". Help: " + help);
    }
}
