package researchpaas.takeover.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import researchpaas.takeover.ChromaStores;
import researchpaas.takeover.ChromaStores.Expected;
import researchpaas.takeover.EarlierPoint;
import researchpaas.takeover.EarlierPoints.Opened;
import researchpaas.takeover.EarlierPoints.Trouble;
import researchpaas.takeover.EarlierPoints.Unusable;

class ChromaServerTest {
    private static final List<Expected> POINTS = ChromaStores.expected(ChromaStores.SMALL);

    private static ChromaSettings settings(Duration attempt, Duration whole, DataSize largest) {
        return new ChromaSettings(
                "research_documents", "", attempt, whole, 3, Duration.ofMillis(1), 50, largest);
    }

    private static ChromaSettings settings() {
        return settings(Duration.ofSeconds(20), Duration.ofMinutes(1), DataSize.ofMegabytes(1));
    }

    private static List<EarlierPoint> read(FakeChroma server, ChromaSettings settings) {
        List<EarlierPoint> points = new ArrayList<>();
        try (Opened opened = ChromaServer.open(server.address(), settings)) {
            opened.points(30, points::addAll);
        }
        return points;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void readsEveryPointPageByPageOverEitherVersionOfTheApi(int version) throws Exception {
        try (FakeChroma server = new FakeChroma(version, POINTS)) {
            ChromaStores.assertSame(read(server, settings()), POINTS);
            assertThat(server.asked).filteredOn(path -> path.endsWith("/get")).hasSize(4);
        }
    }

    @Test
    void triesAgainWhatMayPass() throws Exception {
        try (FakeChroma server = new FakeChroma(2, POINTS).failing(503, 429)) {
            ChromaStores.assertSame(read(server, settings()), POINTS);
        }
    }

    @Test
    void givesUpOnAServerThatStaysBroken() throws Exception {
        try (FakeChroma server = new FakeChroma(2, POINTS).failing(500, 500, 500)) {
            assertThatThrownBy(() -> read(server, settings())).satisfies(is(Trouble.UNREACHABLE));
        }
        URI nobody;
        try (FakeChroma gone = new FakeChroma(2, POINTS)) {
            nobody = gone.address();
        }
        assertThatThrownBy(() -> ChromaServer.open(nobody, settings()))
                .satisfies(is(Trouble.UNREACHABLE));
    }

    @Test
    void doesNotWaitForTheRestOfAnAnswerForEver() throws Exception {
        try (FakeChroma server = new FakeChroma(2, POINTS).hanging()) {
            ChromaSettings settings =
                    settings(
                            Duration.ofMillis(300), Duration.ofMinutes(1), DataSize.ofMegabytes(1));
            assertThatThrownBy(() -> read(server, settings)).satisfies(is(Trouble.UNREACHABLE));
        }
    }

    @Test
    void readsNoAnswerWithoutEnd() throws Exception {
        try (FakeChroma server = new FakeChroma(2, POINTS)) {
            ChromaSettings settings =
                    settings(
                            Duration.ofSeconds(20), Duration.ofMinutes(1), DataSize.ofKilobytes(2));
            assertThatThrownBy(() -> read(server, settings)).satisfies(is(Trouble.TOO_LARGE));
        }
    }

    @Test
    void saysWhoIsAskedFor() throws Exception {
        try (FakeChroma server = new FakeChroma(2, POINTS).wanting("secret")) {
            assertThatThrownBy(() -> read(server, settings())).satisfies(is(Trouble.NOT_ALLOWED));
            ChromaSettings s = settings();
            ChromaSettings known =
                    new ChromaSettings(
                            s.collection(),
                            "secret",
                            s.attempt(),
                            s.whole(),
                            1,
                            s.firstWait(),
                            s.page(),
                            s.largestAnswer());
            assertThat(read(server, known)).hasSameSizeAs(POINTS);
            assertThat(known.toString()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void saysThatTheCollectionIsMissing(int version) throws Exception {
        try (FakeChroma server = new FakeChroma(version, POINTS)) {
            ChromaSettings s = settings();
            ChromaSettings other =
                    new ChromaSettings(
                            "other",
                            "",
                            s.attempt(),
                            s.whole(),
                            3,
                            s.firstWait(),
                            s.page(),
                            s.largestAnswer());
            assertThatThrownBy(() -> read(server, other)).satisfies(is(Trouble.NO_COLLECTION));
        }
    }

    @Test
    void noticesAStoreThatGrowsMeanwhile() throws Exception {
        try (FakeChroma server = new FakeChroma(2, POINTS);
                Opened opened = ChromaServer.open(server.address(), settings())) {
            assertThatThrownBy(
                            () -> opened.points(30, batch -> server.become(POINTS.subList(0, 90))))
                    .satisfies(is(Trouble.IN_USE));
        }
    }

    @Test
    void takesNoAddressWithAPasswordInIt() {
        ChromaPoints points = new ChromaPoints(settings());
        for (String place : List.of("http://me:secret@127.0.0.1:1", "http://", "/nowhere/at/all")) {
            assertThatThrownBy(() -> points.open(place)).satisfies(is(Trouble.NO_STORE));
        }
    }

    private static Consumer<Throwable> is(Trouble trouble) {
        return e ->
                assertThat(e)
                        .isInstanceOfSatisfying(
                                Unusable.class,
                                unusable -> assertThat(unusable.trouble()).isEqualTo(trouble));
    }
}
