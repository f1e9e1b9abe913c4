package researchpaas.answer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.answer.Answer.RelatedDocument;
import researchpaas.answer.Answer.RelevantDataset;
import researchpaas.answer.BestSentences.Chosen;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.Progress.Proved;
import researchpaas.answer.Progress.Stage;
import researchpaas.answer.Progress.Step;
import researchpaas.answer.Trace.Index;
import researchpaas.answer.Trace.Read;
import researchpaas.answer.Trace.Timings;
import researchpaas.document.Category;
import researchpaas.document.DocumentId;
import researchpaas.document.Documents;
import researchpaas.document.Passage;
import researchpaas.document.PassageId;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchResult.Hit;

/// Answers a question from what the library holds, as far as the reader may see it. What is said is
/// proved by words of a source, or it is not said.
@Component
public final class AnswerQuestion {
    private static final int RELATED = 5;

    private final GatherMaterial gather;
    private final RelevantDatasets relevantDatasets;
    private final Documents documents;
    private final SearchIndex index;
    private final EmbeddingModel meaning;

    AnswerQuestion(
            GatherMaterial gather,
            RelevantDatasets relevantDatasets,
            Documents documents,
            SearchIndex index,
            EmbeddingModel meaning) {
        this.gather = gather;
        this.relevantDatasets = relevantDatasets;
        this.documents = documents;
        this.index = index;
        this.meaning = meaning;
    }

    /// Returns when the answer is whole. Interrupting the thread ends it, and what it has asked of
    /// a model, at once.
    ///
    /// @param progress told on the caller's thread
    /// @throws SearchIndex.IndexUnavailable when nothing can be searched
    public Answer answer(Question question, Reader reader, Consumer<Progress> progress) {
        return new Answering(question, reader, progress).answer();
    }

    /// One answer on its way.
    private final class Answering {
        private final long start = System.nanoTime();
        private final Question question;
        private final Reader reader;
        private final Consumer<Progress> progress;
        private final Places places;
        private final List<Statement> statements = new ArrayList<>();
        private @Nullable Duration firstProved;
        private Duration search = Duration.ZERO;

        Answering(Question question, Reader reader, Consumer<Progress> progress) {
            this.question = question;
            this.reader = reader;
            this.progress = progress;
            places = new Places(documents, reader);
        }

        Answer answer() {
            progress.accept(new Stage(Step.SEARCHING));
            Index state = new Index(index.engine(), index.cursor(), meaning.card().id());
            Material material = gather.of(question, reader);
            List<RelevantDataset> datasets =
                    relevantDatasets.of(material.searched().getFirst(), material.words(), reader);
            search = since(start);
            progress.accept(new Stage(Step.READING));
            if (Evidence.of(material).carries()) {
                extract(material);
            }
            progress.accept(new Stage(Step.CHECKING));
            statements.forEach(this::tell);
            return whole(material, datasets, state);
        }

        private void extract(Material material) {
            Length length = Length.of(question.kind(), question.language());
            for (Chosen chosen :
                    BestSentences.of(
                            material.words(), material.sources(), question.language(), length)) {
                List<Citation> citations = places.of(chosen.source(), chosen.start(), chosen.end());
                if (!citations.isEmpty()) {
                    statements.add(new Statement(plain(chosen.text()), citations, false));
                }
            }
        }

        private void tell(Statement statement) {
            if (firstProved == null) {
                firstProved = since(start);
            }
            progress.accept(new Proved(statement));
        }

        private Answer whole(Material material, List<RelevantDataset> datasets, Index state) {
            Trace trace =
                    new Trace(
                            read(material),
                            material.searched(),
                            null,
                            Why.NONE,
                            Evidence.of(material).best(),
                            0,
                            state,
                            new Timings(search, firstProved, Duration.ZERO, since(start)));
            List<RelatedDocument> related = related(material);
            return statements.isEmpty()
                    ? new Answer.NotFound(related, datasets, NextSteps.afterNothing(related), trace)
                    : new Answer.Extractive(
                            statements,
                            related,
                            datasets,
                            NextSteps.after(question.kind(), related, datasets, material),
                            trace);
        }

        private List<Read> read(Material material) {
            Set<PassageId> cited = new HashSet<>();
            citations().map(Citation::passage).forEach(cited::add);
            return material.sources().stream()
                    .map(source -> asRead(source, cited.contains(source.passage().id())))
                    .toList();
        }

        private Stream<Citation> citations() {
            return statements.stream().flatMap(statement -> statement.citations().stream());
        }

        /// The cited ones first.
        private List<RelatedDocument> related(Material material) {
            Map<DocumentId, RelatedDocument> related = new LinkedHashMap<>();
            Map<DocumentId, Hit> hits = new LinkedHashMap<>();
            material.hits().forEach(hit -> hits.put(hit.document().id(), hit));
            Stream.concat(citations().map(Citation::id), hits.keySet().stream())
                    .distinct()
                    .map(hits::get)
                    .filter(hit ->
                            hit != null && hit.document().key().category() != Category.DATASET)
                    .limit(RELATED)
                    .forEach(hit -> related.put(hit.document().id(), asRelated(hit)));
            return List.copyOf(related.values());
        }
    }

    private static RelatedDocument asRelated(Hit hit) {
        @Nullable Passage best =
                hit.passages().isEmpty() ? null : hit.passages().getFirst().passage();
        return new RelatedDocument(hit.document(), best);
    }

    private static Read asRead(Source source, boolean cited) {
        Passage passage = source.passage();
        return new Read(
                source.document().id(),
                source.document().key(),
                passage.file(),
                passage.id(),
                passage.hash(),
                cited);
    }

    /// A source's sentence in one line.
    private static String plain(String text) {
        return text.replaceAll("(?<=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}。、])\\s*\\n\\s*", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
