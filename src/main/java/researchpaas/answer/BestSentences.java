package researchpaas.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import researchpaas.document.Category;
import researchpaas.document.DocumentId;
import researchpaas.document.Language;
import researchpaas.document.Sentences.Span;
import researchpaas.search.TextAnalysis.Term;

/// Chooses the sources' own sentences that answer a question best: by how much of the question they
/// say, by the place that search gave their passage, no two that say the same, as many as fit the
/// kind of answer. Who asks several things gets sentences for each in turn.
final class BestSentences {
    /// Shares of a sentence's score.
    private static final double BY_WORDS = 0.35;

    /// For words in the sentence or above its passage: a paper on wells does not say "well" in each
    /// of its sentences, and the one that does answers no better for that.
    private static final double BY_WORDS_ABOVE = 0.30;

    /// For words in the sentence before it, or in the question that it answers.
    private static final double BY_NEAR = 0.25;

    /// For words in the short line that it stands under.
    private static final double BY_LABEL = 0.45;

    private static final double BY_MEANING = 0.5;

    /// How many sentences are looked at more closely: each costs some milliseconds.
    private static final int LOOKED_AT = 32;

    /// Of a dataset's rows many say the same words.
    private static final int ROWS_LOOKED_AT = 12;

    private static final double BY_PASSAGE = 0.25;
    private static final double BY_PASSAGE_WORDS = 0.10;

    /// What is taken off where a sentence is e times as long as its share of the room: for the room
    /// of a long one two others can be shown.
    private static final double BY_ROOM = 0.05;

    /// For a sentence that can be what is asked for: a number, a reason, a time, a place.
    private static final double WANTED = 0.15;

    /// For one that says it in the unit asked for.
    private static final double MEASURED = 0.20;

    /// For a line that says it under its own name.
    private static final double LABELLED = 0.30;

    private static final double OTHER_LANGUAGE = 0.05;
    private static final double FRAGMENT = 0.20;
    private static final double ADVICE = 0.06;
    private static final double UNDER_ADVICE = 0.2;

    /// Rows of data say little without the others; a row of a small table may be the answer.
    private static final double ROW_OF_DATA = 0.25;

    /// For each cell of a row that the question names.
    private static final double NAMED_CELL = 0.15;

    private static final int MOST_NAMED = 4;

    private static final Pattern REFERENCES =
            Pattern.compile(
                    "(?i)^(\\d+\\.?\\s*)?(references|bibliography|literature cited|参考文献|引用文献|文献)$");
    private static final Pattern ADVICE_ABOVE =
            Pattern.compile(
                    "(?i)(advice|recommendation|proposal|suggestion|提案|助言|対策|お願い|手順|手続き?|[りしいえきびみちめ]方)$");
    private static final Pattern CAPTION =
            Pattern.compile("(?i)^(table|figure|fig\\.|keywords|表|図|キーワード|contact:)");

    /// One of several that stand under the same line.
    private static final Pattern ITEM = Pattern.compile("^([•・‣◦*–■□●○◆-]|[(（]?\\d{1,2}[.)）]?\\s)");

    /// What begins so is a point to its end, with a full stop or without.
    private static final String BULLETS = "•・‣◦■□●○◆";

    private static final Pattern FIGURE = Pattern.compile("\\d+(?:[.,]\\d+)*");

    /// A row of figures with a name before it.
    private static final Pattern FIGURES =
            Pattern.compile("^[^\\d.。!?]{2,40}(?:\\s[−+-]?\\d[\\d.,]*){2,}$");

    /// One figure behind a name; a row of a table where another stands next to it.
    private static final Pattern ONE_FIGURE =
            Pattern.compile("^[^。!?|]{2,40}\\s[−+-]?\\d[\\d.,]*$");

    /// What begins so follows from what stands before it.
    private static final Pattern THEREFORE =
            Pattern.compile(
                    "(?i)^((we |it |this )?(therefore|hence|thus|consequently)|for this reason|so,? )\\b|^(\\w+ ){1,3}therefore\\b"
                            + "|^(そこで|そのため|このため|したがって|従って|よって|ゆえに|だから|それで)");

    /// A longer point says what it says by itself.
    private static final int SHORT_POINT = 40;

    private static final String PIPE = " | ";

    /// So many lines that are no rows end a table: a cell of several sentences does not.
    private static final int FAR = 3;

    /// Rows of data say less than the sentences about them, and there are many.
    private static final int MOST_ROWS = 2;

    /// A sentence below this share of the best one's score says too little.
    private static final double LEAST_OF_BEST = 0.6;

    /// The first few may be further from the best: one sentence that says the whole question is not
    /// all that answers it.
    private static final int ALWAYS_NEAR = 4;

    private static final double LEAST_OF_FIRST = 0.35;

