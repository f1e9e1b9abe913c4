package researchpaas.search.lucene;

import com.ibm.icu.text.Normalizer2;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.icu.ICUNormalizer2CharFilter;
import org.apache.lucene.analysis.ja.JapaneseAnalyzer;
import org.apache.lucene.analysis.ja.JapaneseBaseFormFilter;
import org.apache.lucene.analysis.ja.JapaneseKatakanaStemFilter;
import org.apache.lucene.analysis.ja.JapanesePartOfSpeechStopFilter;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.ja.dict.UserDictionary;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// The two ways a text is turned into terms, each for Japanese and English alike. Width, case, kana
/// form and variant characters are folded first. ICU's own folding is not used: it takes the
/// voicing marks off kana.
final class Analysis {
    /// Words: Japanese by morphology in base form, English stemmed.
    static final Analyzer WORDS = new Words();

    /// The same for the texts that [LatinTokenizer] reads, which folds them itself.
    private static final Analyzer LATIN_WORDS = new LatinWords();

    /// Exact forms: what the dictionary splits wrongly stays whole here (T5, F1, node.js), and
    /// Japanese is also found by pairs of characters.
    static final Analyzer FORMS = new Forms();

    /// The analysis of each field; fields of the file and of its passages are told apart by their
    /// endings.
    static final Analyzer PER_FIELD =
            new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
                @Override
                protected Analyzer getWrappedAnalyzer(String field) {
                    return field.endsWith("_forms") ? FORMS : WORDS;
                }
            };

    private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();
    private static final CharArraySet STOP_WORDS = stopWords();

    /// Kana, Han and what is written like them: one character is a word already.
    private static final char FIRST_CJK = '\u2e80';

    private Analysis() {}

    /// One term and where it stands in the text.
    record Term(String text, int start, int end) {}

    static List<Term> terms(Analyzer analyzer, String text) {
        boolean latin = analyzer == WORDS && LatinTokenizer.reads(text);
        List<Term> terms = new ArrayList<>();
        try (TokenStream stream = (latin ? LATIN_WORDS : analyzer).tokenStream("", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(new Term(term.toString(), offset.startOffset(), offset.endOffset()));
            }
            stream.end();
            return terms;
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot fail to be read.", e);
        }
    }

    /// The word that a reader may still be writing: the last one, folded, when nothing stands
    /// behind it; empty when it is too short to say anything.
    static String begunWord(String text) {
        String folded = folded(text);
        int start = folded.length();
        while (start > 0 && Character.isLetterOrDigit(folded.charAt(start - 1))) {
            start--;
        }
        String word = folded.substring(start);
        return word.length() >= 3 || (!word.isEmpty() && word.charAt(0) >= FIRST_CJK) ? word : "";
    }

    /// Folds a short text that is compared whole, such as a name.
    static String folded(String text) {
        StringBuilder folded = new StringBuilder();
        FOLDED.normalize(text)
                .codePoints()
                .map(point -> {
                    int at = VARIANTS.indexOf(point);
                    return at >= 0 && at % 2 == 0 ? VARIANTS.charAt(at + 1) : point;
                })
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /// Pairs: the variant and what it is folded to.
    private static final String VARIANTS =
            "髙高﨑崎邊辺邉辺濵浜濱浜澤沢齋斎齊斉嶋島嶌島櫻桜國国廣広學学圖図體体數数關関應応實実變変讀読經経龍竜瀧滝眞真惠恵榮栄與与兒児豐豊萬万彌弥淺浅條条樂楽";

    private static final NormalizeCharMap VARIANT_MAP = variantMap();

    private static NormalizeCharMap variantMap() {
        NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
        for (int i = 0; i < VARIANTS.length(); i += 2) {
            map.add(VARIANTS.substring(i, i + 1), VARIANTS.substring(i + 1, i + 2));
        }
        return map.build();
    }

    /// Snowball's list holds the words of questions too (what, how, who), which a small library
    /// would take for rare ones; Lucene's short list does not.
    private static CharArraySet stopWords() {
        try (InputStream in = SnowballFilter.class.getResourceAsStream("english_stop.txt")) {
            if (in == null) {
                throw new IllegalStateException("The program lacks the English stop words.");
            }
            CharArraySet words =
                    new CharArraySet(
                            WordlistLoader.getSnowballWordSet(
                                    new InputStreamReader(in, StandardCharsets.UTF_8)),
                            true);
            words.addAll(JapaneseAnalyzer.getDefaultStopSet());
            return CharArraySet.unmodifiableSet(words);
        } catch (IOException e) {
            throw new UncheckedIOException("The English stop words cannot be read.", e);
        }
    }

    private static Reader folding(Reader reader) {
        return new MappingCharFilter(VARIANT_MAP, new ICUNormalizer2CharFilter(reader, FOLDED));
    }

    private static TokenStream english(TokenStream in) {
        return new KStemFilter(new StopFilter(new ASCIIFoldingFilter(in), STOP_WORDS));
    }

    private static final class Words extends Analyzer {
        private final UserDictionary dictionary = dictionary();

        @Override
        protected Reader initReader(String field, Reader reader) {
            return folding(reader);
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source =
                    new JapaneseTokenizer(dictionary, true, JapaneseTokenizer.Mode.SEARCH);
            TokenStream base = new JapaneseBaseFormFilter(source);
            TokenStream content =
                    new JapanesePartOfSpeechStopFilter(base, JapaneseAnalyzer.getDefaultStopTags());
            return new TokenStreamComponents(
                    source, english(new JapaneseKatakanaStemFilter(content)));
        }

        private static UserDictionary dictionary() {
            try (InputStream in = Analysis.class.getResourceAsStream("dictionary.csv")) {
                if (in == null) {
                    throw new IllegalStateException("The program lacks the Japanese dictionary.");
                }
                return UserDictionary.open(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("The Japanese dictionary cannot be read.", e);
            }
        }
    }

    private static final class LatinWords extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new LatinTokenizer();
            return new TokenStreamComponents(source, english(source));
        }
    }

    private static final class Forms extends Analyzer {
        @Override
        protected Reader initReader(String field, Reader reader) {
            return folding(reader);
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new StandardTokenizer();
            return new TokenStreamComponents(source, english(new CJKBigramFilter(source)));
        }
    }
}
