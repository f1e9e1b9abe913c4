package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import researchpaas.document.Document;
import researchpaas.document.DocumentFile;

/// The existing API's document.
@Schema(name = "Document")
record DocumentJson(
        @Schema(description = "Unique within the category.") long id,
        String title,
        @Schema(allowableValues = {"dataset", "paper", "poster"}) String category,
        @Schema(description = "The abstract, or the beginning of the text; may be empty.")
                String summary,
        List<String> keywords,
        @Schema(description = "Names joined by ', '.") String authors,
        @JsonProperty("file_path")
                @Schema(description = "The file within its source; a dataset's folder.")
                String filePath,
        @JsonProperty("file_size") @Schema(description = "Bytes, all files together.")
                long fileSize,
        @JsonProperty("created_at") Instant createdAt) {

    static DocumentJson of(Document document) {
        return new DocumentJson(
                document.key().number(),
                document.title(),
                document.key().category().word(),
                document.summary(),
                document.keywords(),
                String.join(", ", document.authors()),
                path(document),
                document.files().stream().mapToLong(DocumentFile::size).sum(),
                document.createdAt());
    }

    private static String path(Document document) {
        DocumentFile first = document.files().getFirst();
        return switch (document.key().category()) {
            case PAPER, POSTER -> first.path();
            case DATASET -> folder(first.path());
        };
    }

    /// `datasets/<name>` of `datasets/<name>/…`.
    private static String folder(String path) {
        int name = path.indexOf('/') + 1;
        int end = path.indexOf('/', name);
        return end < 0 ? path : path.substring(0, end);
    }
}
