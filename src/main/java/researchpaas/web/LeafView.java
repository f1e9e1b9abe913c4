package researchpaas.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import researchpaas.document.DocumentFile;
import researchpaas.document.DocumentKey;
import researchpaas.document.Language;
import researchpaas.document.Page;
import researchpaas.search.Highlighter.Span;
import researchpaas.web.Paragraphs.Paragraph;

/// One page of a file, laid out for reading.
///
/// @param marked whether a passage is marked on it
/// @param previous address of the page before, absent on the first
record LeafView(
        List<Paragraph> paragraphs,
        String language,
        String file,
        String number,
        String pages,
        PageUnit unit,
        boolean marked,
        @Nullable String previous,
        @Nullable String next) {

    static LeafView of(
            Page page,
            DocumentFile file,
            List<Span> words,
            Span passage,
            String q,
            DocumentKey document) {
        int number = page.number();
        return new LeafView(
                Paragraphs.of(page.text(), words, passage),
                Language.of(page.text()).code(),
                String.valueOf(file.id().value()),
                String.valueOf(number),
                String.valueOf(file.pages()),
                PageUnit.of(file.name()),
                passage.end() > passage.start(),
                number <= 1 ? null : address(document, file, number - 1, q),
                number >= file.pages() ? null : address(document, file, number + 1, q));
    }

    private static String address(DocumentKey document, DocumentFile file, int page, String q) {
        UriComponentsBuilder address =
                UriComponentsBuilder.fromPath(
                                "/library/" + document.category().word() + "/" + document.number())
                        .queryParam("file", file.id().value())
                        .queryParam("page", page);
        if (!q.isEmpty()) {
            address.queryParam("q", "{q}");
        }
        return address.fragment("text").encode().buildAndExpand(q).toUriString();
    }
}