    /// A sentence that has this share of its words from another says the same, unless it has a
    /// figure of its own.
    private static final double SAME = 0.6;

    private BestSentences() {}

    /// @param start UTF-16 offset in the passage's text
    /// @param share how much of the question it says by itself
    /// @param likeness of its meaning to what is asked
    /// @param row of a table
    record Chosen(
            Source source,
            int start,
            int end,
            double score,
            double share,
            double likeness,
            boolean row) {
        private Chosen like(double other) {
            double both = score + BY_MEANING * other;
            return new Chosen(source, start, end, both, share, other, row);
        }

        String text() {
            return source.text().substring(start, end);
        }
    }

    /// @param parts what is asked for: each gives a sentence in turn
    /// @param likeness of a sentence's meaning (second) to what is asked (first), 0 where nobody
    ///   knows
    /// @return in the order to be read: document by document, the best first, each as it runs
    static List<Chosen> of(
            List<QuestionPart> parts,
            List<Source> sources,
            Language language,
            Length length,
            ToDoubleBiFunction<String, String> likeness) {
        NamedCells cells =
                new NamedCells(
                        parts.stream().map(QuestionPart::text).collect(Collectors.joining(" ")));
        List<List<Chosen>> rankings =
                parts.stream()
                        .map(part ->
                                closest(
                                        ranked(part.words(), cells, sources, language, length),
                                        sentence -> likeness.applyAsDouble(part.text(), sentence)))
                        .toList();
        Selection selection = new Selection(length);
        for (int rank = 0; rank < LOOKED_AT; rank++) {
            for (List<Chosen> ranked : rankings) {
                if (rank < ranked.size() && isNear(ranked, rank)) {
                    selection.offer(ranked.get(rank));
                }
            }
        }
        return readable(selection.chosen);
    }

    /// A row that is asked for by its cells is no measure for sentences about what it is of.
    private static boolean isNear(List<Chosen> ranked, int rank) {
        double least = rank < ALWAYS_NEAR ? LEAST_OF_FIRST : LEAST_OF_BEST;
        double best =
                ranked.stream()
                        .filter(one -> !one.row())
                        .findFirst()
                        .orElse(ranked.getFirst())
                        .score();
        return ranked.get(rank).score() >= least * best;
    }

    /// What was chosen so far.
    private static final class Selection {
        private final Length length;
        private final List<Chosen> chosen = new ArrayList<>();
        private final List<Said> said = new ArrayList<>();
        private int used;
        private int rows;

        Selection(Length length) {
            this.length = length;
        }

        void offer(Chosen one) {
            boolean fits =
                    chosen.isEmpty() || used + one.text().length() <= length.mostCharacters();
            if (!fits
                    || chosen.size() >= length.mostStatements()
                    || (one.row() && rows >= MOST_ROWS)) {
                return;
            }
            Said says = new Said(terms(one), figures(one.text()));
            if (said.stream().noneMatch(says::isSaidBy)) {
                chosen.add(one);
                said.add(says);
                used += one.text().length();
                rows += one.row() ? 1 : 0;
            }
        }
    }

    /// The first ones again, by what they mean too.
    private static List<Chosen> closest(List<Chosen> ranked, ToDoubleFunction<String> likeness) {
        List<Chosen> first = new ArrayList<>();
        int rows = 0;
        for (Chosen one : ranked) {
            rows += one.row() ? 1 : 0;
            if (first.size() < LOOKED_AT && (!one.row() || rows <= ROWS_LOOKED_AT)) {
                first.add(one.like(likeness.applyAsDouble(one.text())));
            }
        }
        first.sort(Comparator.comparingDouble(Chosen::score).reversed());
        return first;
    }

    private static List<Chosen> ranked(
            QuestionWords words,
            NamedCells cells,
            List<Source> sources,
            Language language,
            Length length) {
        QuestionWords telling = words.among(sentences(sources));
        List<Chosen> all = new ArrayList<>();
        for (Source source : sources) {
            if (!isReferences(source)) {
                addUnits(telling, cells, source, language, length, all);
            }
        }
        all.sort(Comparator.comparingDouble(Chosen::score).reversed());
        return all;
    }

    private static List<Set<String>> sentences(List<Source> sources) {
        List<Set<String>> sentences = new ArrayList<>();
        for (Source source : sources) {
            for (Span unit : Units.of(source.text())) {
                sentences.add(texts(within(source.terms(), unit)));
            }
        }
        return sentences;
    }

    private static Set<String> texts(List<Term> terms) {
        Set<String> texts = new HashSet<>();
        terms.forEach(term -> texts.add(term.text()));
        return texts;
    }

