package researchpaas.operate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.document.Changes;
import researchpaas.document.Changes.Change;
import researchpaas.document.Changes.IndexedFile;
import researchpaas.document.Changes.IndexedPassage;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.operate.CompareLibrary.Comparison;
import researchpaas.operate.CompareWithIndex.Follower;
import researchpaas.operate.Finding.Kind;
import researchpaas.operate.SwitchReport.Held;
import researchpaas.operate.SwitchReport.Vectors;
import researchpaas.search.ActiveIndex;
import researchpaas.search.CompareAnswers;
import researchpaas.search.CompareAnswers.Compared;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.IndexChoices.Choice;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// Compares an index that was built beside the one that serves: with the database, whose rows it
/// must hold and nothing else, and with the one that serves, whose answers it should give.
@Component
class ProveIndex {
    /// What the index can have to do with.
    private static final Set<Kind> OF_INDEX =
            EnumSet.of(
                    Kind.NOT_INDEXED,
                    Kind.GHOST,
                    Kind.STALE,
                    Kind.ACCESS_DIFFERS,
                    Kind.VECTOR_NOT_INDEXED,
                    Kind.INDEX_BEHIND);

    private static final int PLACES = 25;
    private static final int LOOKS = 400;
    private static final int DOCUMENTS_AT_A_PLACE = 4;
    private static final int PASSAGES_OF_A_FILE = 5;
    private static final int QUESTIONS = 40;
    private static final int LONGEST_QUESTION = 80;
    private static final int DRAWS = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /// An engine may keep a vector a little less exact than the database.
    private static final double LEAST_COSINE = 0.999;

    private final CompareLibrary compare;
    private final CompareAnswers answers;
    private final ActiveIndex active;
    private final Changes changes;
    private final SwitchRules rules;
    private final Clock clock;
    private final Random random = new Random();

    ProveIndex(
            CompareLibrary compare,
            CompareAnswers answers,
            ActiveIndex active,
            Changes changes,
            SwitchRules rules,
            Clock clock) {
        this.compare = compare;
        this.answers = answers;
        this.active = active;
        this.changes = changes;
        this.rules = rules;
        this.clock = clock;
    }

    /// @param goesOn false ends it early; what it says by then proves nothing
    /// @throws IndexUnavailable when the new index does not answer
    SwitchReport prove(Choice to, Instant startedAt, long computed, BooleanSupplier goesOn)
            throws InterruptedException {
        SearchIndex index = active.besideIndex(to).orElseThrow();
        EmbeddingModel.Card card = active.model(to.model()).orElseThrow().card();
        Comparison compared = compare.compare(index, new OfBeside(active), () -> card, goesOn);
        Vectors vectors = vectors(index, to);
        for (int draw = 1; draw < DRAWS && !isSound(vectors) && goesOn.getAsBoolean(); draw++) {
            // the index may have been too slow
            vectors = vectors(index, to);
        }
        SearchIndex.Size size = index.size();
        return new SwitchReport(
                active.current(),
                to,
                startedAt,
                clock.instant(),
                computed,
                before(),
                new Held(size.documents(), size.passages()),
                compared.documents(),
                compared.passages(),
                compared.findings().list().stream()
                        .filter(finding -> OF_INDEX.contains(finding.kind()))
                        .toList(),
                vectors,
                answers(to, goesOn),
                false);
    }

    /// Answers of another model are meant to differ.
    boolean isProved(SwitchReport report) {
        Compared answers = report.answers();
        boolean alike =
                answers == null
                        || !report.from().model().equals(report.to().model())
                        || answers.overlap() >= rules.leastOverlap();
        return report.differences().isEmpty() && isSound(report.vectors()) && alike;
    }

    private static boolean isSound(Vectors vectors) {
        return vectors.missing() == 0 && vectors.leastCosine() >= LEAST_COSINE;
    }

    private @Nullable Held before() {
        try {
            SearchIndex.Size size = active.size();
            return new Held(size.documents(), size.passages());
        } catch (IndexUnavailable e) {
            return null;
        }
    }

