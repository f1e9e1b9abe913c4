package researchpaas.search.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.PointsGrpc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Calls and what Qdrant's own engine answered to them, recorded by `tools/qdrant/record.py`.
final class RecordedCalls {
    private RecordedCalls() {}

    /// @param answer null where it was refused with `code`
    record Call(String method, Message request, @Nullable Message answer, String code) {
        /// Makes the call and compares: floats to 4 digits, hits of one score in any order.
        void replay(Channel channel) {
            Message said;
            try {
                said =
                        ClientCalls.blockingUnaryCall(
                                channel, descriptor(method), CallOptions.DEFAULT, request);
            } catch (StatusRuntimeException refused) {
                assertThat(refused.getStatus().getCode().name())
                        .as("%s %s: %s", method, request, refused.getMessage())
                        .isEqualTo(code);
                return;
            }
            Message recorded = answer;
            if (recorded == null) {
                throw new AssertionError("not refused: " + method + " " + request);
            }
            String what =
                    method
                            + " "
                            + TextFormat.printer().emittingSingleLine(true).printToString(request);
            switch (said) {
                // Only its number is in there.
                case PointsOperationResponse done -> {}
                case QueryResponse hits ->
                        same(
                                what,
                                hits.getResultList(),
                                ((QueryResponse) recorded).getResultList());
                case ScrollResponse page
                        when page.getResultCount() > 0 && page.getResult(0).hasOrderValue() ->
                        sameOrder(what, page, (ScrollResponse) recorded);
                default ->
                        assertThat(same(said, recorded))
                                .as("%s\nsays %s\nrecorded %s", what, said, recorded)
                                .isTrue();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static MethodDescriptor<Message, Message> descriptor(String name) {
        var service =
                name.startsWith("Points/")
                        ? PointsGrpc.getServiceDescriptor()
                        : CollectionsGrpc.getServiceDescriptor();
        return (MethodDescriptor<Message, Message>)
                service.getMethods().stream()
                        .filter(method -> name.endsWith("/" + method.getBareMethodName()))
                        .findFirst()
                        .orElseThrow();
    }

    static List<Call> all() {
        List<Call> calls = new ArrayList<>();
        for (String call : text().split("\n\n")) {
            List<String> lines = call.lines().filter(line -> !line.startsWith("#")).toList();
            if (lines.size() == 3) {
                var method = descriptor(lines.get(0));
                boolean answered = lines.get(2).startsWith("=");
                String rest = lines.get(2).substring(1).strip();
                calls.add(
                        new Call(
                                lines.get(0),
                                parsed(method.getRequestMarshaller(), lines.get(1)),
                                answered ? parsed(method.getResponseMarshaller(), rest) : null,
                                answered ? "OK" : rest));
            }
        }
        return calls;
    }

    private static Message parsed(MethodDescriptor.Marshaller<Message> of, String text) {
        var prototype = ((PrototypeMarshaller<Message>) of).getMessagePrototype();
        var builder = Objects.requireNonNull(prototype).newBuilderForType();
        try {
            TextFormat.merge(text, builder);
        } catch (TextFormat.ParseException e) {
            throw new IllegalStateException(text, e);
        }
        return builder.build();
    }

    private static String text() {
        try (InputStream in = RecordedCalls.class.getResourceAsStream("engine.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void same(String what, List<ScoredPoint> hits, List<ScoredPoint> recorded) {
        assertThat(hits).as(what).hasSameSizeAs(recorded);
        for (int at = 0; at < hits.size(); at++) {
            assertThat(close(hits.get(at).getScore(), recorded.get(at).getScore()))
                    .as("%s: hit %d of %s, recorded %s", what, at, hits, recorded)
                    .isTrue();
        }
        // Those of the last score may be others of the same.
        if (!recorded.isEmpty()) {
            float last = recorded.getLast().getScore();
            assertThat(better(hits, last))
                    .as(what)
                    .containsExactlyInAnyOrderElementsOf(better(recorded, last));
        }
    }

    private static List<FakeId> better(List<ScoredPoint> hits, float last) {
        return hits.stream()
                .filter(hit -> !close(hit.getScore(), last))
                .map(hit -> FakeId.of(hit.getId()))
                .toList();
    }

    private static void sameOrder(String what, ScrollResponse page, ScrollResponse recorded) {
        assertThat(page.getResultList().stream().map(point -> point.getOrderValue()).toList())
                .as(what)
                .isEqualTo(
                        recorded.getResultList().stream()
                                .map(point -> point.getOrderValue())
                                .toList());
        assertThat(page.getResultList().stream().map(point -> FakeId.of(point.getId())).toList())
                .as(what)
                .containsExactlyInAnyOrderElementsOf(
                        recorded.getResultList().stream()
                                .map(point -> FakeId.of(point.getId()))
                                .toList());
    }

    private static boolean close(double one, double other) {
        return Math.abs(one - other)
                <= 1e-4 * Math.max(1, Math.max(Math.abs(one), Math.abs(other)));
    }

    private static boolean same(Message one, Message other) {
        return Stream.concat(
                        one.getAllFields().keySet().stream(),
                        other.getAllFields().keySet().stream())
                .distinct()
                .allMatch(field -> same(field, one, other));
    }

    private static boolean same(FieldDescriptor field, Message one, Message other) {
        if (!field.isRepeated()) {
            return one.hasField(field) == other.hasField(field)
                    && same(one.getField(field), other.getField(field));
        }
        List<?> mine = elements(field, one);
        List<?> theirs = elements(field, other);
        if (mine.size() != theirs.size()) {
            return false;
        }
        for (int at = 0; at < mine.size(); at++) {
            if (!same(mine.get(at), theirs.get(at))) {
                return false;
            }
        }
        return true;
    }

    /// A map's entries have no order.
    private static List<?> elements(FieldDescriptor field, Message message) {
        List<?> elements = (List<?>) message.getField(field);
        return field.isMapField()
                ? elements.stream()
                        .sorted(Comparator.comparing(entry -> key((Message) entry)))
                        .toList()
                : elements;
    }

    private static String key(Message entry) {
        return String.valueOf(entry.getField(entry.getDescriptorForType().findFieldByName("key")));
    }

    private static boolean same(Object one, Object other) {
        return switch (one) {
            case Message message -> same(message, (Message) other);
            case Float number -> close(number, (Float) other);
            case Double number -> close(number, (Double) other);
            default -> one.equals(other);
        };
    }
}
