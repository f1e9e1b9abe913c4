package researchpaas.search.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.CollectionsGrpc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.SettingsOf;

class CheckQdrantTest {
    private final FakeQdrant fake = FakeQdrant.inProcess();

    @AfterEach
    void close() {
        fake.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1.15.4, qdrant.old, WRONG",
        "1.16.0, qdrant, OK",
        "1.19.2, qdrant, OK",
        "1.20.0, qdrant.new, WARNING",
        "2.0.0, qdrant.old, WRONG",
        "unknown, qdrant.old, WRONG"
    })
    void judgesTheVersion(String version, String key, Diagnosis.State state) {
        fake.version(version);

        assertThat(look(Map.of()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.key()).isEqualTo(key);
                    assertThat(one.state()).isEqualTo(state);
                });
    }

    @Test
    void tellsOfAKeyThatIsRefusedAndDoesNotShowIt() {
        fake.apiKey("right");

        assertThat(look(Map.of("QDRANT_API_KEY", "geheim")))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.key()).isEqualTo("qdrant.key");
                    assertThat(one.values().toString()).doesNotContain("geheim");
                });
    }

    @Test
    void tellsOfAServerThatIsNotThere() {
        fake.stop();

        assertThat(look(Map.of("QDRANT_TIMEOUT", "1s")))
                .singleElement()
                .extracting(Diagnosis::state)
                .isEqualTo(Diagnosis.State.WRONG);
    }

    @Test
    void tellsOfACollectionThatBearsTheAliasName() {
        ManagedChannel channel = fake.channel().build();
        try {
            CollectionsGrpc.newBlockingStub(channel)
                    .create(
                            CreateCollection.newBuilder()
                                    .setCollectionName("research_documents")
                                    .setVectorsConfig(
                                            VectorsConfig.newBuilder()
                                                    .setParams(
                                                            VectorParams.newBuilder()
                                                                    .setSize(4)
                                                                    .setDistance(Distance.Dot)))
                                    .build());
        } finally {
            channel.shutdownNow();
        }

        assertThat(look(Map.of())).extracting(Diagnosis::key).contains("qdrant.taken");
    }

    @Test
    void asksNobodyWhereAnotherEngineIsConfigured() {
        assertThat(look(Map.of("VECTOR_SEARCH_PROVIDER", "lucene")))
                .extracting(Diagnosis::key)
                .containsExactly("qdrant.off");
    }

    private List<Diagnosis> look(Map<String, String> changed) {
        Map<String, String> variables = new HashMap<>();
        variables.put("VECTOR_SEARCH_PROVIDER", "qdrant");
        variables.putAll(changed);
        return new CheckQdrant(
                        SettingsOf.environment(variables),
                        SettingsOf.bound(variables, "research-paas.qdrant", QdrantProperties.class),
                        _ -> fake.channel().build())
                .look();
    }
}
