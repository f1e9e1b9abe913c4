package researchpaas.search.qdrant;

import static researchpaas.search.qdrant.FakePoints.answer;

import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.CollectionExists;
import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.CollectionExistsResponse;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.GetCollectionInfoResponse;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListAliasesResponse;
import io.qdrant.client.grpc.Collections.ListCollectionAliasesRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsResponse;
import io.qdrant.client.grpc.Collections.StrictModeConfig;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.CollectionsGrpc;
import java.util.Map;
import java.util.TreeMap;

/// The service `qdrant.Collections` (proto: `collections_service.proto`). What concerns clusters is
/// answered UNIMPLEMENTED.
final class FakeCollections extends CollectionsGrpc.CollectionsImplBase {
    private final FakeQdrant server;

    FakeCollections(FakeQdrant server) {
        this.server = server;
    }

    @Override
    public void create(CreateCollection request, StreamObserver<CollectionOperationResponse> to) {
        answer(
                to,
                () -> {
                    valid(request);
                    server.room();
                    server.create(request.getCollectionName(), new FakeCollection(config(request)));
                    return done(true);
                });
    }

    private static void valid(CreateCollection request) {
        // Server: `validate_collection_name`, 1 to 255 characters without those of file names.
        String name = request.getCollectionName();
        if (name.isEmpty() || name.length() > 255) {
            throw FakeRefusals.malformed(
                    "collection_name: value invalid, must be from 1 to 255 characters");
        }
        if (name.chars().anyMatch(c -> "<>:\"/\\|?*\0\u001f".indexOf(c) >= 0)) {
            throw FakeRefusals.malformed("collection_name: value contains invalid characters");
        }
        var vectors = request.getVectorsConfig();
        if (vectors.hasParams()) {
            valid(vectors.getParams());
        }
        vectors.getParamsMap().getMapMap().values().forEach(FakeCollections::valid);
        for (String sparse : request.getSparseVectorsConfig().getMapMap().keySet()) {
            if (vectors.getParamsMap().containsMap(sparse)) {
                throw FakeRefusals.wrongInput("Vector name " + sparse + " already exists");
            }
        }
    }

    private static void valid(VectorParams params) {
        if (params.getSize() < 1 || params.getSize() > 65_536) {
            throw FakeRefusals.malformed(
                    "size: value %d invalid, must be from 1 to 65536".formatted(params.getSize()));
        }
        if (params.getDistance() == Distance.UnknownDistance
                || params.getDistance() == Distance.UNRECOGNIZED) {
            throw io.grpc.Status.INVALID_ARGUMENT
                    .withDescription("Unknown distance")
                    .asRuntimeException();
        }
    }

    @SuppressWarnings("deprecation")
    private CollectionConfig config(CreateCollection request) {
        var params =
                CollectionParams.newBuilder()
                        .setShardNumber(request.hasShardNumber() ? request.getShardNumber() : 1)
                        .setOnDiskPayload(!request.hasOnDiskPayload() || request.getOnDiskPayload())
                        .setReplicationFactor(
                                request.hasReplicationFactor() ? request.getReplicationFactor() : 1)
                        .setWriteConsistencyFactor(
                                request.hasWriteConsistencyFactor()
                                        ? request.getWriteConsistencyFactor()
                                        : 1);
        if (request.hasVectorsConfig()) {
            params.setVectorsConfig(request.getVectorsConfig());
        }
        if (request.hasSparseVectorsConfig()) {
            params.setSparseVectorsConfig(request.getSparseVectorsConfig());
        }
        if (request.hasShardingMethod()) {
            params.setShardingMethod(request.getShardingMethod());
        }
        var config =
                CollectionConfig.newBuilder()
                        .setParams(params)
                        .setHnswConfig(request.getHnswConfig())
                        .setOptimizerConfig(request.getOptimizersConfig())
                        .setWalConfig(request.getWalConfig())
                        .putAllMetadata(request.getMetadataMap());
        if (request.hasQuantizationConfig()) {
            config.setQuantizationConfig(request.getQuantizationConfig());
        }
        StrictModeConfig strict =
                server.strictByDefault().toBuilder()
                        .mergeFrom(request.getStrictModeConfig())
                        .build();
        if (!strict.equals(StrictModeConfig.getDefaultInstance())) {
            config.setStrictModeConfig(strict);
        }
        return config.build();
    }

