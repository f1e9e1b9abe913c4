package researchpaas.web;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Document;
import researchpaas.document.DocumentFile;

/// A document's description as its page shows it. Empty texts are not shown.
record DocumentView(
        String path,
        String title,
        String language,
        String languageName,
        String category,
        String year,
        List<String> authors,
        String summary,
        List<String> keywords,
        List<FileView> files,
        @Nullable When added,
        @Nullable When updated) {

    static DocumentView of(Document document, DocumentFile shown, ZoneId zone) {
        Integer year = document.year();
        String path =
                "/library/" + document.key().category().word() + "/" + document.key().number();
        return new DocumentView(
                path,
                document.title(),
                document.language().code(),
                document.language().name(),
                document.key().category().name(),
                year == null ? "" : year.toString(),
                document.authors(),
                document.summary(),
                document.keywords(),
                document.files().stream()
                        .map(file -> FileView.of(file, path, file.equals(shown)))
                        .toList(),
                When.of(document.createdAt(), zone),
                When.of(document.updatedAt(), zone));
    }

    record FileView(
            String href,
            String path,
            String type,
            String size,
            int pages,
            PageUnit unit,
            boolean shown) {
        static FileView of(DocumentFile file, String path, boolean shown) {
            return new FileView(
                    path + "?file=" + file.id().value(),
                    file.path(),
                    FileType.of(file.name()),
                    FileType.size(file.size()),
                    file.pages(),
                    PageUnit.of(file.name()),
                    shown);
        }
    }
}
