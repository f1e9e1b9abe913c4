package researchpaas.search.qdrant;

import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.DeleteAlias;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.CollectionsGrpc;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// The name under which people and tools that look from outside find the collection that serves.
/// This program knows its collections by their own names, so the alias follows the database's word
/// a moment later, in one step of the server's.
final class DepartmentAlias {
    private static final Logger log = LoggerFactory.getLogger(DepartmentAlias.class);
    private static final long PAUSE = Duration.ofSeconds(30).toNanos();

    private final String alias;
    private final QdrantStore store;
    private final String model;
    private final Supplier<Optional<String>> serving;
    private volatile long next = System.nanoTime();

    /// @param serving the model whose index in Qdrant serves; empty where another engine does
    DepartmentAlias(
            String alias, QdrantStore store, String model, Supplier<Optional<String>> serving) {
        this.alias = alias;
        this.store = store;
        this.model = model;
        this.serving = serving;
    }

    /// Called often, looks now and then.
    void follow() {
        if (System.nanoTime() - next < 0) {
            return;
        }
        next = System.nanoTime() + PAUSE;
        if (serving.get().filter(model::equals).isPresent()) {
            try {
                point();
            } catch (IndexUnavailable e) {
                log.atWarn()
                        .addKeyValue("alias", alias)
                        .setCause(e)
                        .log("The alias in Qdrant could not be moved; it is tried again.");
            }
        }
    }

    private void point() {
        Optional<String> now =
                store
                        .ask(
                                CollectionsGrpc.getListAliasesMethod(),
                                ListAliasesRequest.getDefaultInstance())
                        .getAliasesList()
                        .stream()
                        .filter(one -> one.getAliasName().equals(alias))
                        .map(AliasDescription::getCollectionName)
                        .findFirst();
        if (now.filter(store.collection()::equals).isPresent()) {
            return;
        }
        ChangeAliases.Builder change = ChangeAliases.newBuilder();
        if (now.isPresent()) {
            change.addActions(
                    AliasOperations.newBuilder()
                            .setDeleteAlias(DeleteAlias.newBuilder().setAliasName(alias)));
        }
        change.addActions(
                AliasOperations.newBuilder()
                        .setCreateAlias(
                                CreateAlias.newBuilder()
                                        .setAliasName(alias)
                                        .setCollectionName(store.collection())));
        store.write(CollectionsGrpc.getUpdateAliasesMethod(), change.build());
    }
}
