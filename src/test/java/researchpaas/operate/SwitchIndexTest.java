package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import researchpaas.audit.Actor;
import researchpaas.document.DocumentId;
import researchpaas.doors.BreakableIndex;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.OnlyLeases;
import researchpaas.operate.SwitchIndex.Asked;
import researchpaas.operate.SwitchIndex.Why;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.EmbeddingModels;
import researchpaas.search.FakeEmbeddingModel;
import researchpaas.search.IndexChoices;
import researchpaas.search.IndexChoices.Choice;
import researchpaas.search.qdrant.FakeQdrant;

/// Lucene and the double of a Qdrant server on a socket, and two models.
@DoorsTest
@Import(SwitchIndexTest.Parts.class)
@TestPropertySource(properties = {"doors.context=switch", "doors.dimension=64"})
class SwitchIndexTest extends MovesThereAndBack {
    private static final Choice WIDE = new Choice("lucene", "wide", 3);

    private static final FakeQdrant SERVER = FakeQdrant.onSocket();

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry registry) {
        registry.add("research-paas.qdrant.host", () -> "127.0.0.1");
        registry.add("research-paas.qdrant.grpc-port", () -> SERVER.address().getPort());
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @TestConfiguration
    static class Parts {
        @Bean
        EmbeddingModels others() {
            EmbeddingModel wide = new FakeEmbeddingModel("wide", 3);
            return new EmbeddingModels() {
                @Override
                public Optional<EmbeddingModel> of(String id) {
                    return id.equals("wide") ? Optional.of(wide) : Optional.empty();
                }

                @Override
                public List<String> known() {
                    return List.of("wide");
                }

                @Override
                public Optional<String> configured() {
                    return Optional.empty();
                }
            };
        }
    }

    @Autowired IndexChoices choices;
    @Autowired BreakableIndex index;
    @Autowired JdbcClient sql;
    @Autowired OnlyLeases leases;

    @BeforeEach
    void fill() throws Exception {
        library.fill();
        if (!active.current().equals(LUCENE)) {
            moved("lucene", "fake");
        }
    }

    @AfterEach
    void mend() {
        index.breakDown(false);
        index.lose(null);
        leases.take(false);
    }

    @Test
    void theVectorsOfAnotherModelAreComputedBesideTheOldOnesAndOnce() throws Exception {
        long fake = vectors("fake");
        SwitchReport there = moved("lucene", "wide");
        assertThat(there.switched()).as("%s", there).isTrue();
        assertThat(active.current()).isEqualTo(WIDE);
        assertThat(there.vectorsComputed()).isPositive();
        assertThat(there.vectors().compared())
                .as("drawn among the few that are there, though most are gone")
                .isPositive();
        assertThat(vectors("fake")).isEqualTo(fake);
        assertThat(vectors("wide")).isEqualTo(there.vectorsComputed());
        assertThat(found("sparse attention")).isPositive();

        SwitchReport back = moved("lucene", "fake");
        assertThat(back.vectorsComputed()).isZero();
        SwitchReport again = moved("lucene", "wide");
        assertThat(again.vectorsComputed()).isZero();
    }

    private long vectors(String model) {
        return sql.sql("select count(*) from vectors where model = :model")
                .param("model", model)
                .query(Long.class)
                .single();
    }

    @Test
    void anIndexThatLacksADocumentDoesNotServe() throws Exception {
        assertThat(move.status().held()).contains("lucene/fake");
        moved("qdrant", "fake");
        moved("lucene", "fake");
        assertThat(move.forget(Actor.local())).isEqualTo(new Asked.Accepted(QDRANT));
        assertThat(move.status().held()).doesNotContain("qdrant/fake");

        index.lose(
                new DocumentId(
                        sql.sql("select id from documents where number = 1 and category = 'paper'")
                                .query(Long.class)
                                .single()));
        SwitchReport report = moved("qdrant", "fake");
        assertThat(report.switched()).isFalse();
        assertThat(report.differences())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.NOT_INDEXED);
        assertThat(active.current()).isEqualTo(LUCENE);
        assertThat(choices.standing().orElseThrow().building()).isNull();
    }

    @Test
    void waitsForAnEngineThatIsAwayAndGoesOnByItself() throws Exception {
        moved("qdrant", "fake");
        index.breakDown(true);
        assertThat(move.back(Actor.local())).isInstanceOf(Asked.Accepted.class);
        await(() -> move.status().broke());
        assertThat(active.current()).isEqualTo(QDRANT);
        index.breakDown(false);
        assertThat(report().switched()).isTrue();
        assertThat(active.current()).isEqualTo(LUCENE);
    }

    /// An instance that was held up for longer than its lease finds another one at work.
    @Test
    void endsWhereAnotherInstanceHasTakenItUp() throws Exception {
        index.breakDown(true);
        assertThat(move.begin("qdrant", "fake", Actor.local())).isInstanceOf(Asked.Accepted.class);
        await(() -> move.status().broke());
        leases.take(true);
        await(() -> !move.status().broke());
        index.breakDown(false);
        assertThat(active.current()).isEqualTo(LUCENE);
        assertThat(choices.standing().orElseThrow().building()).isEqualTo(QDRANT);

        leases.take(false);
        assertThat(report().switched()).isTrue();
        assertThat(active.current()).isEqualTo(QDRANT);
    }

    /// What a killed instance leaves is the row, and what it had built.
    @Test
    void whatWasUnderWayIsTakenUp() throws Exception {
        assertThat(choices.build(QDRANT, false)).isTrue();
        await(() -> active.current().equals(QDRANT));
        assertThat(report().switched()).isTrue();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(move.begin("solr", null, Actor.local()))
                .isEqualTo(new Asked.Refused(Why.UNKNOWN_ENGINE));
        assertThat(move.begin(null, "large", Actor.local()))
                .isEqualTo(new Asked.Refused(Why.UNKNOWN_MODEL));
        assertThat(move.begin("lucene", "fake", Actor.local()))
                .isEqualTo(new Asked.Refused(Why.SERVES_ALREADY));
        assertThat(move.giveUp(Actor.local())).isEqualTo(new Asked.Refused(Why.NOTHING_IS_BUILT));
        index.breakDown(true);
        assertThat(move.begin("qdrant", null, Actor.local())).isEqualTo(new Asked.Accepted(QDRANT));
        assertThat(move.begin("qdrant", "wide", Actor.local()))
                .isEqualTo(new Asked.Refused(Why.ANOTHER_IS_BUILT));
        assertThat(move.giveUp(Actor.local())).isEqualTo(new Asked.Accepted(QDRANT));
        assertThat(move.building()).isEmpty();
    }
}
