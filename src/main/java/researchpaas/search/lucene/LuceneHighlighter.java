package researchpaas.search.lucene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.springframework.stereotype.Component;
import researchpaas.search.Highlighter;

/// Analyses the few texts that are shown once more and compares terms. A question that has no words
/// by morphology (a lone particle, a symbol) is looked for by its forms.
@Component
class LuceneHighlighter implements Highlighter {
    @Override
    public List<List<Span>> highlight(String words, List<String> texts) {
        Set<String> wanted = terms(Analysis.WORDS, words);
        Set<String> forms = terms(Analysis.FORMS, words);
        List<List<Span>> marks =
                wanted.isEmpty()
                        ? marks(Analysis.FORMS, forms::contains, texts)
                        : marks(Analysis.WORDS, wanted::contains, texts);
        String begun = Analysis.begunWord(words);
        return begun.isEmpty() || marks.stream().anyMatch(spans -> !spans.isEmpty())
                ? marks
                : marks(Analysis.FORMS, term -> term.startsWith(begun), texts);
    }

    private static Set<String> terms(Analyzer analyzer, String text) {
        return Analysis.terms(analyzer, text).stream()
                .map(Analysis.Term::text)
                .collect(Collectors.toSet());
    }

    private static List<List<Span>> marks(
            Analyzer analyzer, Predicate<String> wanted, List<String> texts) {
        return texts.stream().map(text -> marks(analyzer, wanted, text)).toList();
    }

    private static List<Span> marks(Analyzer analyzer, Predicate<String> wanted, String text) {
        List<Span> marks = new ArrayList<>();
        Analysis.terms(analyzer, text).stream()
                .filter(term -> wanted.test(term.text()) && term.start() < term.end())
                .map(term -> new Span(term.start(), term.end()))
                .sorted(Comparator.comparingInt(Span::start))
                .forEach(span -> join(marks, span));
        return marks;
    }

    /// A compound and its parts, or neighbours without a space, become one mark.
    private static void join(List<Span> marks, Span span) {
        if (!marks.isEmpty() && span.start() <= marks.getLast().end()) {
            Span last = marks.removeLast();
            marks.add(new Span(last.start(), Math.max(last.end(), span.end())));
        } else {
            marks.add(span);
        }
    }
}
