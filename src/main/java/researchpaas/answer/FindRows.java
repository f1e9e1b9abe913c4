package researchpaas.answer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.answer.NamedDates.Named;
import researchpaas.document.Category;
import researchpaas.document.Document;
import researchpaas.document.DocumentId;
import researchpaas.document.Documents;
import researchpaas.document.Passage;
import researchpaas.document.PassageId;
import researchpaas.search.Filter;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchIndex.FoundPassage;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.SearchResult.Hit;

/// Finds the rows of data that a question names by a date, a code or a number. Search shows three
/// passages of a document, the nearest in words and meaning; a dataset has hundreds that mean the
/// same and differ in what is named.
@Component
final class FindRows {
    private static final int PASSAGES = 5;
    private static final int DATASETS = 4;

    private final SearchIndex index;
    private final Documents documents;

    FindRows(SearchIndex index, Documents documents) {
        this.index = index;
        this.documents = documents;
    }

    /// The passages of found datasets that say most of the question's words, by document; none for
    /// a question that names no row.
    Map<Document, List<Passage>> of(
            String question, QuestionWords words, List<Hit> hits, Reader reader) {
        if (!words.isSpecific()) {
            return Map.of();
        }
        Map<DocumentId, Document> datasets = new LinkedHashMap<>();
        hits.stream()
                .map(Hit::document)
                .filter(document -> document.key().category() == Category.DATASET)
                .limit(DATASETS)
                .forEach(document -> datasets.put(document.id(), document));
        if (datasets.isEmpty()) {
            return Map.of();
        }
        Map<DocumentId, List<FoundPassage>> found =
                index.passages(
                        new Request(asRowsHaveIt(question), null, Filter.NONE, DATASETS),
                        datasets.keySet(),
                        PASSAGES,
                        reader);
        List<PassageId> ids =
                found.values().stream().flatMap(List::stream).map(FoundPassage::passage).toList();
        Map<PassageId, Passage> seen =
                documents.passages(ids, reader).stream()
                        .collect(Collectors.toMap(Passage::id, passage -> passage));
        Map<Document, List<Passage>> rows = new LinkedHashMap<>();
        datasets.forEach((id, document) ->
                rows.put(
                        document,
                        found.getOrDefault(id, List.of()).stream()
                                .map(FoundPassage::passage)
                                .filter(seen::containsKey)
                                .map(seen::get)
                                .toList()));
        return rows;
    }

    /// With its dates as in ISO 8601, which tells July of 2024 from the number 7.
    private static String asRowsHaveIt(String question) {
        StringBuilder text = new StringBuilder(question);
        for (Named date : NamedDates.in(question).reversed()) {
            text.replace(date.start(), date.end(), " " + date.iso() + " ");
        }
        return text.toString();
    }
}
