package researchpaas.search.qdrant;

import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import researchpaas.document.Access;
import researchpaas.search.EmbeddingModel.Card;
import researchpaas.search.IndexChoices.Choice;
import researchpaas.search.IndexCursors;
import researchpaas.search.SearchEngine;
import researchpaas.search.TextAnalysis;
import researchpaas.search.TwoSets;
import researchpaas.search.lucene.TestAnalysis;
import researchpaas.search.qdrant.QdrantProperties.Quantization;

/// Engines for tests.
public final class QdrantIndexes {
    /// Of the contract's vectors.
    static final Card MODEL = new Card("test/model", 4, 100, Set.of());

    static final TextAnalysis ANALYSIS = TestAnalysis.lucene();

    /// One process runs a test class at a time.
    private static volatile String serving = MODEL.id();

    private QdrantIndexes() {}

    /// The model whose index serves from now on.
    static void nowServes(String model) {
        serving = model;
    }

    private static Optional<Choice> serving() {
        return Optional.of(new Choice("qdrant", serving, 4));
    }

    static QdrantProperties settings() {
        return settings("localhost", "", Duration.ofSeconds(5));
    }

    static QdrantProperties settings(String host, String key, Duration timeout) {
        return settings(host, key, "research_documents", timeout);
    }

    static QdrantProperties settings(String host, String key, String collection, Duration timeout) {
        return new QdrantProperties(
                host,
                6333,
                6334,
                key,
                null,
                collection,
                Quantization.NONE,
                false,
                true,
                0,
                1,
                1,
                timeout,
                timeout);
    }

    static SearchEngine on(FakeQdrant server, IndexCursors cursors) {
        return on(server, cursors, new TwoSets());
    }

    public static SearchEngine on(FakeQdrant server, IndexCursors cursors, Access access) {
        return new QdrantEngine(
                settings(),
                ANALYSIS,
                access,
                cursors,
                QdrantIndexes::serving,
                _ -> server.channel().build());
    }

    /// Over the network, as in production.
    static SearchEngine over(QdrantProperties settings, IndexCursors cursors) {
        return new QdrantEngine(
                settings,
                ANALYSIS,
                new TwoSets(),
                cursors,
                QdrantIndexes::serving,
                QdrantEngine::channel);
    }

    static SearchEngine on(
            QdrantProperties settings,
            IndexCursors cursors,
            Function<QdrantProperties, ManagedChannel> channels) {
        return new QdrantEngine(
                settings, ANALYSIS, new TwoSets(), cursors, QdrantIndexes::serving, channels);
    }
}
