package researchpaas.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of the things that a question asks for: "How many came, and when?" asks two. Told by the
/// form of the question alone.
///
/// @param own the words of the part itself; none where it only asks "and why?"
/// @param words those of the whole question, as this part weighs them
record QuestionPart(String text, QuestionWords own, QuestionWords words) {
    static final int MOST = 4;

    private static final Pattern ENDS = Pattern.compile("(?<=[?？。])\\s*(?=\\S)");

    private static final Pattern ENGLISH_AND =
            Pattern.compile(
                    "(?i),?\\s+(?:and|or|but)\\s+(?:also\\s+)?(?=(?:(?:at|in|by|to|for|on|from|with|of)\\s+)?(?:what|which|who|whom|whose|when|where|why|how)\\b)");

    private static final Pattern ENGLISH_ASKS =
            Pattern.compile(
                    "(?i)\\b(what|which|who|whom|whose|when|where|why|how)\\b|^\\W*(is|are|was|were|do|does|did|can|could|should|has|have|had|will|would)\\b");

    private static final String WHAT =
            "何|なに|いくら|いくつ|いつ|どこ|(?<!\\p{IsHiragana})だれ|誰|どう|どの|どれ|どんな|どちら|なぜ";

    private static final Pattern JAPANESE_WHAT = Pattern.compile(WHAT);

    private static final Pattern JAPANESE_ASKS = Pattern.compile(WHAT + "|教え|ですか|ますか");

    private static final Pattern JAPANESE_AND = Pattern.compile("、");

    /// 寺の井戸の深さと、掘られた年を教えて: both are asked of the same.
    private static final Pattern JAPANESE_BOTH =
            Pattern.compile(
                    "^(.*の)?([^のと、]+)と、?\\s*([^と、]+?)(?:を|は|について)(?=(?:それぞれ)?(?:教え|知り|示し|説明|"
                            + WHAT
                            + ")).*$");

    /// How much a word counts that stands in another part.
    private static final double ELSEWHERE = 0.4;

    /// The texts of the parts, in order; the question itself where it asks one thing.
    static List<String> textsOf(String question) {
        List<String> sentences = new ArrayList<>();
        for (String sentence : ENDS.split(question.strip(), 0)) {
            add(sentence, asks(sentence), sentences);
        }
        List<String> parts = new ArrayList<>();
        for (String sentence : sentences) {
            for (String clause : clauses(sentence)) {
                parts.addAll(both(clause));
            }
        }
        return parts.size() > MOST ? List.of(question) : parts;
    }

    /// @param weigh the words of a text, as this reader's library weighs them
    static List<QuestionPart> of(
            List<String> texts, QuestionWords whole, Function<String, QuestionWords> weigh) {
        if (texts.size() < 2) {
            return List.of(new QuestionPart(texts.getFirst(), whole, whole));
        }
        List<QuestionPart> parts = new ArrayList<>();
        for (String text : texts) {
            QuestionWords own = weigh.apply(text);
            parts.add(new QuestionPart(text, own, whole.leaningOn(own, ELSEWHERE)));
        }
        return parts;
    }

    private static boolean asks(String text) {
        return ENGLISH_ASKS.matcher(text).find() || JAPANESE_ASKS.matcher(text).find();
    }

    /// What asks nothing by itself belongs to what stands before it.
    private static void add(String text, boolean asks, List<String> texts) {
        if (texts.isEmpty() || (asks && asks(texts.getLast()))) {
            texts.add(text);
        } else {
            texts.add(texts.removeLast() + " " + text);
        }
    }

    private static List<String> clauses(String sentence) {
        List<String> clauses = cut(sentence, ENGLISH_AND, ENGLISH_ASKS);
        return clauses.size() > 1 ? clauses : cut(sentence, JAPANESE_AND, JAPANESE_WHAT);
    }

    /// Only where both sides ask is it two questions.
    private static List<String> cut(String sentence, Pattern between, Pattern asking) {
        List<String> clauses = new ArrayList<>();
        Matcher found = between.matcher(sentence);
        int start = 0;
        while (found.find()) {
            String before = sentence.substring(start, found.start());
            String behind = sentence.substring(found.end());
            if (asking.matcher(before).find() && asking.matcher(behind).find()) {
                clauses.add(before);
                start = found.end();
            }
        }
        clauses.add(sentence.substring(start));
        return clauses;
    }

    private static List<String> both(String clause) {
        Matcher both = JAPANESE_BOTH.matcher(clause);
        if (!both.matches()) {
            return List.of(clause);
        }
        String head = both.group(1) == null ? "" : both.group(1);
        return List.of(head + both.group(2), head + both.group(3).strip());
    }

    boolean isTelling() {
        return own.words().size() >= 2;
    }
}
