package researchpaas.search.qdrant;

import com.google.protobuf.Timestamp;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Common.ValuesCount;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which points satisfy a filter: docs, "Filtering"; proto: `qdrant_common.proto`.
///
/// For one thread.
final class FakeFilter implements Predicate<FakePoint> {
    private final Filter filter;
    private final Set<String> texts;

    /// Of conditions that name many.
    private final Map<Object, Set<?>> named = new IdentityHashMap<>();

    /// @param texts the fields that have a full-text index
    FakeFilter(Filter filter, Set<String> texts) {
        this.filter = filter;
        this.texts = texts;
    }

    private boolean names(Object condition, Supplier<Stream<?>> all, Object one) {
        return named.computeIfAbsent(condition, _ -> all.get().collect(Collectors.toSet()))
                .contains(one);
    }

    @Override
    public boolean test(FakePoint point) {
        return matches(filter, point, point.payload());
    }

    /// must: all; should: at least one, if there are any; must_not: none; min_should: so many. All
    /// four are joined by "and".
    private boolean matches(Filter given, @Nullable FakePoint point, Map<String, Value> payload) {
        Predicate<Condition> met = condition -> matches(condition, point, payload);
        return given.getMustList().stream().allMatch(met)
                && given.getMustNotList().stream().noneMatch(met)
                && (given.getShouldCount() == 0 || given.getShouldList().stream().anyMatch(met))
                && (!given.hasMinShould()
                        || given.getMinShould().getConditionsList().stream().filter(met).count()
                                >= given.getMinShould().getMinCount());
    }

    private boolean matches(
            Condition condition, @Nullable FakePoint point, Map<String, Value> payload) {
        return switch (condition.getConditionOneOfCase()) {
            case FIELD -> matches(condition.getField(), payload);
            case IS_EMPTY -> isEmpty(payload, condition.getIsEmpty().getKey());
            case IS_NULL -> isNull(payload, condition.getIsNull().getKey());
            case HAS_ID ->
                    point != null
                            && names(
                                    condition.getHasId(),
                                    () ->
                                            condition.getHasId().getHasIdList().stream()
                                                    .map(FakeId::of),
                                    point.id());
            case HAS_VECTOR ->
                    point != null && point.hasVector(condition.getHasVector().getHasVector());
            case FILTER -> matches(condition.getFilter(), point, payload);
            // The conditions are of one and the same element of the array (docs, "Nested object
            // filter").
            case NESTED ->
                    elements(payload, condition.getNested().getKey()).stream()
                            .filter(Value::hasStructValue)
                            .anyMatch(element ->
                                    matches(
                                            condition.getNested().getFilter(),
                                            null,
                                            element.getStructValue().getFieldsMap()));
            case CONDITIONONEOF_NOT_SET ->
                    throw io.grpc.Status.INVALID_ARGUMENT
                            .withDescription("Malformed Condition type")
                            .asRuntimeException();
        };
    }

    private static List<Value> elements(Map<String, Value> payload, String key) {
        String plain = key.endsWith("[]") ? key.substring(0, key.length() - 2) : key;
        return FakePath.values(payload, plain).stream()
                .filter(Value::hasListValue)
                .flatMap(list -> list.getListValue().getValuesList().stream())
                .toList();
    }

    private boolean matches(FieldCondition condition, Map<String, Value> payload) {
        String key = condition.getKey();
        if (condition.hasIsEmpty()) {
            return isEmpty(payload, key) == condition.getIsEmpty();
        }
        if (condition.hasIsNull()) {
            return isNull(payload, key) == condition.getIsNull();
        }
        if (condition.hasValuesCount()) {
            return counts(payload, key)
                    .anyMatch(count -> within(condition.getValuesCount(), count));
        }
        // "If the stored value is an array, at least one of its values has to match" (docs,
        // "Match", "Range").
        var leaves = FakePath.leaves(payload, key);
        if (condition.hasMatch()) {
            return leaves.stream().anyMatch(value -> matches(condition.getMatch(), key, value));
        }
        if (condition.hasRange()) {
            return leaves.stream().anyMatch(value -> within(condition.getRange(), value));
        }
        if (condition.hasDatetimeRange()) {
            var range = condition.getDatetimeRange();
            return leaves.stream()
                    .map(FakeFilter::instant)
                    .anyMatch(at ->
                            at != null
                                    && (!range.hasLt() || at.isBefore(instant(range.getLt())))
                                    && (!range.hasGt() || at.isAfter(instant(range.getGt())))
                                    && (!range.hasLte() || !at.isAfter(instant(range.getLte())))
                                    && (!range.hasGte() || !at.isBefore(instant(range.getGte()))));
        }
        if (condition.hasGeoRadius()
                || condition.hasGeoBoundingBox()
                || condition.hasGeoPolygon()) {
            throw FakeRefusals.notInTheDouble("places on the earth");
        }
        throw FakeRefusals.badRequest("Malformed FieldCondition type");
    }

