package researchpaas.search.qdrant;

import io.qdrant.client.grpc.Collections.BinaryQuantization;
import io.qdrant.client.grpc.Collections.BoolIndexParams;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Collections.KeywordIndexParams;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.QuantizationType;
import io.qdrant.client.grpc.Collections.ScalarQuantization;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;
import io.qdrant.client.grpc.Points.QuantizationSearchParams;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.PointsGrpc;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import researchpaas.search.SearchIndex.IndexUnavailable;
import researchpaas.search.SearchIndex.Trouble;

/// Makes a collection ready for use: made with its settings where there is none, with the payload's
/// indexes before anything is loaded. What is there and is not ours is told, never changed.
final class CollectionSetup {
    private static final Logger log = LoggerFactory.getLogger(CollectionSetup.class);
    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\b.*");

    /// The first one that can refuse to write over what is newer.
    static final int OLDEST_MINOR = 16;

    static final int NEWEST_MINOR = 19;

    private static final List<String> WORDS =
            List.of(
                    Payload.KIND,
                    Payload.CATEGORY,
                    Payload.LANGUAGE,
                    Payload.MEDIA_TYPE,
                    Payload.AUTHOR);
    private static final List<String> IDS = List.of(Payload.FILE, Payload.ACCESS, Payload.SOURCE);

    /// Within which nothing is searched by meaning: the graph of vectors needs no edges for them.
    private static final Set<String> NO_EDGES =
            Set.of(
                    Payload.FILE,
                    Payload.DOCUMENT,
                    Payload.CHANGE,
                    Payload.NEWEST,
                    Payload.OLDEST,
                    Payload.TITLE,
                    Payload.TERMS);

    private static final List<String> ORDERED =
            List.of(
                    Payload.DOCUMENT,
                    Payload.CHANGE,
                    Payload.YEAR,
                    Payload.NEWEST,
                    Payload.OLDEST,
                    Payload.TITLE);
    private static final List<String> FLAGS = List.of(Payload.HEAD, Payload.SEVERAL);

    private final Line line;
    private final QdrantProperties properties;
    private final String collection;
    private final int dimension;

    CollectionSetup(Line line, QdrantProperties properties, String collection, int dimension) {
        this.line = line;
        this.properties = properties;
        this.collection = collection;
        this.dimension = dimension;
    }

    /// @return whether the collection was made just now
    boolean run() {
        checkVersion();
        Set<String> there =
                line
                        .ask(
                                CollectionsGrpc.getListMethod(),
                                ListCollectionsRequest.getDefaultInstance())
                        .getCollectionsList()
                        .stream()
                        .map(CollectionDescription::getName)
                        .collect(Collectors.toSet());
        if (there.contains(properties.collection())) {
            throw refused(
                    Trouble.NAME_TAKEN,
                    "Qdrant at %s has a collection named %s, which is to be an alias of ours. Rename it, or choose another name in VECTOR_SEARCH_COLLECTION; it was left as it is."
                            .formatted(properties.address(), properties.collection()));
        }
        boolean made = !there.contains(collection);
        if (made) {
            create();
        }
        CollectionInfo info =
                line.ask(
                                CollectionsGrpc.getGetMethod(),
                                GetCollectionInfoRequest.newBuilder()
                                        .setCollectionName(collection)
                                        .build())
                        .getResult();
        checkVectors(info);
        createIndexes(info.getPayloadSchemaMap().keySet());
        return made;
    }

    /// Small vectors find, whole ones order: of twice or three times as many as are asked for.
    SearchParams byMeaning() {
        SearchParams.Builder params = SearchParams.newBuilder();
        double more =
                switch (properties.quantization()) {
                    case NONE -> 0;
                    case INT8 -> 2;
                    case BINARY -> 3;
                };
        if (more > 0) {
            params.setQuantization(
                    QuantizationSearchParams.newBuilder().setRescore(true).setOversampling(more));
        }
        return params.build();
    }

    private void checkVersion() {
        String version =
                line.ask(QdrantGrpc.getHealthCheckMethod(), HealthCheckRequest.getDefaultInstance())
                        .getVersion();
        int minor = minor(version);
        if (minor < OLDEST_MINOR) {
            throw refused(
                    Trouble.VERSION,
                    "Qdrant at %s has version %s; this program needs 1.%d to 1.%d."
                            .formatted(properties.address(), version, OLDEST_MINOR, NEWEST_MINOR));
        }
        if (minor > NEWEST_MINOR) {
            log.atWarn()
                    .addKeyValue("version", version)
                    .addKeyValue("triedUpTo", "1." + NEWEST_MINOR)
                    .log("Qdrant is of a version that this program was not tried with.");
        }
    }

    /// Of the first major version; -1 for what is of another, or no version.
    static int minor(String version) {
        Matcher parts = VERSION.matcher(version);
        return parts.matches() && parts.group(1).equals("1")
                ? Integer.parseInt(parts.group(2))
                : -1;
    }

