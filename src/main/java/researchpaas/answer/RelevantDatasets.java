package researchpaas.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.answer.Answer.RelevantDataset;
import researchpaas.answer.QuestionWords.Word;
import researchpaas.document.Category;
import researchpaas.document.Document;
import researchpaas.search.Filter;
import researchpaas.search.Query;
import researchpaas.search.Query.Mode;
import researchpaas.search.SearchDocuments;
import researchpaas.search.SearchResult.Hit;
import researchpaas.search.TextAnalysis;
import researchpaas.search.TextAnalysis.Term;

/// The datasets that have to do with a question, by the rule that the department knows: 3 points
/// for each of its words in name, description or keywords, 5 where the name has it, and 1 for each
/// longer word that is found letter by letter; at least 5 points, at most five datasets.
@Component
final class RelevantDatasets {
    private static final int CANDIDATES = 20;
    private static final int MOST = 5;
    private static final int LEAST_POINTS = 5;
    private static final int IN_NAME = 5;
    private static final int IN_DESCRIPTION = 3;
    private static final int LONGER_THAN = 2;

    private final SearchDocuments search;
    private final TextAnalysis analysis;

    RelevantDatasets(SearchDocuments search, TextAnalysis analysis) {
        this.search = search;
        this.analysis = analysis;
    }

    List<RelevantDataset> of(String searched, QuestionWords words, Reader reader) {
        Query query =
                new Query(searched, Filter.category(Category.DATASET), Mode.WORDS, 0, CANDIDATES);
        return search.search(query, reader).hits().stream()
                .map(Hit::document)
                .map(dataset -> judged(dataset, words))
                .filter(dataset -> dataset.points() >= LEAST_POINTS)
                .sorted(Comparator.comparingInt(RelevantDataset::points).reversed())
                .limit(MOST)
                .toList();
    }

    private RelevantDataset judged(Document dataset, QuestionWords words) {
        Set<String> name = terms(dataset.title());
        String described = dataset.summary() + "\n" + String.join("\n", dataset.keywords());
        Set<String> description = terms(described);
        String all = analysis.folded(dataset.title() + "\n" + described);
        int points = 0;
        List<String> held = new ArrayList<>();
        for (Word word : words.words()) {
            String letters = analysis.folded(word.written());
            int before = points;
            points +=
                    name.contains(word.text())
                            ? IN_NAME
                            : description.contains(word.text()) ? IN_DESCRIPTION : 0;
            points += letters.length() > LONGER_THAN && all.contains(letters) ? 1 : 0;
            if (points > before) {
                held.add(word.written());
            }
        }
        return new RelevantDataset(dataset, points, held);
    }

    private Set<String> terms(String text) {
        Set<String> terms = new HashSet<>();
        analysis.words(text).stream().map(Term::text).forEach(terms::add);
        return terms;
    }
}