    /// Values of another kind never match: a number is no keyword, and 1.0 is not the integer 1.
    private boolean matches(Match match, String key, Value value) {
        return switch (match.getMatchValueCase()) {
            case KEYWORD ->
                    value.hasStringValue() && value.getStringValue().equals(match.getKeyword());
            case INTEGER ->
                    value.hasIntegerValue() && value.getIntegerValue() == match.getInteger();
            case BOOLEAN -> value.hasBoolValue() && value.getBoolValue() == match.getBoolean();
            case KEYWORDS ->
                    value.hasStringValue()
                            && names(
                                    match.getKeywords(),
                                    match.getKeywords().getStringsList()::stream,
                                    value.getStringValue());
            case INTEGERS ->
                    value.hasIntegerValue()
                            && names(
                                    match.getIntegers(),
                                    match.getIntegers().getIntegersList()::stream,
                                    value.getIntegerValue());
            case EXCEPT_KEYWORDS ->
                    !value.hasNullValue()
                            && !(value.hasStringValue()
                                    && match.getExceptKeywords()
                                            .getStringsList()
                                            .contains(value.getStringValue()));
            case EXCEPT_INTEGERS ->
                    !value.hasNullValue()
                            && !(value.hasIntegerValue()
                                    && match.getExceptIntegers()
                                            .getIntegersList()
                                            .contains(value.getIntegerValue()));
            case TEXT -> value.hasStringValue() && text(match.getText(), key, value);
            case TEXT_ANY ->
                    value.hasStringValue()
                            && tokens(match.getTextAny()).stream()
                                    .anyMatch(tokens(value.getStringValue())::contains);
            case PHRASE ->
                    value.hasStringValue()
                            && (" " + String.join(" ", tokens(value.getStringValue())) + " ")
                                    .contains(
                                            " "
                                                    + String.join(" ", tokens(match.getPhrase()))
                                                    + " ");
            case MATCHVALUE_NOT_SET -> throw FakeRefusals.badRequest("Malformed Match condition");
        };
    }

    /// "If there is no full-text index for the field, the condition will work as exact substring
    /// match" (docs, "Full Text Match"); with one, all the words have to be there.
    private boolean text(String asked, String key, Value value) {
        if (!texts.contains(key)) {
            return value.getStringValue().contains(asked);
        }
        var wanted = tokens(asked);
        return !wanted.isEmpty() && tokens(value.getStringValue()).containsAll(wanted);
    }

    private static List<String> tokens(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }

    private static boolean within(Range range, Value value) {
        if (!value.hasIntegerValue() && !value.hasDoubleValue()) {
            return false;
        }
        double number = value.hasIntegerValue() ? value.getIntegerValue() : value.getDoubleValue();
        return (!range.hasLt() || number < range.getLt())
                && (!range.hasGt() || number > range.getGt())
                && (!range.hasLte() || number <= range.getLte())
                && (!range.hasGte() || number >= range.getGte());
    }

    private static boolean within(ValuesCount range, long count) {
        return (!range.hasLt() || count < range.getLt())
                && (!range.hasGt() || count > range.getGt())
                && (!range.hasLte() || count <= range.getLte())
                && (!range.hasGte() || count >= range.getGte());
    }

    private static java.util.stream.Stream<Long> counts(Map<String, Value> payload, String key) {
        var values = FakePath.values(payload, key);
        return values.isEmpty()
                ? java.util.stream.Stream.of(0L)
                : values.stream()
                        .map(value ->
                                switch (value.getKindCase()) {
                                    case NULL_VALUE, KIND_NOT_SET -> 0L;
                                    case LIST_VALUE -> (long) value.getListValue().getValuesCount();
                                    case DOUBLE_VALUE,
                                            INTEGER_VALUE,
                                            STRING_VALUE,
                                            BOOL_VALUE,
                                            STRUCT_VALUE ->
                                            1L;
                                });
    }

    /// "either does not exist, or has null or [] value" (docs, "Is Empty").
    private static boolean isEmpty(Map<String, Value> payload, String key) {
        return FakePath.values(payload, key).stream()
                .allMatch(value ->
                        value.hasNullValue()
                                || (value.hasListValue()
                                        && value.getListValue().getValuesCount() == 0));
    }

    /// "the field exists and has NULL value" (docs, "Is Null").
    private static boolean isNull(Map<String, Value> payload, String key) {
        return FakePath.values(payload, key).stream()
                .anyMatch(value ->
                        value.hasNullValue()
                                || (value.hasListValue()
                                        && value.getListValue().getValuesList().stream()
                                                .anyMatch(Value::hasNullValue)));
    }

    /// RFC 3339, without a zone UTC, or a day alone (docs, "Payload", "Datetime").
    static @Nullable Instant instant(Value value) {
        if (!value.hasStringValue()) {
            return null;
        }
        String text = value.getStringValue().replace(' ', 'T');
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException noZone) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException noTime) {
                try {
                    return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                } catch (DateTimeParseException none) {
                    return null;
                }
            }
        }
    }

    private static Instant instant(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    }
}
