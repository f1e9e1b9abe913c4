package researchpaas.web;

import java.util.ArrayList;
import java.util.List;
import researchpaas.search.Highlighter.Span;

/// Lays out a page's text for reading: the extraction joins lines, so what a line end parts are
/// paragraphs and headings.
final class Paragraphs {
    private Paragraphs() {}

    static List<Paragraph> of(String text, List<Span> words, Span passage) {
        List<Paragraph> paragraphs = new ArrayList<>();
        List<Piece> current = new ArrayList<>();
        for (Piece piece : Piece.cut(text, words, passage)) {
            String[] parts = piece.text().split("\n", -1);
            for (int i = 0; i < parts.length; i++) {
                if (i > 0) {
                    close(current, paragraphs);
                }
                if (!parts[i].isEmpty()) {
                    current.add(
                            new Piece(
                                    parts[i],
                                    piece.word(),
                                    piece.passage(),
                                    piece.anchor() && i == 0));
                }
            }
        }
        close(current, paragraphs);
        return paragraphs;
    }

    private static void close(List<Piece> current, List<Paragraph> paragraphs) {
        if (current.stream().anyMatch(piece -> !piece.text().isBlank())) {
            paragraphs.add(new Paragraph(current));
        }
        current.clear();
    }

    record Paragraph(List<Piece> pieces) {
        Paragraph {
            pieces = List.copyOf(pieces);
        }
    }
}
