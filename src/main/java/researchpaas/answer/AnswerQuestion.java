package researchpaas.answer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.answer.Answer.RelatedDocument;
import researchpaas.answer.Answer.RelevantDataset;
import researchpaas.answer.BestSentences.Chosen;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.answer.Progress.Proved;
import researchpaas.answer.Progress.Stage;
import researchpaas.answer.Progress.Step;
import researchpaas.answer.Progress.Withheld;
import researchpaas.answer.Trace.Index;
import researchpaas.answer.Trace.Read;
import researchpaas.answer.Trace.Timings;
import researchpaas.answer.UnderstandQuestion.Understood;
import researchpaas.answer.WriteAnswer.Written;
import researchpaas.document.Category;
import researchpaas.document.DocumentId;
import researchpaas.document.Documents;
import researchpaas.document.Language;
import researchpaas.document.Passage;
import researchpaas.document.PassageId;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchResult.Hit;

/// Answers a question from what the library holds, as far as the reader may see it. What is said is
/// proved by words of a source, or it is not said. A model writes where there is one; else, and
/// when it cannot or proves nothing, the sources' own best sentences answer.
@Component
public final class AnswerQuestion {
    private static final int RELATED = 5;

    /// How much likeness counts where one text is told word by word: all are less alike then. Where
    /// both are, likeness says less.
    private static final double ONE_BY_WORD = 1.5;

    private static final double BOTH_BY_WORD = 0.4;

    /// What questions on other subjects hardly reach.
    private static final double NEAR = 0.47;

    private static final double NEAR_BY_WORD = 0.51;

    private final GatherMaterial gather;
    private final RelevantDatasets relevantDatasets;
    private final LanguageModels models;
    private final UnderstandQuestion understand;
    private final TranslateWords translate;
    private final WriteAnswer write;
    private final Documents documents;
    private final SearchIndex index;
    private final EmbeddingModel meaning;
    private final AnswerWatch watch;

    AnswerQuestion(
            GatherMaterial gather,
            RelevantDatasets relevantDatasets,
            LanguageModels models,
            UnderstandQuestion understand,
            TranslateWords translate,
            WriteAnswer write,
            Documents documents,
            SearchIndex index,
            EmbeddingModel meaning,
            AnswerWatch watch) {
        this.gather = gather;
        this.relevantDatasets = relevantDatasets;
        this.models = models;
        this.understand = understand;
        this.translate = translate;
        this.write = write;
        this.documents = documents;
        this.index = index;
        this.meaning = meaning;
        this.watch = watch;
    }

    /// The reader left: the thread was interrupted, and still is.
    public static final class Cancelled extends RuntimeException {
        Cancelled(Throwable cause) {
            super("The answer was cancelled.", cause);
        }
    }

    /// Returns when the answer is whole. Interrupting the thread ends it, and what it has asked of
    /// a model, at once; neither the index nor the database is harmed by that.
    ///
    /// @param progress told on the caller's thread
    /// @throws SearchIndex.IndexUnavailable when nothing can be searched
    /// @throws Cancelled when the thread is interrupted
    public Answer answer(Question question, Reader reader, Consumer<Progress> progress) {
        Answer answer = new Answering(question, reader, progress).answer();
        watch.answered(answer);
        return answer;
    }

    private record Found(Material material, List<RelevantDataset> datasets, Index state) {}

    /// One answer on its way.
    private final class Answering implements WriteAnswer.Listener {
        private final long start = System.nanoTime();
        private final Question question;
        private final Reader reader;
        private final Consumer<Progress> progress;
        private final Places places;
        private final List<Statement> statements = new ArrayList<>();
        private final List<Statement> proposals = new ArrayList<>();
        private @Nullable Duration firstProved;
        private Duration search = Duration.ZERO;
        private int withheld;
        private Usage usage = Usage.NONE;

        Answering(Question question, Reader reader, Consumer<Progress> progress) {
            this.question = question;
            this.reader = reader;
            this.progress = progress;
            places = new Places(documents, reader);
        }

