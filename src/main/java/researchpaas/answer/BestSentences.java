package researchpaas.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import researchpaas.document.DocumentId;
import researchpaas.document.Language;
import researchpaas.document.Sentences.Span;
import researchpaas.search.TextAnalysis.Term;

/// Chooses the sources' own sentences that answer a question best: by how much of the question they
/// say, by the place that search gave their passage, no two that say the same, as many as fit the
/// kind of answer.
final class BestSentences {
    /// Shares of a sentence's score.
    private static final double BY_WORDS = 0.60;

    private static final double BY_CONTEXT = 0.15;
    private static final double BY_PASSAGE = 0.25;
    private static final double FIGURE = 0.10;
    private static final double OTHER_LANGUAGE = 0.10;

    /// A sentence below this share of the best one's score says too little.
    private static final double LEAST_OF_BEST = 0.62;

    /// Two sentences with this share of words in common say the same.
    private static final double SAME = 0.6;

    private BestSentences() {}

    /// @param start UTF-16 offset in the passage's text
    /// @param share how much of the question it says by itself
    record Chosen(Source source, int start, int end, double score, double share) {
        String text() {
            return source.text().substring(start, end);
        }
    }

    /// @return in the order to be read: document by document, the best first, each as it runs
    static List<Chosen> of(
            QuestionWords words, List<Source> sources, Language language, Length length) {
        List<Chosen> ranked = ranked(words, sources, language);
        List<Chosen> chosen = new ArrayList<>();
        List<Set<String>> said = new ArrayList<>();
        int used = 0;
        for (Chosen one : ranked) {
            if (chosen.size() >= length.mostStatements()
                    || one.score() < LEAST_OF_BEST * ranked.getFirst().score()) {
                break;
            }
            Set<String> terms = terms(one);
            boolean fits =
                    chosen.isEmpty() || used + one.text().length() <= length.mostCharacters();
            if (fits && said.stream().noneMatch(other -> alike(other, terms) >= SAME)) {
                chosen.add(one);
                said.add(terms);
                used += one.text().length();
            }
        }
        return readable(chosen);
    }

    private static List<Chosen> ranked(
            QuestionWords words, List<Source> sources, Language language) {
        List<Chosen> all = new ArrayList<>();
        for (Source source : sources) {
            double context = words.share(source.context());
            for (Span unit : Units.of(source.text())) {
                String text = source.text().substring(unit.start(), unit.end());
                double share = words.share(within(source.terms(), unit));
                if (share > 0 && saysSomething(text, source)) {
                    double score =
                            BY_WORDS * share
                                    + BY_CONTEXT * context
                                    + BY_PASSAGE * source.weight()
                                    + (words.asksForFigure() && hasFigure(text) ? FIGURE : 0)
                                    - (Language.of(text) == language ? 0 : OTHER_LANGUAGE);
                    all.add(new Chosen(source, unit.start(), unit.end(), score, share));
                }
            }
        }
        all.sort(Comparator.comparingDouble(Chosen::score).reversed());
        return all;
    }

    private static List<Term> within(List<Term> terms, Span span) {
        return terms.stream()
                .filter(term -> term.start() >= span.start() && term.end() <= span.end())
                .toList();
    }

    /// A heading, a title or a stray word is no statement.
    private static boolean saysSomething(String text, Source source) {
        boolean japanese = Language.of(text) == Language.JAPANESE;
        char last = text.charAt(text.length() - 1);
        boolean whole = "。．.!?！？」』）)".indexOf(last) >= 0;
        int least = japanese ? (whole ? 8 : 12) : (whole ? 20 : 24);
        String heading = source.passage().heading();
        return text.length() >= least
                && !text.equals(source.document().title())
                && !heading.endsWith(text)
                && !source.document().title().contains(text);
    }

    private static boolean hasFigure(String text) {
        return text.codePoints().anyMatch(Character::isDigit)
                || text.codePoints().anyMatch(point -> "一二三四五六七八九十百千".indexOf(point) >= 0);
    }

    private static Set<String> terms(Chosen one) {
        Set<String> terms = new HashSet<>();
        within(one.source().terms(), new Span(one.start(), one.end()))
                .forEach(term -> terms.add(term.text()));
        return terms;
    }

    private static double alike(Set<String> a, Set<String> b) {
        Set<String> both = new HashSet<>(a);
        both.retainAll(b);
        int least = Math.min(a.size(), b.size());
        return least == 0 ? 1 : (double) both.size() / least;
    }

    private static List<Chosen> readable(List<Chosen> chosen) {
        Map<DocumentId, List<Chosen>> byDocument = new LinkedHashMap<>();
        chosen.forEach(one ->
                byDocument
                        .computeIfAbsent(one.source().document().id(), _ -> new ArrayList<>())
                        .add(one));
        return byDocument.values().stream()
                .flatMap(ofOne ->
                        ofOne.stream()
                                .sorted(
                                        Comparator.comparingInt((Chosen one) ->
                                                        one.source().passage().ordinal())
                                                .thenComparingInt(Chosen::start)))
                .toList();
    }
}