    @Override
    public void update(UpdateCollection request, StreamObserver<CollectionOperationResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    var config = collection.config().toBuilder();
                    config.getHnswConfigBuilder().mergeFrom(request.getHnswConfig());
                    config.getOptimizerConfigBuilder().mergeFrom(request.getOptimizersConfig());
                    if (request.hasStrictModeConfig()) {
                        config.getStrictModeConfigBuilder()
                                .mergeFrom(request.getStrictModeConfig());
                    }
                    if (request.hasParams()) {
                        var params = request.getParams();
                        if (params.hasReplicationFactor()) {
                            config.getParamsBuilder()
                                    .setReplicationFactor(params.getReplicationFactor());
                        }
                        if (params.hasWriteConsistencyFactor()) {
                            config.getParamsBuilder()
                                    .setWriteConsistencyFactor(params.getWriteConsistencyFactor());
                        }
                    }
                    switch (request.getQuantizationConfig().getQuantizationCase()) {
                        case SCALAR ->
                                config.getQuantizationConfigBuilder()
                                        .setScalar(request.getQuantizationConfig().getScalar());
                        case BINARY ->
                                config.getQuantizationConfigBuilder()
                                        .setBinary(request.getQuantizationConfig().getBinary());
                        case PRODUCT ->
                                config.getQuantizationConfigBuilder()
                                        .setProduct(request.getQuantizationConfig().getProduct());
                        case TURBOQUANT ->
                                config.getQuantizationConfigBuilder()
                                        .setTurboquant(
                                                request.getQuantizationConfig().getTurboquant());
                        case DISABLED -> config.clearQuantizationConfig();
                        case QUANTIZATION_NOT_SET -> {}
                    }
                    config.putAllMetadata(request.getMetadataMap());
                    collection.reconfigure(config.build());
                    return done(true);
                });
    }

    /// A collection's own name only: an alias is no collection to delete. Its aliases go with it.
    @Override
    public void delete(DeleteCollection request, StreamObserver<CollectionOperationResponse> to) {
        answer(to, () -> done(server.delete(request.getCollectionName())));
    }

    @Override
    public void get(
            GetCollectionInfoRequest request, StreamObserver<GetCollectionInfoResponse> to) {
        answer(
                to,
                () ->
                        GetCollectionInfoResponse.newBuilder()
                                .setResult(server.collection(request.getCollectionName()).info())
                                .build());
    }

    /// Aliases are not listed.
    @Override
    public void list(ListCollectionsRequest request, StreamObserver<ListCollectionsResponse> to) {
        answer(
                to,
                () -> {
                    var answer = ListCollectionsResponse.newBuilder();
                    server.names()
                            .forEach(name ->
                                    answer.addCollections(
                                            CollectionDescription.newBuilder().setName(name)));
                    return answer.build();
                });
    }

    /// True for an alias too: the server asks whether the name leads to a collection
    /// (`do_collection_exists`).
    @Override
    public void collectionExists(
            CollectionExistsRequest request, StreamObserver<CollectionExistsResponse> to) {
        answer(
                to,
                () ->
                        CollectionExistsResponse.newBuilder()
                                .setResult(
                                        CollectionExists.newBuilder()
                                                .setExists(
                                                        server.leadsSomewhere(
                                                                request.getCollectionName())))
                                .build());
    }

    /// "All changes of aliases happen atomically" (docs, "Collections", "Switch collection"): one
    /// wrong action, and none is done.
    @Override
    public void updateAliases(
            ChangeAliases request, StreamObserver<CollectionOperationResponse> to) {
        answer(
                to,
                () -> {
                    server.changeAliases(aliases -> {
                        for (AliasOperations action : request.getActionsList()) {
                            change(aliases, action);
                        }
                    });
                    return done(true);
                });
    }

    private void change(Map<String, String> aliases, AliasOperations action) {
        switch (action.getActionCase()) {
            case CREATE_ALIAS -> {
                var create = action.getCreateAlias();
                if (!server.names().contains(create.getCollectionName())) {
                    throw missing(create.getCollectionName());
                }
                if (server.names().contains(create.getAliasName())) {
                    throw FakeRefusals.alreadyThere(
                            "Collection `" + create.getAliasName() + "` already exists!");
                }
                aliases.put(create.getAliasName(), create.getCollectionName());
            }
            // An alias that is not there is as good as deleted.
            case DELETE_ALIAS -> aliases.remove(action.getDeleteAlias().getAliasName());
            case RENAME_ALIAS -> {
                var rename = action.getRenameAlias();
                String collection = aliases.remove(rename.getOldAliasName());
                if (collection == null) {
                    throw FakeRefusals.notFound(
                            "Alias " + rename.getOldAliasName() + " does not exists!");
                }
                aliases.put(rename.getNewAliasName(), collection);
            }
            case ACTION_NOT_SET ->
                    throw io.grpc.Status.INVALID_ARGUMENT
                            .withDescription("Malformed AliasOperation type")
                            .asRuntimeException();
        }
    }

    static io.grpc.StatusRuntimeException missing(String name) {
        return FakeRefusals.notFound("Collection `" + name + "` doesn't exist!");
    }

    @Override
    public void listAliases(ListAliasesRequest request, StreamObserver<ListAliasesResponse> to) {
        answer(to, () -> described(server.aliases()));
    }

    @Override
    public void listCollectionAliases(
            ListCollectionAliasesRequest request, StreamObserver<ListAliasesResponse> to) {
        answer(
                to,
                () -> {
                    server.collection(request.getCollectionName());
                    var own = new TreeMap<>(server.aliases());
                    own.values().removeIf(of -> !of.equals(request.getCollectionName()));
                    return described(own);
                });
    }

    private static ListAliasesResponse described(Map<String, String> aliases) {
        var answer = ListAliasesResponse.newBuilder();
        aliases.forEach((alias, collection) ->
                answer.addAliases(
                        AliasDescription.newBuilder()
                                .setAliasName(alias)
                                .setCollectionName(collection)));
        return answer.build();
    }

    private static CollectionOperationResponse done(boolean changed) {
        return CollectionOperationResponse.newBuilder().setResult(changed).build();
    }
}