        Answer answer() {
            progress.accept(new Stage(Step.SEARCHING));
            Found found = understood(Unharmed.run(this::find));
            search = since(start);
            progress.accept(new Stage(Step.READING));
            Evidence evidence = Evidence.of(found.material());
            @Nullable Written written = evidence.isWorthAsking() ? written(found) : null;
            boolean wrote = !statements.isEmpty();
            boolean none = written != null && written.none();
            if (!wrote && !none) {
                statements.addAll(Unharmed.run(() -> extracted(found.material(), evidence)));
            }
            progress.accept(new Stage(Step.CHECKING));
            Unharmed.run(this::keepWhatIsSeen);
            if (!wrote) {
                statements.forEach(this::tell);
            }
            return whole(found, written, wrote, evidence);
        }

        private Found find() {
            Index state = new Index(index.engine(), index.cursor(), meaning.card().id());
            Material material = gather.of(question, reader);
            List<RelevantDataset> datasets =
                    relevantDatasets.of(
                            material.searched().getFirst(), material.translated(), reader);
            return new Found(material, datasets, state);
        }

        // --- by a model

        /// Where the question's words find little, a model may know others.
        private Found understood(Found found) {
            if (!Evidence.of(found.material()).isThin()
                    || models.standing().state() != LanguageModels.State.READY) {
                return found;
            }
            Understood understood = understand.searches(question, models.forReader(reader));
            usage = understood.usage();
            if (understood.searches().isEmpty()) {
                return found;
            }
            Material more =
                    Unharmed.run(
                            () -> gather.with(understood.searches(), found.material(), reader));
            return new Found(more, found.datasets(), found.state());
        }

        private @Nullable Written written(Found found) {
            if (models.standing().state() == LanguageModels.State.NONE) {
                return null;
            }
            progress.accept(new Stage(Step.WRITING));
            return write.write(
                    models.forReader(reader), question, found.material().sources(), places, this);
        }

        @Override
        public boolean proved(Statement statement, boolean next) {
            if (!Unharmed.run(() -> seen(List.of(statement))).contains(statement)) {
                return false;
            }
            if (next) {
                proposals.add(statement);
            } else {
                statements.add(statement);
                tell(statement);
            }
            return true;
        }

        @Override
        public void withheld() {
            withheld++;
            progress.accept(new Withheld(withheld));
        }

        // --- without one

        private List<Statement> extracted(Material material, Evidence evidence) {
            if (!evidence.carries() && !evidence.mayCarry() && !evidence.mayCarryTranslated()) {
                return List.of();
            }
            Length length =
                    Length.of(question.kind(), question.language())
                            .forThings(material.parts().size());
            List<Chosen> best =
                    BestSentences.of(
                            material.parts(),
                            material.sources(),
                            question.language(),
                            length,
                            likeness());
            if (!evidence.carries() && best.stream().noneMatch(one -> isNear(one, evidence))) {
                return List.of();
            }
            List<Statement> extracted = new ArrayList<>();
            for (Chosen chosen : best) {
                List<Citation> citations = places.of(chosen.source(), chosen.start(), chosen.end());
                if (!citations.isEmpty()) {
                    extracted.add(new Statement(plain(chosen.text()), citations, false));
                }
            }
            return extracted;
        }

        /// Whether a sentence does not only have some of the question's words, but is near to it in
        /// meaning: in its own language as far as the model knows it, in the other one by its
        /// words.
        private boolean isNear(Chosen chosen, Evidence evidence) {
            EmbeddingModel.Card card = meaning.card();
            if (Language.of(chosen.text()) != question.language()) {
                return evidence.mayCarryTranslated() && chosen.likeness() >= NEAR_BY_WORD;
            }
            return evidence.mayCarry()
                    && card.knows(question.language())
                    && chosen.likeness() >= NEAR;
        }