    private static void addUnits(
            QuestionWords words,
            NamedCells cells,
            Source source,
            Language language,
            Length length,
            List<Chosen> all) {
        double passage = words.share(source.withContext());
        List<Term> asked = List.of();
        List<Term> label = source.heading();
        boolean asksForAdvice = words.wanted().contains(Wanted.ADVICE);
        boolean advice = ADVICE_ABOVE.matcher(source.passage().heading()).find();
        List<Span> units = Units.of(source.text());
        Heads heads = new Heads();
        for (int i = 0; i < units.size(); i++) {
            Span unit = units.get(i);
            String text = source.text().substring(unit.start(), unit.end());
            List<Term> terms = within(source.terms(), unit);
            boolean row = isRow(text) || isRowOfOne(source, units, i);
            heads.take(text, terms, row);
            if (isQuestion(text)) {
                asked = terms;
                continue;
            }
            if (isLabel(text)) {
                advice = ADVICE_ABOVE.matcher(text).find();
                // a title stands above everything here: it is context
                label = isAbove(text, source) ? List.of() : terms;
            }
            int named = row ? Math.min(cells.in(text), MOST_NAMED) : 0;
            boolean defines = cells.isDefinedBy(text);
            boolean advises = asksForAdvice && (advice || Wanted.ADVICE.isIn(text));
            double wanted = wanted(words, text) + (defines ? LABELLED : 0);
            boolean labelled = wanted >= LABELLED;
            double share = words.share(terms);
            double said = words.share(join(terms, source.context()));
            // what answers a question that the source asks, or goes on from a sentence
            List<Term> above =
                    join(
                            label,
                            heads.above(text, row),
                            point(source, units, i),
                            follows(words, source, units, i));
            double under = words.share(join(terms, above)) - share;
            double near = words.share(join(terms, asked, above, before(source, units, i)));
            boolean measured = isMeasured(words, text, row);
            // what only its title says something of has to be what is asked for
            boolean eligible =
                    near > 0
                            || (said > 0 && (measured || wanted > 0))
                            || ((advises || labelled) && passage > 0);
            if (eligible && !heads.isHead(text) && saysSomething(text, row || labelled, source)) {
                double score =
                        BY_WORDS * share
                                + BY_WORDS_ABOVE * said
                                + BY_NEAR * (near - share - under)
                                + BY_LABEL * under
                                + BY_PASSAGE * source.weight()
                                + BY_PASSAGE_WORDS * passage
                                + wanted
                                + (measured ? MEASURED : 0)
                                + (advises ? ADVICE : 0)
                                + (advises && advice ? UNDER_ADVICE : 0)
                                - BY_ROOM * Math.log(text.length() / length.ofOne())
                                + NAMED_CELL * named
                                - (named > 0 ? 0 : row(text, source))
                                - (Language.of(text) == language ? 0 : OTHER_LANGUAGE)
                                - (row || labelled || isWhole(text) ? 0 : FRAGMENT);
                all.add(new Chosen(source, unit.start(), unit.end(), score, share, 0, row));
            }
            asked = List.of();
        }
    }

    /// The unit of a row's figures stands in the head of its column.
    private static boolean isMeasured(QuestionWords words, String text, boolean row) {
        Measure measure = words.measure();
        return measure.isIn(text) || (measure.isFigure() && row && FIGURE.matcher(text).find());
    }

    /// The heads of a table's columns say what its rows do not.
    private static final class Heads {
        private List<Term> heads = List.of();
        private List<Term> last = List.of();
        private String head = "";
        private String lastText = "";
        private int since = FAR;

        /// In the order of the text.
        void take(String text, List<Term> terms, boolean row) {
            boolean piped = text.contains(PIPE);
            if (!piped && !row) {
                since++;
            } else {
                if (since >= FAR) {
                    head = piped ? text : lastText;
                    heads = piped ? terms : last;
                }
                since = 0;
            }
            lastText = text;
            last = terms;
        }

        /// The first line of a table of lines with bars.
        boolean isHead(String text) {
            return text.contains(PIPE) && text.equals(head);
        }

        List<Term> above(String text, boolean row) {
            return row || text.contains(PIPE) ? heads : List.of();
        }
    }

    /// The words of a point that a sentence goes on from: "Red: above 1,200 ppm. Open the window."
    private static List<Term> point(Source source, List<Span> units, int at) {
        if (at == 0) {
            return List.of();
        }
        Span before = units.get(at - 1);
        String point = source.text().substring(before.start(), before.end());
        String between = source.text().substring(before.end(), units.get(at).start());
        return ITEM.matcher(point).find()
                        && point.length() <= SHORT_POINT
                        && !between.contains("\n")
                ? within(source.terms(), before)
                : List.of();
    }

    /// A short line that ends in nothing stands above what follows.
    private static boolean isLabel(String text) {
        return text.length() <= 30 && !isRow(text) && !isWhole(text) && !ITEM.matcher(text).find();
    }

