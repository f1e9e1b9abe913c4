package researchpaas.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.answer.Question.Exchange;
import researchpaas.answer.Question.Kind;
import researchpaas.document.Category;
import researchpaas.document.Document;
import researchpaas.document.Documents;
import researchpaas.document.Passage;
import researchpaas.document.PassageId;
import researchpaas.search.Filter;
import researchpaas.search.Query;
import researchpaas.search.Query.Mode;
import researchpaas.search.SearchDocuments;
import researchpaas.search.SearchResult.Hit;
import researchpaas.search.SearchResult.MarkedPassage;
import researchpaas.search.TextAnalysis;
import researchpaas.search.TextAnalysis.Term;

/// Finds what an answer can be made from. Whatever it returns came through both gates of search.
@Component
final class GatherMaterial {
    private static final int DOCUMENTS = 10;
    private static final int DATASETS = 4;
    private static final int MOST_DOCUMENTS = 12;

    /// Of so many documents, what stands before and behind the found passages is read too: the
    /// words of a question stand where its subject is introduced, the answer often after that.
    private static final int READ_AROUND = 4;

    private static final int PLACES_AROUND = 2;

    private static final double BESIDE = 0.6;

    /// A follow-up with fewer telling words than this needs the question before it.
    private static final int WORDS_OF_ITS_OWN = 3;

    /// How surely what sounds alike or is the main meaning says the same, and another meaning.
    private static final double SAME = 0.8;

    private static final double MAY_BE_SAME = 0.6;
    private static final int MAIN_MEANINGS = 4;

    private final SearchDocuments search;
    private final WeighWords weigh;
    private final TranslateWords translate;
    private final FindRows rows;
    private final TextAnalysis analysis;
    private final Documents documents;

    GatherMaterial(
            SearchDocuments search,
            WeighWords weigh,
            TranslateWords translate,
            FindRows rows,
            TextAnalysis analysis,
            Documents documents) {
        this.search = search;
        this.weigh = weigh;
        this.translate = translate;
        this.rows = rows;
        this.analysis = analysis;
        this.documents = documents;
    }

    /// What the question's own words find, the other forms of its short and long forms and loan
    /// words, and its words in the other language.
    Material of(Question question, Reader reader) {
        String text = withWhatWasAsked(question, reader);
        List<Hit> hits = new ArrayList<>();
        if (question.kind() == Kind.DATABASE) {
            hits.addAll(hits(text, Filter.category(Category.DATASET), DATASETS, reader));
        }
        add(hits(text, Filter.NONE, DOCUMENTS, reader), hits);
        QuestionWords asked = weigh.of(text, reader);
        List<Source> found = sources(hits);
        Map<String, Set<String>> heard = HearWords.in(found, asked);
        List<String> forms = new ArrayList<>(ShortForms.missingFrom(text, found));
        heard.values().forEach(others -> others.stream().limit(1).forEach(forms::add));
        NamedDates.in(text).forEach(date -> forms.add(date.written()));
        List<String> searched = new ArrayList<>(List.of(text));
        if (!forms.isEmpty()) {
            String again = cut(String.join(" ", forms) + " " + text);
            searched.add(again);
            add(hits(again, Filter.NONE, DOCUMENTS, reader), hits);
        }
        Map<String, List<String>> translated = translate.of(text, asked);
        if (!translated.isEmpty()) {
            String inOther = cut(TranslateWords.text(translated));
            searched.add(inOther);
            hits = interleaved(List.of(hits, hits(inOther, Filter.NONE, DOCUMENTS, reader)));
            heard = HearWords.in(sources(hits), asked);
        }
        QuestionWords own = asked.saidBy(others(heard, Map.of()));
        QuestionWords words = asked.saidBy(others(heard, translated));
        List<QuestionPart> parts =
                QuestionPart.of(
                        QuestionPart.textsOf(question.text()),
                        words,
                        part -> weigh.of(part, reader));
        Material whole =
                new Material(
                        List.of(own),
                        words,
                        parts,
                        searched,
                        hits,
                        around(hits, rows.of(text, asked, hits, reader), words, reader));
        return parts.size() > 1 ? with(asked(parts), whole, reader) : whole;
    }

    /// What is asked beside something else has its own place in the library.
    private static List<String> asked(List<QuestionPart> parts) {
        return parts.stream().filter(QuestionPart::isTelling).map(QuestionPart::text).toList();
    }

    /// And what other searches find. Each search's best stand before any search's second best.
    Material with(List<String> searches, Material before, Reader reader) {
        List<List<Hit>> found = new ArrayList<>(List.of(before.hits()));
        List<QuestionWords> words = new ArrayList<>(before.alternatives());
        List<String> searched = new ArrayList<>(before.searched());
        for (String search : searches) {
            found.add(hits(search, Filter.NONE, DOCUMENTS / 2, reader));
            words.add(weigh.of(search, reader));
            searched.add(search);
        }
        List<Hit> hits = interleaved(found);
        List<Hit> first = hits.subList(0, Math.min(MOST_DOCUMENTS, hits.size()));
        return new Material(
                words,
                before.translated(),
                before.parts(),
                searched,
                first,
                around(
                        first,
                        rows.of(before.searched().getFirst(), before.translated(), first, reader),
                        before.translated(),
                        reader));
    }

