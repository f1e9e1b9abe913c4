package researchpaas.search.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import java.util.UUID;
import java.util.regex.Pattern;

/// A point's id: an unsigned number or a UUID (docs, "Points": "Qdrant supports using both 64-bit
/// unsigned integers and UUID as identifiers"). Numbers come before UUIDs, which are ordered by
/// their 128 bits: that is the order of a scroll.
record FakeId(boolean uuid, long high, long low) implements Comparable<FakeId> {
    /// The forms that the docs list: simple, hyphenated, URN.
    private static final Pattern FORMS =
            Pattern.compile(
                    "(?i)(?:urn:uuid:)?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})");

    static FakeId of(PointId id) {
        return switch (id.getPointIdOptionsCase()) {
            case NUM -> new FakeId(false, 0, id.getNum());
            case UUID -> of(id.getUuid());
            case POINTIDOPTIONS_NOT_SET -> throw FakeRefusals.wrongInput("Empty ID is provided");
        };
    }

    private static FakeId of(String text) {
        var parts = FORMS.matcher(text);
        if (!parts.matches()) {
            throw io.grpc.Status.INVALID_ARGUMENT
                    .withDescription("Unable to parse UUID: " + text)
                    .asRuntimeException();
        }
        UUID uuid = UUID.fromString(parts.replaceAll("$1-$2-$3-$4-$5"));
        return new FakeId(true, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    PointId message() {
        return uuid
                ? PointId.newBuilder().setUuid(new UUID(high, low).toString()).build()
                : PointId.newBuilder().setNum(low).build();
    }

    @Override
    public int compareTo(FakeId other) {
        if (uuid != other.uuid) {
            return Boolean.compare(uuid, other.uuid);
        }
        int first = Long.compareUnsigned(high, other.high);
        return first != 0 ? first : Long.compareUnsigned(low, other.low);
    }
}
