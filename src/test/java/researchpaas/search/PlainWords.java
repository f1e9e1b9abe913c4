package researchpaas.search;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Words are runs of letters and digits.
public final class PlainWords implements TextAnalysis {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+");

    @Override
    public List<Term> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> new Term(folded(word.group()), word.start(), word.end()))
                .toList();
    }

    @Override
    public List<Term> forms(String text) {
        return words(text);
    }

    @Override
    public String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String begunWord(String text) {
        return "";
    }

    @Override
    public byte[] titleOrder(String title) {
        return folded(title).getBytes(StandardCharsets.UTF_8);
    }
}
