package researchpaas.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import researchpaas.answer.Claim.Quoted;
import researchpaas.answer.Claim.Said;
import researchpaas.answer.Figures.Figure;
import researchpaas.document.Language;
import researchpaas.document.Sentences.Span;
import researchpaas.search.TextAnalysis;
import researchpaas.search.TextAnalysis.Term;

/// Proves what a model says, or not. Every citation is of words that stand in the passage that it
/// names. Beyond that, what the statement adds in its own words is compared with the sentences that
/// were quoted: its numbers, its names, and whether it speaks of the same thing at all.
final class CheckClaim {
    private static final int LONGEST = 600;
    private static final int MOST_QUOTES = 6;

    /// Numbers up to this one, in words, are mere language: "two reasons", 三つの井戸.
    private static final int COUNTED_IN_WORDS = 12;

    /// Of the telling words of a statement, so much stands in the passages that it quotes.
    private static final double LEAST_RELATED = 0.25;

    /// Telling words in a row that no material has.
    private static final int STRAY_WORDS = 4;

    /// Latin words, from which on a sentence with some Japanese in it may be an English one.
    private static final int ENGLISH_FROM = 5;

    private static final Pattern LATIN_WORDS =
            Pattern.compile(
                    "\\p{IsLatin}[\\p{IsLatin}\\d'’-]*(?:[ ,]+\\p{IsLatin}[\\p{IsLatin}\\d'’-]*)*");
    private static final Pattern JAPANESE_LETTERS =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー々]{2,}");

    private static final Pattern DENIAL_ENGLISH =
            Pattern.compile(
                    "(?i)\\b(not|no|never|none|neither|nor|without|cannot|hardly|nothing)\\b|n[’']t\\b|\\bunchanged\\b");
    private static final Pattern DENIAL_JAPANESE =
            Pattern.compile("ない|なかっ|なく|ません|ませぬ|ずに|ず、|ぬ。|無い|不可|なし");

    private final PlainWords words;
    private final TextAnalysis analysis;
    private final Map<String, Source> sources;
    private final Places places;
    private final Map<String, FoldedText> folded = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final String materialNames;

    /// @param sources by the handle that each had in the prompt
    CheckClaim(
            PlainWords words,
            TextAnalysis analysis,
            Question question,
            Map<String, Source> sources,
            Places places) {
        this.words = words;
        this.analysis = analysis;
        this.sources = sources;
        this.places = places;
        analysis.words(question.text()).stream().map(Term::text).forEach(asked::add);
        StringBuilder all = new StringBuilder(Names.folded(question.text()));
        sources.values().forEach(source -> all.append(Names.folded(around(source, source.text()))));
        materialNames = all.toString();
    }

    sealed interface Verdict {
        record Proved(Statement statement) implements Verdict {}

        record Unproved(Why why) implements Verdict {}
    }

    enum Why {
        EMPTY,
        TOO_LONG,
        /// It holds a link or markup.
        FOREIGN,
        /// No quote stands where it should.
        QUOTE,
        NUMBER,
        NAME,
        /// It speaks of something else than what it quotes.
        UNRELATED
    }

    /// A quote that stands in its passage.
    private record Stands(Source source, List<Span> spans) {}

    Verdict check(Said said) {
        String text = Legible.line(words.of(Legible.text(said.text())));
        if (text.isBlank()) {
            return new Verdict.Unproved(Why.EMPTY);
        }
        if (text.length() > LONGEST) {
            return new Verdict.Unproved(Why.TOO_LONG);
        }
        // marks may lead somewhere, and without them the letters may
        if (Foreign.isIn(said.text()) || Foreign.isIn(text)) {
            return new Verdict.Unproved(Why.FOREIGN);
        }
        List<Stands> standing = new ArrayList<>();
        List<Citation> citations = new ArrayList<>();
        boolean marked = said.quotes().size() > MOST_QUOTES;
        for (Quoted quoted :
                said.quotes().subList(0, Math.min(MOST_QUOTES, said.quotes().size()))) {
            Stands stands = stands(quoted).orElse(null);
            List<Citation> found = stands == null ? List.of() : cited(stands);
            if (stands == null || found.isEmpty()) {
                marked = true;
            } else {
                standing.add(stands);
                found.stream().filter(one -> !citations.contains(one)).forEach(citations::add);
            }
        }
        if (citations.isEmpty()) {
            return new Verdict.Unproved(Why.QUOTE);
        }
        return compared(text, standing, citations, marked);
    }

    private Verdict compared(
            String text, List<Stands> standing, List<Citation> citations, boolean marked) {
        String quoted = quotedSentences(standing);
        if (!figuresAreIn(text, quoted)) {
            return new Verdict.Unproved(Why.NUMBER);
        }
        Naming naming = naming(text, standing, quoted);
        if (naming == Naming.UNKNOWN) {
            return new Verdict.Unproved(Why.NAME);
        }
        Relation relation = relation(text, standing, quoted);
        boolean comparable =
                relation == Relation.SAME_LANGUAGE || language(quoted) == language(text);
        if (relation == Relation.NONE || strays(text, comparable)) {
            return new Verdict.Unproved(Why.UNRELATED);
        }
        boolean doubtful =
                marked
                        || naming == Naming.ELSEWHERE
                        || relation == Relation.TRANSLATED
                        || denies(text, quoted);
        return new Verdict.Proved(new Statement(text, citations, doubtful));
    }

    // --- quotes

    private Optional<Stands> stands(Quoted quoted) {
        Source source = sources.get(quoted.handle());
        if (source == null) {
            return Optional.empty();
        }
        FoldedText text =
                folded.computeIfAbsent(quoted.handle(), _ -> FoldedText.of(source.text()));
        return FindQuote.in(text, quoted.words()).map(spans -> new Stands(source, spans));
    }

    private List<Citation> cited(Stands stands) {
        List<Citation> citations = new ArrayList<>();
        for (Span span : stands.spans()) {
            List<Citation> found = places.of(stands.source(), span.start(), span.end());
            if (found.isEmpty()) {
                return List.of();
            }
            citations.addAll(found);
        }
        return citations;
    }

    /// The whole sentences and rows that quotes are parts of, and what stands above them.
    private static String quotedSentences(List<Stands> standing) {
        StringBuilder all = new StringBuilder();
        for (Stands stands : standing) {
            Source source = stands.source();
            for (Span unit : Units.of(source.text())) {
                if (stands.spans().stream()
                        .anyMatch(span -> span.start() < unit.end() && unit.start() < span.end())) {
                    all.append(source.text(), unit.start(), unit.end()).append('\n');
                }
            }
        }
        return all.toString();
    }

    private static String around(Source source, String text) {
        var document = source.document();
        return String.join(
                "\n",
                document.title(),
                String.join(", ", document.authors()),
                document.year() == null ? "" : document.year().toString(),
                source.passage().heading(),
                text);
    }

    // --- numbers

    private boolean figuresAreIn(String text, String quoted) {
        List<Figure> known = Figures.in(quoted);
        return Figures.in(text).stream()
                .filter(CheckClaim::isTelling)
                .allMatch(figure -> known.stream().anyMatch(figure::isSaidBy));
    }

    private static boolean isTelling(Figure figure) {
        return figure.inDigits()
                || figure.value().compareTo(java.math.BigDecimal.valueOf(COUNTED_IN_WORDS)) > 0;
    }

    // --- names

    private enum Naming {
        /// Every name is where the quotes are.
        THERE,
        /// One is in the question or other material only; or its script differs from the sources'.
        ELSEWHERE,
        UNKNOWN
    }

    private Naming naming(String text, List<Stands> standing, String quoted) {
        StringBuilder there = new StringBuilder();
        StringBuilder titles = new StringBuilder();
        for (Stands stands : standing) {
            there.append(Names.folded(around(stands.source(), stands.source().text())));
            titles.append(stands.source().text());
        }
        // a passage in two languages counts as the one or the other, what is quoted of it is in one
        boolean sameLanguage =
                Language.of(titles.toString()) == language(text)
                        || language(quoted) == language(text);
        Set<String> names = new LinkedHashSet<>(Names.latin(text));
        if (sameLanguage) {
            names.addAll(Names.katakana(text));
        }
        Naming naming = Naming.THERE;
        for (String name : names) {
            if (!Names.isIn(there.toString(), name)) {
                if (!Names.isIn(materialNames, name) && sameLanguage) {
                    return Naming.UNKNOWN;
                }
                naming = Naming.ELSEWHERE;
            }
        }
        return naming;
    }

    // --- sense

    private enum Relation {
        SAME_LANGUAGE,
        /// In another language than what it quotes: only letters and numbers could be compared.
        TRANSLATED,
        NONE
    }

    /// A statement in the sources' language shares telling words with them. One in another language
    /// shares at least one with the question, or a number with what it quotes.
    private Relation relation(String text, List<Stands> standing, String quoted) {
        Language language = language(text);
        Set<String> there = new HashSet<>();
        boolean same = false;
        for (Stands stands : standing) {
            same |= Language.of(stands.source().text()) == language;
            stands.source().terms().stream().map(Term::text).forEach(there::add);
            stands.source().context().stream().map(Term::text).forEach(there::add);
        }
        List<String> said = analysis.words(text).stream().map(Term::text).distinct().toList();
        if (same) {
            long shared = said.stream().filter(there::contains).count();
            return shared >= LEAST_RELATED * said.size() ? Relation.SAME_LANGUAGE : Relation.NONE;
        }
        List<Figure> known = Figures.in(quoted);
        boolean related =
                said.stream().anyMatch(asked::contains)
                        || said.stream().anyMatch(there::contains)
                        || Figures.in(text).stream()
                                .anyMatch(figure -> known.stream().anyMatch(figure::isSaidBy));
        return related ? Relation.TRANSLATED : Relation.NONE;
    }

    /// Whether a stretch of it comes from nowhere: some telling words one after the other that no
    /// material has, or a phrase in another script that stands in none. So nothing is hung on to
    /// what is proved.
    ///
    /// @param comparable whether the quotes are in its language
    private boolean strays(String text, boolean comparable) {
        if (comparable) {
            Set<String> known = new HashSet<>(asked);
            for (Source source : sources.values()) {
                source.terms().forEach(term -> known.add(term.text()));
                source.context().forEach(term -> known.add(term.text()));
            }
            int run = 0;
            for (Term term : analysis.words(text)) {
                run = known.contains(term.text()) ? 0 : run + 1;
                if (run >= STRAY_WORDS) {
                    return true;
                }
            }
        }
        List<String> latin = found(LATIN_WORDS, text);
        List<String> japanese = found(JAPANESE_LETTERS, text);
        int latinWords = latin.stream().mapToInt(CheckClaim::words).sum();
        boolean english =
                latinWords >= ENGLISH_FROM
                        && latinWords * 2 > japanese.stream().mapToInt(String::length).sum();
        return english
                ? japanese.stream().anyMatch(phrase -> !Names.isIn(materialNames, phrase))
                : language(text) == Language.JAPANESE
                        && latin.stream()
                                .anyMatch(phrase ->
                                        words(phrase) > 1 && !Names.isIn(materialNames, phrase));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }

    private static int words(String phrase) {
        return phrase.split("[ ,]+").length;
    }

    /// Whether one of the two denies something and the other denies nothing.
    private static boolean denies(String text, String quoted) {
        Language language = language(text);
        if (Language.of(quoted) != language) {
            return false;
        }
        Predicate<String> denial =
                language == Language.JAPANESE
                        ? words -> DENIAL_JAPANESE.matcher(words).find()
                        : words -> DENIAL_ENGLISH.matcher(words).find();
        return denial.test(text) != denial.test(quoted);
    }

    /// A sentence with Japanese in it is Japanese, however many Latin names it has.
    private static Language language(String text) {
        boolean japanese =
                text.codePoints()
                        .mapToObj(Character.UnicodeScript::of)
                        .anyMatch(script ->
                                script == Character.UnicodeScript.HIRAGANA
                                        || script == Character.UnicodeScript.KATAKANA
                                        || script == Character.UnicodeScript.HAN);
        return japanese ? Language.JAPANESE : Language.of(text);
    }
}