    private static boolean isAbove(String text, Source source) {
        String title = source.document().title();
        return title.contains(text) || text.contains(title);
    }

    private static List<Term> before(Source source, List<Span> units, int at) {
        return at == 0 ? List.of() : within(source.terms(), units.get(at - 1));
    }

    /// Why something is so, stands before "therefore".
    private static List<Term> follows(
            QuestionWords words, Source source, List<Span> units, int at) {
        if (!words.wanted().contains(Wanted.REASON) || at + 1 >= units.size()) {
            return List.of();
        }
        Span next = units.get(at + 1);
        String text = source.text().substring(next.start(), next.end());
        return THEREFORE.matcher(text).find() ? within(source.terms(), next) : List.of();
    }

    @SafeVarargs
    private static List<Term> join(List<Term>... lists) {
        List<Term> all = new ArrayList<>();
        for (List<Term> list : lists) {
            all.addAll(list);
        }
        return all;
    }

    private static boolean isReferences(Source source) {
        String heading = source.passage().heading();
        String last = heading.substring(heading.lastIndexOf('›') + 1).strip();
        return REFERENCES.matcher(last).find();
    }

    private static boolean isQuestion(String text) {
        return text.endsWith("?") || text.endsWith("？");
    }

    /// A sentence to its end, a row, a point of a list or what leads to one; not what a table or
    /// picture cut off, or a caption.
    private static boolean isWhole(String text) {
        char last = text.charAt(text.length() - 1);
        boolean sentence =
                "。．.!！」』）)".indexOf(last) >= 0
                        || (text.length() > SHORT_POINT && ":：;；".indexOf(last) >= 0);
        return (sentence || isRow(text) || BULLETS.indexOf(text.charAt(0)) >= 0)
                && !CAPTION.matcher(text).find();
    }

    private static double row(String text, Source source) {
        if (!isRow(text)) {
            return 0;
        }
        return source.document().key().category() == Category.DATASET ? ROW_OF_DATA : 0;
    }

    private static boolean isRow(String text) {
        return FIGURES.matcher(text).find()
                || text.contains("；")
                || (text.contains("; ") && text.contains(": "));
    }

    private static boolean isRowOfOne(Source source, List<Span> units, int at) {
        return hasOneFigure(source, units, at)
                && (hasOneFigure(source, units, at - 1) || hasOneFigure(source, units, at + 1));
    }

    private static boolean hasOneFigure(Source source, List<Span> units, int at) {
        if (at < 0 || at >= units.size()) {
            return false;
        }
        Span unit = units.get(at);
        String text = source.text().substring(unit.start(), unit.end());
        return ONE_FIGURE.matcher(text).find() && !CAPTION.matcher(text).find();
    }

    private static List<Term> within(List<Term> terms, Span span) {
        return terms.stream()
                .filter(term -> term.start() >= span.start() && term.end() <= span.end())
                .toList();
    }

    /// A heading, a title or a stray word is no statement.
    private static boolean saysSomething(String text, boolean row, Source source) {
        boolean japanese = Language.of(text) == Language.JAPANESE;
        char last = text.charAt(text.length() - 1);
        boolean whole = "。．.!！」』）)".indexOf(last) >= 0;
        int least = japanese ? (whole ? 8 : 12) : (whole ? 20 : 24);
        String heading = source.passage().heading();
        return (text.length() >= least || row)
                && !text.equals(source.document().title())
                && !heading.endsWith(text)
                && !source.document().title().contains(text);
    }

    private static double wanted(QuestionWords words, String text) {
        if (words.measure().isLabelOf(text)
                || words.wanted().stream().anyMatch(one -> one.isLabelOf(text))) {
            return LABELLED;
        }
        boolean given =
                words.wanted().stream().anyMatch(one -> one != Wanted.ADVICE && one.isIn(text));
        return given ? WANTED : 0;
    }

    private static Set<String> terms(Chosen one) {
        Set<String> terms = new HashSet<>();
        within(one.source().terms(), new Span(one.start(), one.end()))
                .forEach(term -> terms.add(term.text()));
        return terms;
    }

    /// A short sentence may say the beginning of a long one: that does not say it all.
    private record Said(Set<String> terms, Set<String> figures) {
        boolean isSaidBy(Said other) {
            Set<String> both = new HashSet<>(terms);
            both.retainAll(other.terms);
            return other.figures.containsAll(figures) && both.size() >= SAME * terms.size();
        }
    }

    private static Set<String> figures(String text) {
        Set<String> figures = new HashSet<>();
        Matcher found = FIGURE.matcher(text);
        while (found.find()) {
            figures.add(found.group());
        }
        return figures;
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
