package researchpaas.document.jdbc;

import researchpaas.document.Page;
import researchpaas.document.Publication.Content;
import researchpaas.document.Publication.Description;
import researchpaas.document.Publication.NewPassage;

/// Text that both databases take and give back unchanged: no NUL, no lone surrogate. Readers clean
/// what they read; what still comes here is a fault of ours.
final class StorableText {
    private StorableText() {}

    static void require(Content content) {
        require(content.origin(), "origin");
        require(content.description());
        for (Page page : content.pages()) {
            require(page.text(), "page " + page.number());
        }
        for (NewPassage passage : content.passages()) {
            require(passage.text(), "passage");
            require(passage.heading(), "heading");
        }
    }

    private static void require(Description description) {
        require(description.title(), "title");
        require(description.summary(), "summary");
        description.authors().forEach(author -> require(author, "author"));
        description.keywords().forEach(keyword -> require(keyword, "keyword"));
    }

    private static void require(String text, String what) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                throw new IllegalArgumentException(
                        "The %s holds the character U+%04X at %d, which can't be stored"
                                .formatted(what, (int) c, i));
            }
        }
    }
}