    private @Nullable Compared answers(Choice to, BooleanSupplier goesOn) {
        try {
            return answers.compare(to, questions(to), Reader.local(), goesOn);
        } catch (IndexUnavailable e) {
            // the former one may be why it is left
            return null;
        }
    }

    /// Of what was published before, so that the index should have it, and was not edited since.
    private Vectors vectors(SearchIndex index, Choice to) throws InterruptedException {
        long last = changes.last();
        active.awaitBeside(LONGEST_WAIT);
        Collection<Change.Present> documents = drawn(to, last);
        Map<PassageId, float[]> held =
                index.vectors(
                        passagesOf(documents).stream().map(IndexedPassage::id).toList(),
                        Reader.local());
        Vectors all = new Vectors(0, 0, 1);
        for (Change.Present document : documents) {
            Vectors its = vectors(passagesOf(List.of(document)), held);
            if (isSound(its) || isStill(document, to)) {
                all =
                        new Vectors(
                                all.compared() + its.compared(),
                                all.missing() + its.missing(),
                                Math.min(all.leastCosine(), its.leastCosine()));
            }
        }
        return all;
    }

    /// Whether it is as it was drawn.
    private boolean isStill(Change.Present drawn, Choice to) {
        return changes.after(drawn.number() - 1, 1, to.model()).stream()
                .anyMatch(change -> change.number() == drawn.number());
    }

    private static Vectors vectors(List<IndexedPassage> passages, Map<PassageId, float[]> held) {
        int compared = 0;
        int missing = 0;
        double least = 1;
        for (IndexedPassage passage : passages) {
            float[] stored = passage.vector();
            if (stored != null) {
                compared++;
                float[] vector = held.get(passage.id());
                if (vector == null) {
                    missing++;
                } else {
                    least = Math.min(least, cosine(stored, vector));
                }
            }
        }
        return new Vectors(compared, missing, least);
    }

    private static List<IndexedPassage> passagesOf(Collection<Change.Present> documents) {
        return documents.stream()
                .flatMap(document -> document.files().stream())
                .map(IndexedFile::passages)
                .flatMap(passages -> passages.stream().limit(PASSAGES_OF_A_FILE))
                .toList();
    }

    private static double cosine(float[] a, float[] b) {
        if (a.length != b.length) {
            return -1;
        }
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            squaresA += (double) a[i] * a[i];
            squaresB += (double) b[i] * b[i];
        }
        return product / Math.sqrt(squaresA * squaresB);
    }

    /// As people would ask: titles, headings, beginnings of sentences of the library itself.
    private List<String> questions(Choice to) {
        Collection<Change.Present> documents = drawn(to, changes.last());
        return Stream.concat(
                        documents.stream().map(Change.Present::title),
                        passagesOf(documents).stream()
                                .flatMap(passage -> Stream.of(passage.heading(), passage.text())))
                .map(ProveIndex::shortened)
                .filter(question -> !question.isBlank())
                .distinct()
                .limit(QUESTIONS)
                .toList();
    }

    /// Up to the last space, where there is one.
    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= LONGEST_QUESTION) {
            return line;
        }
        int space = line.lastIndexOf(' ', LONGEST_QUESTION);
        int end = space > 0 ? space : LONGEST_QUESTION / 2;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
    }

    /// From all over the library.
    private Collection<Change.Present> drawn(Choice to, long last) {
        Map<DocumentId, Change.Present> drawn = new LinkedHashMap<>();
        int places = 0;
        // most documents may be gone
        for (int look = 0; look < LOOKS && places < PLACES && last > 0; look++) {
            boolean any = false;
            for (Change change :
                    changes.after(random.nextLong(last), DOCUMENTS_AT_A_PLACE, to.model())) {
                if (change instanceof Change.Present present && present.number() <= last) {
                    drawn.put(present.document(), present);
                    any = true;
                }
            }
            places += any ? 1 : 0;
        }
        return drawn.values();
    }

    private record OfBeside(ActiveIndex active) implements Follower {
        @Override
        public boolean awaitCaughtUp(Duration longest) throws InterruptedException {
            return active.awaitBeside(longest);
        }

        @Override
        public long behind() {
            return active.besideBehind();
        }
    }
}
