package researchpaas.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.answer.NamedDates.Named;
import researchpaas.answer.QuestionWords.Word;
import researchpaas.document.Documents;
import researchpaas.search.Filter;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.TextAnalysis;
import researchpaas.search.TextAnalysis.Term;

/// Tells which words of a question matter, and how much.
@Component
final class WeighWords {
    /// What stands beyond is a pasted page, not a question.
    private static final int MOST_WORDS = 24;

    /// A date tells as much as a word that one document has.
    private static final int DATED = 1;

    /// Words that a question is made of, whatever it is about; as the analysis gives them.
    private static final Set<String> OF_EVERY_QUESTION =
            Set.of(
                    // English, stemmed
                    "much",
                    "many",
                    "tell",
                    "explain",
                    "describe",
                    "please",
                    "give",
                    "show",
                    "find",
                    "list",
                    "paper",
                    "study",
                    "research",
                    "dataset",
                    "data",
                    "work",
                    "use",
                    "used",
                    "kind",
                    "best",
                    "good",
                    "begin",
                    "start",
                    "should",
                    "cause",
                    "most",
                    "know",
                    "mean",
                    "say",
                    "far",
                    "happen",
                    "become",
                    "make",
                    "get",
                    "one",
                    "will",
                    "can",
                    "may",
                    "must",
                    "need",
                    "want",
                    "affect",
                    "compare",
                    "library",
                    "document",
                    "information",
                    "question",
                    "answer",
                    "according",
                    "there",
                    "any",
                    // Japanese, in base form
                    "性",
                    "的",
                    "化",
                    "者",
                    "用",
                    "さ",
                    "等",
                    "始める",
                    "最も",
                    "教える",
                    "下さる",
                    "くださる",
                    "説明",
                    "知る",
                    "知りたい",
                    "何",
                    "なに",
                    "どこ",
                    "いつ",
                    "誰",
                    "だれ",
                    "どれ",
                    "どの",
                    "どう",
                    "どんな",
                    "どのように",
                    "どのくらい",
                    "どれだけ",
                    "どれくらい",
                    "いくら",
                    "いくつ",
                    "なぜ",
                    "どうして",
                    "方法",
                    "研究",
                    "分析",
                    "データ",
                    "データセット",
                    "論文",
                    "する",
                    "できる",
                    "なる",
                    "ある",
                    "いる",
                    "もの",
                    "こと",
                    "ところ",
                    "ため",
                    "よい",
                    "良い",
                    "いい",
                    "場合",
                    "とき",
                    "時",
                    "他",
                    "ほか",
                    "中",
                    "それ",
                    "これ",
                    "あれ",
                    "人",
                    "仕方",
                    "列",
                    "つ",
                    "及ぼす",
                    "行う",
                    "くらい",
                    "ぐらい",
                    "どちら",
                    "やり方",
                    "示す",
                    "求める",
                    "わかる",
                    "分かる",
                    "ください",
                    "下さい");

    private final TextAnalysis analysis;
    private final SearchIndex index;
    private final Documents documents;

    WeighWords(TextAnalysis analysis, SearchIndex index, Documents documents) {
        this.analysis = analysis;
        this.index = index;
        this.documents = documents;
    }

    QuestionWords of(String question, Reader reader) {
        List<Named> dates = NamedDates.in(question);
        Map<String, String> written = new LinkedHashMap<>();
        for (Term term : analysis.words(question)) {
            boolean dated = dates.stream().anyMatch(date -> isWithin(term, date));
            if (!dated && !OF_EVERY_QUESTION.contains(term.text()) && written.size() < MOST_WORDS) {
                written.putIfAbsent(term.text(), question.substring(term.start(), term.end()));
            }
        }
        long all = documents.count(reader).documents();
        List<Word> words = new ArrayList<>();
        written.forEach((term, surface) -> {
            long holding = holding(term, reader);
            words.add(new Word(term, surface, rarity(holding, all), holding > 0, Map.of()));
        });
        for (Named date : dates) {
            String surface = question.substring(date.start(), date.end());
            words.add(new Word(date.iso(), surface, rarity(DATED, all), true, said(date)));
        }
        return new QuestionWords(words, Wanted.by(question), Measure.by(question));
    }

    private static boolean isWithin(Term term, Named date) {
        return term.start() < date.end() && term.end() > date.start();
    }

    /// A date is one word, whose figures by themselves tell nothing.
    private Map<List<String>, Double> said(Named date) {
        Map<List<String>, Double> said = new HashMap<>();
        date.forms()
                .forEach((form, surely) -> {
                    List<String> terms = analysis.words(form).stream().map(Term::text).toList();
                    said.merge(terms, surely, Math::max);
                });
        return said;
    }

    /// How many of the documents that the reader may see have the word. The space behind it says
    /// that it is written to its end: none that only begins so is counted.
    private long holding(String term, Reader reader) {
        return index.legs(new Request(term + " ", null, Filter.NONE, 1), reader).wordsTotal();
    }

    private static double rarity(long holding, long all) {
        return Math.log(1 + (Math.max(all, holding) - holding + 0.5) / (holding + 0.5));
    }
}
