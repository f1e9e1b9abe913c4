package researchpaas.search.lucene;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import org.apache.lucene.util.BytesRef;

/// Keys whose order as bytes is that of the titles: Latin letters, kana, kanji, as Japanese indexes
/// have it.
final class TitleOrder {
    /// Enough to tell titles apart.
    private static final int LONGEST = 200;

    private static final Collator COLLATOR = collator();

    private TitleOrder() {}

    private static Collator collator() {
        Collator collator = Collator.getInstance(ULocale.JAPANESE);
        if (collator instanceof RuleBasedCollator rules) {
            // punctuation counts last
            rules.setAlternateHandlingShifted(true);
            rules.setStrength(Collator.QUATERNARY);
        }
        return collator.freeze();
    }

    static BytesRef key(String title) {
        String start = title.length() > LONGEST ? title.substring(0, LONGEST) : title;
        return new BytesRef(COLLATOR.getCollationKey(start).toByteArray());
    }
}