    /// Each search's best before any search's second best.
    private static List<Hit> interleaved(List<List<Hit>> found) {
        int most = found.stream().mapToInt(List::size).max().orElse(0);
        List<Hit> hits = new ArrayList<>();
        for (int rank = 0; rank < most; rank++) {
            for (List<Hit> one : found) {
                if (rank < one.size()) {
                    add(List.of(one.get(rank)), hits);
                }
            }
        }
        return hits;
    }

    /// What says a word in another script or language, by the terms that texts have of it.
    private Map<String, Map<List<String>, Double>> others(
            Map<String, Set<String>> heard, Map<String, List<String>> translated) {
        Map<String, Map<List<String>, Double>> others = new HashMap<>();
        heard.forEach((word, all) -> all.forEach(one -> put(word, one, SAME, others)));
        translated.forEach((word, all) -> {
            for (int meaning = 0; meaning < all.size(); meaning++) {
                put(word, all.get(meaning), meaning < MAIN_MEANINGS ? SAME : MAY_BE_SAME, others);
            }
        });
        return others;
    }

    private void put(
            String word,
            String other,
            double surely,
            Map<String, Map<List<String>, Double>> others) {
        List<String> terms = analysis.words(other).stream().map(Term::text).toList();
        if (!terms.isEmpty()) {
            others.computeIfAbsent(word, _ -> new HashMap<>()).merge(terms, surely, Math::max);
        }
    }

    private static void add(List<Hit> found, List<Hit> hits) {
        for (Hit hit : found) {
            if (hits.stream().noneMatch(one -> one.document().id().equals(hit.document().id()))) {
                hits.add(hit);
            }
        }
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), Query.LONGEST));
    }

    private List<Hit> hits(String text, Filter filter, int limit, Reader reader) {
        return search.search(new Query(text, filter, Mode.HYBRID, 0, limit), reader).hits();
    }

    /// "And in winter?" is about what was asked before.
    private String withWhatWasAsked(Question question, Reader reader) {
        if (question.earlier().isEmpty()
                || weigh.of(question.text(), reader).words().size() >= WORDS_OF_ITS_OWN) {
            return question.text();
        }
        Exchange last = question.earlier().getLast();
        String both = last.question() + "\n" + question.text();
        return both.substring(Math.max(0, both.length() - Query.LONGEST));
    }

    /// What was found, and what stands around it in the best documents.
    private List<Source> around(
            List<Hit> hits, Map<Document, List<Passage>> rows, QuestionWords words, Reader reader) {
        Map<PassageId, Source> sources = new LinkedHashMap<>();
        sources(hits).forEach(source -> sources.put(source.passage().id(), source));
        rows.forEach((document, passages) -> {
            double weight = BESIDE * ofRank(rank(document, hits));
            for (Passage passage : passages) {
                sources.computeIfAbsent(passage.id(), _ -> source(document, passage, weight));
            }
        });
        List<Hit> best = hits.subList(0, Math.min(READ_AROUND, hits.size()));
        List<PassageId> found =
                best.stream()
                        .flatMap(hit -> hit.passages().stream())
                        .map(marked -> marked.passage().id())
                        .toList();
        if (!found.isEmpty()) {
            for (Passage passage : documents.passagesBeside(found, PLACES_AROUND, reader)) {
                for (int rank = 0; rank < best.size(); rank++) {
                    Document document = best.get(rank).document();
                    if (document.id().equals(passage.document())) {
                        Source source = source(document, passage, BESIDE * ofRank(rank));
                        sources.putIfAbsent(passage.id(), source);
                    }
                }
            }
        }
        return sources.values().stream()
                .sorted(
                        Comparator.comparingDouble((Source source) -> promise(source, words))
                                .reversed())
                .toList();
    }

    private static int rank(Document document, List<Hit> hits) {
        return hits.stream().map(hit -> hit.document().id()).toList().indexOf(document.id());
    }

    private static double promise(Source source, QuestionWords words) {
        return source.weight() * (0.5 + words.share(source.withContext()));
    }

    private static double ofRank(int rank) {
        return 1 / (1 + 0.3 * rank);
    }

    private List<Source> sources(List<Hit> hits) {
        Map<PassageId, Source> sources = new LinkedHashMap<>();
        for (int rank = 0; rank < hits.size(); rank++) {
            Document document = hits.get(rank).document();
            List<MarkedPassage> passages = hits.get(rank).passages();
            for (int place = 0; place < passages.size(); place++) {
                double weight = ofRank(rank) * Math.pow(0.85, place);
                Source source = source(document, passages.get(place).passage(), weight);
                sources.putIfAbsent(source.passage().id(), source);
            }
        }
        return sources.values().stream()
                .sorted(Comparator.comparingDouble(Source::weight).reversed())
                .toList();
    }

    private Source source(Document document, Passage passage, double weight) {
        List<Term> context = new ArrayList<>(analysis.words(document.title()));
        context.addAll(analysis.words(passage.heading()));
        return new Source(
                document,
                passage,
                weight,
                analysis.words(passage.shown()),
                analysis.words(rightAbove(document, passage)),
                context);
    }

    private static String rightAbove(Document document, Passage passage) {
        String heading = passage.heading();
        String last = heading.substring(heading.lastIndexOf('›') + 1).strip();
        return document.title().contains(last) ? "" : last;
    }
}
