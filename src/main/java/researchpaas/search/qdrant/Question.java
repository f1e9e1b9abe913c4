package researchpaas.search.qdrant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import researchpaas.search.TextAnalysis;

/// A question's words and forms, and how often it says each. A question is free text; nothing in it
/// is an operator.
record Question(Map<String, Integer> words, Map<String, Integer> forms, String begun) {
    /// What stands beyond is a pasted page, not a question.
    private static final int MOST_TERMS = 64;

    private static final double FORM = 0.4;
    private static final double TITLE = 0.2;

    static Question of(String text, TextAnalysis analysis) {
        return text.isBlank()
                ? new Question(Map.of(), Map.of(), "")
                : new Question(
                        counts(analysis.words(text)),
                        counts(analysis.forms(text)),
                        analysis.begunWord(text));
    }

    private static Map<String, Integer> counts(List<TextAnalysis.Term> terms) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (TextAnalysis.Term term : terms) {
            if (counts.size() < MOST_TERMS || counts.containsKey(term.text())) {
                counts.merge(term.text(), 1, Integer::sum);
            }
        }
        return counts;
    }

    boolean isEmpty() {
        return words.isEmpty() && forms.isEmpty();
    }

    /// Of which a file must have one. What a title says its file says.
    Set<Long> terms() {
        Set<Long> terms = new HashSet<>();
        words.keySet().forEach(word -> terms.add(Terms.number(Terms.WORD, word)));
        forms.keySet().forEach(form -> terms.add(Terms.number(Terms.FORM, form)));
        return terms;
    }

    /// The number that files have in which a word begins like the last one; none where it is not
    /// begun.
    Set<Long> begunTerms() {
        if (begun.isEmpty()) {
            return Set.of();
        }
        String start =
                begun.substring(0, Math.min(begun.length(), PointsOfChange.LONGEST_BEGINNING));
        return Set.of(Terms.number(Terms.BEGUN, start));
    }

    /// All whose rarity is asked for.
    Set<Long> counted() {
        Set<Long> counted = new HashSet<>(terms());
        words.keySet().forEach(word -> counted.add(Terms.number(Terms.TITLE, word)));
        return counted;
    }

    /// What each term of a file weighs.
    Map<Long, Double> fileWeights(Rarity rarity) {
        Map<Long, Double> weights = passageWeights(rarity);
        words.forEach((word, count) -> {
            long title = Terms.number(Terms.TITLE, word);
            if (rarity.holding(title) > 0) {
                weights.put(title, TITLE * count * rarity.ofTitle(title));
            }
        });
        return weights;
    }

    /// The same of a passage. How rare a word is in passages nobody knows; in files it is told.
    Map<Long, Double> passageWeights(Rarity rarity) {
        Map<Long, Double> weights = new HashMap<>();
        addWeights(words, Terms.WORD, 1, rarity, weights);
        addWeights(forms, Terms.FORM, FORM, rarity, weights);
        return weights;
    }

    private static void addWeights(
            Map<String, Integer> counts,
            char field,
            double weight,
            Rarity rarity,
            Map<Long, Double> weights) {
        counts.forEach((term, count) -> {
            long number = Terms.number(field, term);
            if (rarity.holding(number) > 0) {
                weights.put(number, weight * count * rarity.of(number));
            }
        });
    }

    /// What BM25 gives to a text that says nothing but the question: each term's rarity. A term
    /// that no text has is the rarest. Titles are left out, for few of them say all of a question.
    double ideal(Rarity rarity) {
        double ideal = 0;
        for (Map.Entry<String, Integer> word : words.entrySet()) {
            ideal += word.getValue() * rarity.of(Terms.number(Terms.WORD, word.getKey()));
        }
        for (Map.Entry<String, Integer> form : forms.entrySet()) {
            ideal += FORM * form.getValue() * rarity.of(Terms.number(Terms.FORM, form.getKey()));
        }
        boolean known = terms().stream().anyMatch(term -> rarity.holding(term) > 0);
        return known ? ideal : 0;
    }
}
