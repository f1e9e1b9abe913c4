package researchpaas.search.qdrant;

import com.google.protobuf.MessageLite;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.StrictModeConfig;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A double of a Qdrant server, written from its published API description (the comments of its
/// `.proto` files and its documentation) and the texts of its errors; never from what our client
/// does. Where a rule is from stands beside it. `FakeQdrantTest` holds it against documented
/// examples and against answers of Qdrant's own engine.
///
/// In memory; searches are exact. It knows the services Collections, Points (without what is
/// deprecated there) and Qdrant; what it does not know it answers with UNIMPLEMENTED, loudly.
///
/// Its address is `inProcess()`: a name for [InProcessChannelBuilder]; or `onSocket()`: a port of
/// 127.0.0.1, for what happens on the way.
public final class FakeQdrant implements AutoCloseable {
    /// What is answered in place of the server's own answer.
    public interface Fault {
        /// @param method the last part of its name: `Upsert`, `QueryBatch`
        /// @return null to let the request through
        @Nullable Status of(String method);
    }

    /// The name of the header in which a limit of requests tells when to come back, in seconds
    /// (server: `conversions.rs`, `RateLimitExceeded`).
    public static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<String> API_KEY =
            Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final @Nullable String name;
    private int port;
    private @Nullable Server running;
    private ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    private final Map<String, FakeCollection> collections = new TreeMap<>();
    private Map<String, String> aliases = Map.of();

    private volatile String version = "1.18.0";
    private volatile @Nullable String apiKey;
    private volatile Status.Code wrongKey = Status.Code.UNAUTHENTICATED;
    private volatile StrictModeConfig strict = StrictModeConfig.getDefaultInstance();
    private volatile long mostBytes = 32L << 20;
    private volatile boolean heldBack;
    private volatile boolean full;
    private volatile Duration latency = Duration.ZERO;
    private volatile Fault fault = method -> null;
    private volatile Fault lost = method -> null;
    private volatile @Nullable String retryAfter;
    private final AtomicInteger asked = new AtomicInteger();

    private FakeQdrant(@Nullable String name) {
        this.name = name;
    }

    // --- starting and stopping

    public static FakeQdrant inProcess() {
        var server = new FakeQdrant("qdrant-" + UUID.randomUUID());
        server.start();
        return server;
    }

    public static FakeQdrant onSocket() {
        var server = new FakeQdrant(null);
        server.start();
        return server;
    }

    /// After [#stop]: at the same address, with all that it held.
    public void start() {
        calls = Executors.newVirtualThreadPerTaskExecutor();
        ServerBuilder<?> builder =
                name == null
                        ? Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
                        : InProcessServerBuilder.forName(name);
        try {
            Server server =
                    builder.executor(calls)
                            .maxInboundMessageSize(Integer.MAX_VALUE)
                            .addService(new FakeCollections(this))
                            .addService(new FakePoints(this))
                            .addService(new Health())
                            .intercept(new Doorkeeper())
                            .build()
                            .start();
            running = server;
            port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Cuts every connection and answers no more; what it holds stays.
    public void stop() {
        Server server = running;
        if (server != null) {
            server.shutdownNow();
            try {
                server.awaitTermination(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // Not before: what came meanwhile would be told of a fault of the server's.
            calls.shutdownNow();
            running = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    /// A channel to it, to be shut down by whoever asked for it.
    public ManagedChannelBuilder<?> channel() {
        return name == null
                ? ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext()
                : InProcessChannelBuilder.forName(name);
    }

    /// Of a server on a socket.
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    // --- what a test can set

    public FakeQdrant version(String reported) {
        version = reported;
        return this;
    }

    /// Asks for this key from now on (docs, "Security": header `api-key`, or `Authorization:
    /// Bearer`).
    public FakeQdrant apiKey(@Nullable String key) {
        apiKey = key;
        return this;
    }

    /// With what a wrong key is answered: earlier servers said PERMISSION_DENIED.
    public FakeQdrant wrongKey(Status.Code code) {
        wrongKey = code;
        return this;
    }

    /// What holds for collections that do not say otherwise when they are created.
    public FakeQdrant strict(StrictModeConfig rules) {
        strict = rules;
        return this;
    }

    /// As a managed installation is set up: no filter on a field that has no index.
    public FakeQdrant strict() {
        return strict(
                StrictModeConfig.newBuilder()
                        .setEnabled(true)
                        .setUnindexedFilteringRetrieve(false)
                        .setUnindexedFilteringUpdate(false)
                        .build());
    }

    /// The size of a request beyond which it is refused. The documented limit
    /// (`service.max_request_size_mb`, 32) is of the REST door; the server itself sets none for
    /// gRPC, but what stands before it does, and clients are told to keep to it.
    public FakeQdrant mostBytes(long bytes) {
        mostBytes = bytes;
        return this;
    }

    /// Leaves writes with `wait=false` unapplied until [#applyWhatWaits], or until one with
    /// `wait=true` comes to the same collection.
    public FakeQdrant holdBack() {
        heldBack = true;
        return this;
    }

    public void applyWhatWaits() {
        heldBack = false;
        synchronized (collections) {
            collections.values().forEach(FakeCollection::settle);
        }
    }

    /// Whether its disk is full: what adds data is refused, what reads or deletes is not.
    public FakeQdrant full(boolean now) {
        full = now;
        return this;
    }

    public FakeQdrant latency(Duration before) {
        latency = before;
        return this;
    }

    public FakeQdrant fault(Fault answer) {
        fault = answer;
        return this;
    }

    /// The request is served, but this is heard of it in place of the answer.
    public FakeQdrant lost(Fault heard) {
        lost = heard;
        return this;
    }

    /// Sent with the answers of [#fault]; null for none.
    public FakeQdrant retryAfter(@Nullable String seconds) {
        retryAfter = seconds;
        return this;
    }

    /// How many requests came in all.
    public int asked() {
        return asked.get();
    }

    // --- what it holds; tests may look

    public Set<String> names() {
        synchronized (collections) {
            return Set.copyOf(collections.keySet());
        }
    }

    public Map<String, String> aliases() {
        synchronized (collections) {
            return new TreeMap<>(aliases);
        }
    }

    /// How many points the collection, or the one that the alias leads to, has.
    public int points(String name) {
        return collection(name).points().size();
    }

    FakeCollection collection(String name) {
        synchronized (collections) {
            FakeCollection found = collections.get(aliases.getOrDefault(name, name));
            if (found == null) {
                throw FakeCollections.missing(name);
            }
            return found;
        }
    }

    boolean leadsSomewhere(String name) {
        synchronized (collections) {
            return collections.containsKey(aliases.getOrDefault(name, name));
        }
    }

    /// "An alias cannot have the name of an existing collection", nor the other way round.
    void create(String name, FakeCollection collection) {
        synchronized (collections) {
            if (collections.containsKey(name)) {
                throw FakeRefusals.alreadyThere("Collection `" + name + "` already exists!");
            }
            if (aliases.containsKey(name)) {
                throw FakeRefusals.wrongInput(
                        "Can't create collection with name "
                                + name
                                + ". Alias with the same name already exists");
            }
            collections.put(name, collection);
        }
    }

    boolean delete(String name) {
        synchronized (collections) {
            boolean there = collections.remove(name) != null;
            if (there) {
                var left = new TreeMap<>(aliases);
                left.values().removeIf(name::equals);
                aliases = left;
            }
            return there;
        }
    }

    void changeAliases(Consumer<Map<String, String>> change) {
        synchronized (collections) {
            var changed = new TreeMap<>(aliases);
            change.accept(changed);
            aliases = changed;
        }
    }

    StrictModeConfig strictByDefault() {
        return strict;
    }

    /// Server: `CollectionError::OutOfDisk` becomes a `ServiceError`.
    void room() {
        if (full) {
            throw FakeRefusals.internal(
                    "No space left on device: WAL buffer size exceeds available disk space");
        }
    }

    void later(FakeCollection collection) {
        if (!heldBack) {
            calls.execute(collection::settle);
        }
    }

    /// The service `qdrant.Qdrant`.
    private final class Health extends QdrantGrpc.QdrantImplBase {
        @Override
        public void healthCheck(HealthCheckRequest request, StreamObserver<HealthCheckReply> to) {
            to.onNext(
                    HealthCheckReply.newBuilder()
                            .setTitle("qdrant - vector search engine")
                            .setVersion(version)
                            .build());
            to.onCompleted();
        }
    }

    /// A call whose answer does not arrive.
    private static final class Lost<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final Status heard;

        Lost(ServerCall<Q, A> call, Status heard) {
            super(call);
            this.heard = heard;
        }

        @Override
        public void sendHeaders(Metadata headers) {
            // Nothing is heard of it.
        }

        @Override
        public void sendMessage(A message) {
            // Nor of this.
        }

        @Override
        public void close(Status status, Metadata trailers) {
            super.close(heard, new Metadata());
        }
    }

    /// What is asked of every request, whichever service it is for.
    private final class Doorkeeper implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            asked.incrementAndGet();
            String method = String.valueOf(call.getMethodDescriptor().getBareMethodName());
            Status status = refusal(headers);
            Metadata trailers = new Metadata();
            if (status == null) {
                status = fault.of(method);
                String after = retryAfter;
                if (status != null && after != null) {
                    trailers.put(RETRY_AFTER, after);
                }
            }
            if (status != null) {
                call.close(status, trailers);
                return new ServerCall.Listener<>() {};
            }
            Duration before = latency;
            Status heard = lost.of(method);
            ServerCall<Q, A> answered = heard == null ? call : new Lost<>(call, heard);
            return new SimpleForwardingServerCallListener<>(next.startCall(answered, headers)) {
                private boolean refused;

                @Override
                public void onMessage(Q message) {
                    if (message instanceof MessageLite sent
                            && sent.getSerializedSize() > mostBytes) {
                        refused = true;
                        call.close(
                                Status.RESOURCE_EXHAUSTED.withDescription(
                                        "Error, message length too large: found %d bytes, the limit is: %d bytes"
                                                .formatted(sent.getSerializedSize(), mostBytes)),
                                new Metadata());
                        return;
                    }
                    super.onMessage(message);
                }

                @Override
                public void onHalfClose() {
                    if (refused) {
                        return;
                    }
                    try {
                        Thread.sleep(before);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                    super.onHalfClose();
                }
            };
        }

        /// Server: `tonic/auth.rs`, before anything else.
        private @Nullable Status refusal(Metadata headers) {
            String wanted = apiKey;
            if (wanted == null) {
                return null;
            }
            String key = headers.get(API_KEY);
            String bearer = headers.get(AUTHORIZATION);
            if (key == null && bearer == null) {
                return wrongKey.toStatus()
                        .withDescription(
                                "Must provide an API key or an Authorization bearer token");
            }
            return wanted.equals(key) || ("Bearer " + wanted).equals(bearer)
                    ? null
                    : wrongKey.toStatus().withDescription("Invalid API key or JWT");
        }
    }
}
