package researchpaas.search.qdrant;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param host a name, a name with a port, or a URL; empty, as where a host's form was left so, for
///   this computer
/// @param port of REST, as old files have it; a port in `host` that is another one is gRPC's
/// @param apiKey empty for none
/// @param tls absent: as the URL says, else without
/// @param collection what the collections' names begin with, and the alias of the one that serves
/// @param quantization of vectors in memory
/// @param shards 0 for as many as the server takes
/// @param timeout of a question, its retries included
/// @param writeTimeout of a write, its retries included
@Validated
@ConfigurationProperties("research-paas.qdrant")
record QdrantProperties(
        @DefaultValue(OWN_COMPUTER) String host,
        @DefaultValue("6333") @Min(1) @Max(65535) int port,
        @DefaultValue("6334") @Min(1) @Max(65535) int grpcPort,
        @DefaultValue("") String apiKey,
        @Nullable Boolean tls,
        @DefaultValue("research_documents")
                @Pattern(
                        regexp = "[A-Za-z0-9._-]{1,100}",
                        message = "letters, digits and ._- only, at most 100")
                String collection,
        @DefaultValue("none") Quantization quantization,
        @DefaultValue("false") boolean vectorsOnDisk,
        @DefaultValue("true") boolean payloadOnDisk,
        @DefaultValue("0") @Min(0) @Max(1000) int shards,
        @DefaultValue("1") @Min(1) @Max(32) int replicas,
        @DefaultValue("1") @Min(1) @Max(32) int writeConsistency,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("120s") Duration writeTimeout) {
    private static final String OWN_COMPUTER = "localhost";

    QdrantProperties {
        host = host.isBlank() ? OWN_COMPUTER : host;
        if (writeConsistency > replicas) {
            throw new IllegalArgumentException(
                    "QDRANT_WRITE_CONSISTENCY asks for more copies than QDRANT_REPLICAS keeps.");
        }
        if (!timeout.isPositive() || !writeTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "QDRANT_TIMEOUT and QDRANT_WRITE_TIMEOUT must be above nothing.");
        }
        Address.of(host, port, grpcPort, tls);
    }

    Address address() {
        return Address.of(host, port, grpcPort, tls);
    }

    enum Quantization {
        NONE,
        INT8,
        BINARY
    }

    /// The key must not come into a log.
    @Override
    public String toString() {
        return "QdrantProperties[%s, collection=%s]".formatted(address(), collection);
    }
}