        /// A model that knows only English is told the words of Japanese in English.
        private ToDoubleBiFunction<String, String> likeness() {
            EmbeddingModel.Card card = meaning.card();
            Map<String, float[]> asked = new HashMap<>();
            Map<String, float[]> said = new HashMap<>();
            return (text, sentence) -> {
                boolean asksKnown = card.knows(Language.of(text));
                boolean saysKnown = card.knows(Language.of(sentence));
                if (!asksKnown && !saysKnown && !card.knows(Language.ENGLISH)) {
                    return 0;
                }
                String asks = asksKnown ? text : translate.inEnglish(text);
                String says = saysKnown ? sentence : translate.inEnglish(sentence);
                if (asks.isEmpty() || says.isEmpty()) {
                    return 0;
                }
                double likeness =
                        dot(
                                asked.computeIfAbsent(asks, meaning::query),
                                said.computeIfAbsent(says, meaning::passage));
                if (asksKnown && saysKnown) {
                    return likeness;
                }
                return likeness * (asksKnown || saysKnown ? ONE_BY_WORD : BOTH_BY_WORD);
            };
        }

        // --- what is shown

        private void tell(Statement statement) {
            if (firstProved == null) {
                firstProved = since(start);
            }
            progress.accept(new Proved(statement));
        }

        /// The second gate, once more at the end: what was revoked or changed meanwhile is gone.
        private boolean keepWhatIsSeen() {
            List<Statement> all = new ArrayList<>(statements);
            all.addAll(proposals);
            List<Statement> seen = seen(all);
            boolean statementsWent = statements.retainAll(seen);
            boolean proposalsWent = proposals.retainAll(seen);
            return statementsWent || proposalsWent;
        }

        /// Those whose every citation the reader may see, in the passage as it was read.
        private List<Statement> seen(List<Statement> those) {
            Set<PassageId> ids = new HashSet<>();
            those.forEach(one -> one.citations().forEach(cited -> ids.add(cited.passage())));
            if (ids.isEmpty()) {
                return List.of();
            }
            Map<PassageId, String> hashes = new HashMap<>();
            documents
                    .passages(ids, reader)
                    .forEach(passage -> hashes.put(passage.id(), passage.hash()));
            return those.stream()
                    .filter(one ->
                            one.citations().stream()
                                    .allMatch(cited ->
                                            cited.hash().equals(hashes.get(cited.passage()))))
                    .toList();
        }

        private Answer whole(
                Found found, @Nullable Written written, boolean wrote, Evidence evidence) {
            Material material = found.material();
            List<RelevantDataset> datasets = found.datasets();
            Trace trace = trace(found, written, evidence);
            List<RelatedDocument> related = related(material);
            if (statements.isEmpty()) {
                return new Answer.NotFound(
                        related, datasets, NextSteps.afterNothing(related), trace);
            }
            List<NextAction> next = new ArrayList<>();
            proposals.forEach(one -> next.add(new NextAction.Proposed(one)));
            next.addAll(NextSteps.after(question.kind(), related, datasets, material));
            return wrote
                    ? new Answer.Grounded(statements, related, datasets, next, trace)
                    : new Answer.Extractive(statements, related, datasets, next, trace);
        }

        private Trace trace(Found found, @Nullable Written written, Evidence evidence) {
            Duration checking = written == null ? Duration.ZERO : written.checking();
            return new Trace(
                    read(found.material()),
                    found.material().searched(),
                    byWhom(written, usage),
                    without(written, evidence),
                    statements.isEmpty() ? evidence.own() : evidence.best(),
                    withheld,
                    found.state(),
                    new Timings(search, firstProved, checking, since(start)));
        }

        private @Nullable Why without(@Nullable Written written, Evidence evidence) {
            if (written != null) {
                return written.why();
            }
            boolean asked = models.standing().state() != LanguageModels.State.NONE;
            return asked && !evidence.isWorthAsking() ? null : Why.NONE;
        }

        private List<Read> read(Material material) {
            Set<PassageId> cited = new HashSet<>();
            citations().map(Citation::passage).forEach(cited::add);
            return material.sources().stream()
                    .map(source -> asRead(source, cited.contains(source.passage().id())))
                    .toList();
        }

        private Stream<Citation> citations() {
            return Stream.concat(statements.stream(), proposals.stream())
                    .flatMap(statement -> statement.citations().stream());
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

    private Trace.@Nullable Written byWhom(@Nullable Written written, Usage before) {
        if (written == null) {
            return null;
        }
        String model = written.model();
        return model == null
                ? null
                : new Trace.Written(
                        models.forReader(Reader.nobody()).card().provider(),
                        model,
                        written.usage().plus(before));
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

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
