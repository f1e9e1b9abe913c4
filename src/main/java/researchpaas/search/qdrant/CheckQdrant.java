package researchpaas.search.qdrant;

import io.grpc.ManagedChannel;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.env.Environment;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// Whether the server answers, takes the key, has a version that is supported and no collection
/// that bears the alias's name.
@EnableConfigurationProperties(QdrantProperties.class)
final class CheckQdrant implements Check {
    private final Environment environment;
    private final QdrantProperties properties;
    private final Function<QdrantProperties, ManagedChannel> channels;

    @Autowired
    CheckQdrant(Environment environment, QdrantProperties properties) {
        this(environment, properties, QdrantEngine::channel);
    }

    CheckQdrant(
            Environment environment,
            QdrantProperties properties,
            Function<QdrantProperties, ManagedChannel> channels) {
        this.environment = environment;
        this.properties = properties;
        this.channels = channels;
    }

    @Override
    public List<Diagnosis> look() {
        String provider = environment.getProperty("research-paas.search.provider", "");
        if (!provider.strip().equalsIgnoreCase(QdrantEngine.NAME)) {
            return List.of(Diagnosis.notChecked(Topic.QDRANT, "qdrant.off"));
        }
        try (Line line = QdrantEngine.line(properties, channels)) {
            String version =
                    line.ask(
                                    QdrantGrpc.getHealthCheckMethod(),
                                    HealthCheckRequest.getDefaultInstance())
                            .getVersion();
            List<Diagnosis> found = new ArrayList<>(List.of(version(version)));
            // which needs the key
            boolean taken =
                    line
                            .ask(
                                    CollectionsGrpc.getListMethod(),
                                    ListCollectionsRequest.getDefaultInstance())
                            .getCollectionsList()
                            .stream()
                            .map(CollectionDescription::getName)
                            .anyMatch(properties.collection()::equals);
            if (taken) {
                found.add(Diagnosis.wrong(Topic.QDRANT, "qdrant.taken", properties.collection()));
            }
            return found;
        } catch (IndexUnavailable e) {
            return List.of(unavailable(e));
        }
    }

    private Diagnosis unavailable(IndexUnavailable e) {
        String place = properties.address().toString();
        return switch (e.trouble()) {
            case UNREACHABLE, SLOW -> Diagnosis.wrong(Topic.QDRANT, "qdrant.silent", place);
            case KEY_REFUSED -> Diagnosis.wrong(Topic.QDRANT, "qdrant.key", place);
            case BUSY, WRONG_DIMENSION, MISSING, DISK_FULL, NAME_TAKEN, VERSION, OTHER ->
                    Diagnosis.wrong(Topic.QDRANT, "refused", String.valueOf(e.getMessage()));
        };
    }

    private Diagnosis version(String version) {
        String range =
                "1.%d – 1.%d".formatted(CollectionSetup.OLDEST_MINOR, CollectionSetup.NEWEST_MINOR);
        int minor = CollectionSetup.minor(version);
        if (minor < CollectionSetup.OLDEST_MINOR) {
            return Diagnosis.wrong(Topic.QDRANT, "qdrant.old", version, range);
        }
        return minor > CollectionSetup.NEWEST_MINOR
                ? Diagnosis.warning(Topic.QDRANT, "qdrant.new", version, range)
                : Diagnosis.ok(Topic.QDRANT, "qdrant", version, properties.address().toString());
    }
}
