package researchpaas.search.qdrant;

import static io.qdrant.client.PointIdFactory.id;

import com.google.common.hash.Hashing;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.PointsGrpc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import researchpaas.document.Access;
import researchpaas.search.EmbeddingModel.Card;
import researchpaas.search.IndexChoices;
import researchpaas.search.IndexChoices.Choice;
import researchpaas.search.IndexChoices.Standing;
import researchpaas.search.IndexCursors;
import researchpaas.search.SearchEngine;
import researchpaas.search.TextAnalysis;

/// One collection for each embedding model. Until an index is opened or asked for, there is no line
/// to the server.
@Component
@EnableConfigurationProperties(QdrantProperties.class)
class QdrantEngine implements SearchEngine {
    static final String NAME = "qdrant";

    private static final Logger log = LoggerFactory.getLogger(QdrantEngine.class);
    private static final Metadata.Key<String> API_KEY =
            Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER);

    /// An answer may be larger than gRPC's 4 MB: ids of a stretch, vectors.
    private static final int MOST_BYTES = 64 << 20;

    private final QdrantProperties properties;
    private final TextAnalysis analysis;
    private final Access access;
    private final IndexCursors cursors;
    private final Supplier<Optional<Choice>> serving;
    private final Function<QdrantProperties, ManagedChannel> channels;

    @Autowired
    QdrantEngine(
            QdrantProperties properties,
            TextAnalysis analysis,
            Access access,
            IndexCursors cursors,
            IndexChoices choices) {
        this(
                properties,
                analysis,
                access,
                cursors,
                () -> choices.standing().map(Standing::active),
                QdrantEngine::channel);
    }

    /// @param serving the index that serves, if one was chosen
    /// @param channels a new one at each call
    QdrantEngine(
            QdrantProperties properties,
            TextAnalysis analysis,
            Access access,
            IndexCursors cursors,
            Supplier<Optional<Choice>> serving,
            Function<QdrantProperties, ManagedChannel> channels) {
        this.properties = properties;
        this.analysis = analysis;
        this.access = access;
        this.cursors = cursors;
        this.serving = serving;
        this.channels = channels;
    }

    static ManagedChannel channel(QdrantProperties properties) {
        Address address = properties.address();
        ChannelCredentials credentials =
                address.tls()
                        ? TlsChannelCredentials.create()
                        : InsecureChannelCredentials.create();
        return Grpc.newChannelBuilderForAddress(address.host(), address.port(), credentials)
                .maxInboundMessageSize(MOST_BYTES)
                // a connection whose other end is gone without a word is found out and replaced
                .keepAliveTime(20, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS)
                .build();
    }

    private Line line() {
        return line(properties, channels);
    }

    static Line line(
            QdrantProperties properties, Function<QdrantProperties, ManagedChannel> channels) {
        ManagedChannel channel = channels.apply(properties);
        Channel calls = channel;
        String key = properties.apiKey().strip();
        if (!key.isEmpty()) {
            Metadata headers = new Metadata();
            headers.put(API_KEY, key);
            calls =
                    ClientInterceptors.intercept(
                            channel, MetadataUtils.newAttachHeadersInterceptor(headers));
            if (!properties.address().tls() && !properties.address().isThisComputer()) {
                log.atWarn()
                        .addKeyValue("server", properties.address())
                        .log(
                                "Qdrant's key goes over the network unencrypted. Use an https URL in QDRANT_HOST, or QDRANT_TLS=true.");
            }
        }
        return new Line(
                channel,
                calls,
                new Failures(properties.address().toString()),
                properties.timeout(),
                properties.writeTimeout());
    }

    @Override
    public String name() {
        return NAME;
    }

    /// Never waits for the server: the first call of the index does.
    @Override
    public OpenIndex open(Card model) {
        Line line = line();
        String collection = collection(model.id());
        CollectionSetup setup =
                new CollectionSetup(line, properties, collection, model.dimension());
        QdrantStore store = new QdrantStore(line, setup, collection, model.id(), setup.byMeaning());
        return new QdrantSearchIndex(
                store,
                analysis,
                access,
                cursors,
                new DepartmentAlias(properties.collection(), store, model.id(), this::serving),
                properties.writeTimeout());
    }

    private Optional<String> serving() {
        return serving.get().filter(active -> active.engine().equals(NAME)).map(Choice::model);
    }

    /// What is not safe in a name is replaced, then the name has a mark of what it was made of.
    private String collection(String model) {
        String safe = model.replaceAll("[^A-Za-z0-9._-]", "-");
        String start = safe.substring(0, Math.min(safe.length(), 100));
        String mark =
                start.equals(model)
                        ? ""
                        : "-"
                                + Hashing.farmHashFingerprint64()
                                        .hashString(model, StandardCharsets.UTF_8);
        return prefix() + start + mark;
    }

    private String prefix() {
        return properties.collection() + "__";
    }

    @Override
    public List<String> held() {
        try (Line line = line()) {
            List<String> models = new ArrayList<>();
            line
                    .ask(
                            CollectionsGrpc.getListMethod(),
                            ListCollectionsRequest.getDefaultInstance())
                    .getCollectionsList()
                    .stream()
                    .map(CollectionDescription::getName)
                    .filter(name -> name.startsWith(prefix()))
                    .sorted()
                    .forEach(name -> models.addAll(models(line, name)));
            return models;
        }
    }

    /// As the collection itself tells it.
    private static List<String> models(Line line, String collection) {
        GetPoints marker =
                GetPoints.newBuilder()
                        .setCollectionName(collection)
                        .addIds(id(Payload.ofMarker()))
                        .setWithPayload(WithPayloadSelector.newBuilder().setEnable(true))
                        .build();
        return line.ask(PointsGrpc.getGetMethod(), marker).getResultList().stream()
                .map(point -> Payload.text(point.getPayloadMap(), Payload.MODEL))
                .filter(model -> !model.isEmpty())
                .toList();
    }

    @Override
    public void discard(String model) {
        try (Line line = line()) {
            line.write(
                    CollectionsGrpc.getDeleteMethod(),
                    DeleteCollection.newBuilder().setCollectionName(collection(model)).build());
        }
        cursors.forget(collection(model));
    }
}
