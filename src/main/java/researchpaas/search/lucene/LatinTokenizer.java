package researchpaas.search.lucene;

import com.ibm.icu.text.Normalizer2;
import java.io.IOException;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ja.dict.CharacterDefinition;
import org.apache.lucene.analysis.ja.dict.TokenInfoDictionary;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.fst.FST;

/// Splits texts in which the Japanese tokenizer has nothing to decide, into the very tokens that it
/// would: no word of its dictionary begins with one of their characters, so each run of letters and
/// each run of digits is one. Finding that out again by looking for the cheapest path through all
/// dictionaries takes eight times as long, and most passages that a search shows are such texts.
final class LatinTokenizer extends Tokenizer {
    /// The Japanese tokenizer cuts longer runs.
    private static final int LONGEST = 1000;

    private static final char END = '\u2070';
    private static final char NOT_OURS = 0;
    private static final char BETWEEN = ' ';

    /// What a character becomes: a letter or digit, [#BETWEEN], or [#NOT_OURS].
    private static final char[] FOLDED = folded();

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private char[] text = new char[1024];
    private int length;
    private int at;

    /// Whether this text may be split here.
    static boolean reads(String text) {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char folded = c < END ? FOLDED[c] : NOT_OURS;
            run = folded == BETWEEN ? 0 : run + 1;
            if (folded == NOT_OURS || run > LONGEST) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        at = 0;
        length = 0;
        int read = input.read(text, 0, text.length);
        while (read >= 0) {
            length += read;
            text = ArrayUtil.grow(text, length + 1);
            read = input.read(text, length, text.length - length);
        }
        for (int i = 0; i < length; i++) {
            text[i] = FOLDED[text[i]];
        }
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        while (at < length && text[at] == BETWEEN) {
            at++;
        }
        if (at == length) {
            return false;
        }
        int start = at;
        boolean letters = isLetter(text[at]);
        while (at < length && text[at] != BETWEEN && isLetter(text[at]) == letters) {
            at++;
        }
        term.copyBuffer(text, start, at - start);
        offset.setOffset(start, at);
        return true;
    }

    private static boolean isLetter(char folded) {
        return folded > '9';
    }

    @Override
    public void end() throws IOException {
        super.end();
        offset.setOffset(length, length);
    }

    // --- what each character is to the Japanese tokenizer

    private static char[] folded() {
        char[] folded = new char[END];
        for (char c = 0; c < END; c++) {
            // of what lies between, nothing is frequent in texts in Latin letters
            if (c < '\u0250' || c >= '\u2000') {
                folded[c] = folded(c);
            }
        }
        return folded;
    }

    private static char folded(char c) {
        String folded = Normalizer2.getNFKCCasefoldInstance().normalize(String.valueOf(c));
        if (folded.length() != 1) {
            return NOT_OURS;
        }
        char one = folded.charAt(0);
        CharacterDefinition kinds = CharacterDefinition.getInstance();
        Entries entries = entries(one);
        if (isPunctuation(one)) {
            return entries == Entries.LONGER ? NOT_OURS : BETWEEN;
        }
        byte kind = kinds.getCharacterClass(one);
        boolean run = kinds.isGroup(one) && kinds.isInvoke(one) && entries == Entries.NONE;
        boolean digit = kind == kinds.getCharacterClass('0') && one >= '0' && one <= '9';
        boolean letter = kind == kinds.getCharacterClass('a') && Character.isLetter(one);
        return run && (digit || letter) ? one : NOT_OURS;
    }

    /// What the Japanese tokenizer drops, as far as it stands in [#FOLDED].
    private static boolean isPunctuation(char c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION ->
                    true;
            default -> false;
        };
    }

    /// Which entries of the dictionary begin with a character.
    private enum Entries {
        NONE,
        ITSELF,
        LONGER
    }

    private static Entries entries(char c) {
        var words = TokenInfoDictionary.getInstance().getFST();
        FST.Arc<Long> root = words.getFirstArc(new FST.Arc<>());
        try {
            FST.Arc<Long> found =
                    words.findTargetArc(c, root, new FST.Arc<>(), false, words.getBytesReader());
            if (found == null) {
                return Entries.NONE;
            }
            return FST.targetHasArcs(found) ? Entries.LONGER : Entries.ITSELF;
        } catch (IOException e) {
            throw new IllegalStateException("The dictionary in memory cannot be read.", e);
        }
    }
}
