package researchpaas.answer;

import java.util.ArrayList;
import java.util.List;
import researchpaas.document.Document;
import researchpaas.document.Passage;
import researchpaas.search.TextAnalysis.Term;

/// A passage that an answer may be made from, as the reader may see it.
///
/// @param weight how well it answers by the judgement of search, 0 to 1
/// @param terms of its text
/// @param heading the terms of the heading right above it; empty where that is the title
/// @param context the terms of all that stands above it: the document's title and the headings
record Source(
        Document document,
        Passage passage,
        double weight,
        List<Term> terms,
        List<Term> heading,
        List<Term> context) {
    Source {
        terms = List.copyOf(terms);
        heading = List.copyOf(heading);
        context = List.copyOf(context);
    }

    /// What is read of the passage, at its offsets: what people see of it.
    String text() {
        return passage.shown();
    }

    /// The terms of its text and of what stands above it.
    List<Term> withContext() {
        List<Term> all = new ArrayList<>(terms);
        all.addAll(context);
        return all;
    }
}
