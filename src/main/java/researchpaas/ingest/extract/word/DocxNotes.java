package researchpaas.ingest.extract.word;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.office.PagedText;

/// Footnotes and endnotes, numbered as they are referred to: a footnote goes to the foot of the
/// page that refers to it, endnotes behind the text.
final class DocxNotes {
    private final PagedText pages;
    private final Map<String, String> footnotes = new HashMap<>();
    private final Map<String, String> endnotes = new HashMap<>();
    private final List<String> atTheEnd = new ArrayList<>();
    private int count;

    DocxNotes(PagedText pages) {
        this.pages = pages;
    }

    void footnotes(Map<String, String> byId) {
        footnotes.putAll(byId);
    }

    void endnotes(Map<String, String> byId) {
        endnotes.putAll(byId);
    }

    /// @return the mark that stands in the text
    String footnote(String id) {
        String note = footnotes.get(id);
        if (note == null || note.isBlank()) {
            return "";
        }
        String mark = mark();
        pages.footnote(mark + " " + note);
        return mark;
    }

    /// @return the mark that stands in the text
    String endnote(String id) {
        String note = endnotes.get(id);
        if (note == null || note.isBlank()) {
            return "";
        }
        String mark = mark();
        atTheEnd.add(mark + " " + note);
        return mark;
    }

    void end() throws Refusal {
        for (String note : atTheEnd) {
            pages.paragraph(note);
        }
    }

    /// In brackets, so that the number does not grow together with the word before it.
    private String mark() {
        count++;
        return "[" + count + "]";
    }
}
