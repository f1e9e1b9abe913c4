package researchpaas.web;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Document;
import researchpaas.document.DocumentKey;
import researchpaas.ingest.Upload;

/// An upload as pages show it.
///
/// @param category the kind's constant
/// @param stage how far it is, as a constant
/// @param waiting whether its page must be looked at again
/// @param reason why it was not read; empty when nothing was wrong
/// @param href of its document, and its title; both empty until it is published
record UploadView(
        String id,
        String name,
        String category,
        String size,
        @Nullable When at,
        String stage,
        boolean waiting,
        String reason,
        String href,
        String title) {

    /// @param document as the reader may see it
    static UploadView of(Upload upload, @Nullable Document document, String reason, ZoneId zone) {
        return new UploadView(
                String.valueOf(upload.id()),
                upload.name(),
                upload.category().name(),
                FileType.size(upload.size()),
                When.of(upload.at(), zone),
                upload.stage().name(),
                upload.stage() == Upload.Stage.WAITING,
                reason,
                document == null ? "" : href(upload, document.key()),
                document == null ? "" : document.title());
    }

    private static String href(Upload upload, DocumentKey key) {
        String page = "/library/" + key.category().word() + "/" + key.number();
        return upload.file() == null ? page : page + "?file=" + upload.file().value();
    }
}
