package researchpaas.document;

import java.util.Arrays;

/// The language of a text, as far as search treats languages differently.
public enum Language {
    JAPANESE("ja"),
    ENGLISH("en"),
    /// Neither; also a text too short to tell.
    OTHER("und");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /// The BCP 47 code.
    public String code() {
        return code;
    }

    public static Language ofCode(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code.equals(code))
                .findFirst()
                .orElse(OTHER);
    }

    /// Tells the language from the letters: kana, or a fair share of Han characters, is Japanese;
    /// mostly Latin letters is taken for English. (One script check costs nothing; the library's
    /// languages are these two.)
    public static Language of(String text) {
        int kana = 0;
        int han = 0;
        int latin = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (!Character.isLetter(point)) {
                continue;
            }
            switch (Character.UnicodeScript.of(point)) {
                case HIRAGANA, KATAKANA -> kana++;
                case HAN -> han++;
                case LATIN -> latin++;
                default -> {
                    // counts for no language
                }
            }
        }
        int cjk = kana + han;
        // a Latin word has about five letters where a Japanese one has two
        if (cjk > 0 && cjk * 5 >= latin * 2) {
            return JAPANESE;
        }
        return latin > 0 ? ENGLISH : OTHER;
    }
}