    private void create() {
        VectorParams.Builder meaning =
                VectorParams.newBuilder()
                        .setSize(dimension)
                        // of unit vectors it is the cosine, and they stay as they are, bit for bit
                        .setDistance(Distance.Dot)
                        .setOnDisk(properties.vectorsOnDisk());
        SparseVectorParams words = SparseVectorParams.getDefaultInstance();
        CreateCollection.Builder request =
                CreateCollection.newBuilder()
                        .setCollectionName(collection)
                        .setVectorsConfig(
                                VectorsConfig.newBuilder()
                                        .setParamsMap(
                                                VectorParamsMap.newBuilder()
                                                        .putMap(Payload.MEANING, meaning.build())))
                        .setSparseVectorsConfig(
                                SparseVectorConfig.newBuilder()
                                        .putMap(Payload.FILE_WORDS, words)
                                        .putMap(Payload.PASSAGE_WORDS, words))
                        .setOnDiskPayload(properties.payloadOnDisk())
                        .setReplicationFactor(properties.replicas())
                        .setWriteConsistencyFactor(properties.writeConsistency());
        if (properties.shards() > 0) {
            request.setShardNumber(properties.shards());
        }
        switch (properties.quantization()) {
            case NONE -> {}
            case INT8 ->
                    request.setQuantizationConfig(
                            QuantizationConfig.newBuilder()
                                    .setScalar(
                                            ScalarQuantization.newBuilder()
                                                    .setType(QuantizationType.Int8)
                                                    .setAlwaysRam(true)));
            case BINARY ->
                    request.setQuantizationConfig(
                            QuantizationConfig.newBuilder()
                                    .setBinary(BinaryQuantization.newBuilder().setAlwaysRam(true)));
        }
        try {
            line.write(CollectionsGrpc.getCreateMethod(), request.build());
        } catch (IndexUnavailable e) {
            // by another instance, or by the first of two tries
            if (!exists()) {
                throw e;
            }
        }
    }

    private boolean exists() {
        return line
                .ask(CollectionsGrpc.getListMethod(), ListCollectionsRequest.getDefaultInstance())
                .getCollectionsList()
                .stream()
                .anyMatch(one -> one.getName().equals(collection));
    }

    private void checkVectors(CollectionInfo info) {
        VectorParams meaning =
                info.getConfig()
                        .getParams()
                        .getVectorsConfig()
                        .getParamsMap()
                        .getMapOrDefault(Payload.MEANING, VectorParams.getDefaultInstance());
        Set<String> sparse =
                info.getConfig().getParams().getSparseVectorsConfig().getMapMap().keySet();
        if (meaning.getSize() == 0
                || !sparse.containsAll(Set.of(Payload.FILE_WORDS, Payload.PASSAGE_WORDS))) {
            throw refused(
                    Trouble.NAME_TAKEN,
                    "The collection %s of Qdrant at %s is not of this program. Choose another name in VECTOR_SEARCH_COLLECTION; it was left as it is."
                            .formatted(collection, properties.address()));
        }
        if (meaning.getSize() != dimension) {
            throw refused(
                    Trouble.WRONG_DIMENSION,
                    "The collection %s of Qdrant at %s holds vectors of %d numbers, the model makes %d. Remove the collection, or name another one in VECTOR_SEARCH_COLLECTION."
                            .formatted(
                                    collection,
                                    properties.address(),
                                    meaning.getSize(),
                                    dimension));
        }
    }

    private void createIndexes(Set<String> there) {
        WORDS.forEach(key ->
                createIndex(
                        key,
                        FieldType.FieldTypeKeyword,
                        PayloadIndexParams.newBuilder()
                                .setKeywordIndexParams(KeywordIndexParams.newBuilder())
                                .build(),
                        there));
        IDS.forEach(
                key -> createIndex(key, FieldType.FieldTypeInteger, integer(key, false), there));
        ORDERED.forEach(
                key -> createIndex(key, FieldType.FieldTypeInteger, integer(key, true), there));
        createIndex(
                Payload.TERMS, FieldType.FieldTypeInteger, integer(Payload.TERMS, false), there);
        FLAGS.forEach(key ->
                createIndex(
                        key,
                        FieldType.FieldTypeBool,
                        PayloadIndexParams.newBuilder()
                                .setBoolIndexParams(BoolIndexParams.newBuilder())
                                .build(),
                        there));
    }

    private PayloadIndexParams integer(String key, boolean range) {
        return PayloadIndexParams.newBuilder()
                .setIntegerIndexParams(
                        IntegerIndexParams.newBuilder()
                                .setLookup(true)
                                .setRange(range)
                                .setOnDisk(key.equals(Payload.TERMS) && properties.payloadOnDisk())
                                .setEnableHnsw(!NO_EDGES.contains(key)))
                .build();
    }

    private void createIndex(
            String key, FieldType type, PayloadIndexParams params, Set<String> there) {
        if (!there.contains(key)) {
            line.write(
                    PointsGrpc.getCreateFieldIndexMethod(),
                    CreateFieldIndexCollection.newBuilder()
                            .setCollectionName(collection)
                            .setWait(true)
                            .setFieldName(key)
                            .setFieldType(type)
                            .setFieldIndexParams(params)
                            .build());
        }
    }

    private static IndexUnavailable refused(Trouble trouble, String message) {
        return new IndexUnavailable(trouble, message, new IllegalStateException(message));
    }
}
