package researchpaas.ingest.extract.office;

import java.util.Date;
import org.apache.poi.hpsf.SummaryInformation;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.letters.CleanText;

/// What an Office file of before 2007 says of itself.
public final class OldProperties {
    private OldProperties() {}

    public static FileInfo of(@Nullable SummaryInformation properties) {
        if (properties == null) {
            return new FileInfo(null, null, null);
        }
        Date created = properties.getCreateDateTime();
        return new FileInfo(
                field(properties.getTitle()),
                field(properties.getAuthor()),
                created == null ? null : created.toInstant().toString());
    }

    private static @Nullable String field(@Nullable String value) {
        String clean = value == null ? "" : CleanText.of(value).strip();
        return clean.isEmpty() ? null : clean;
    }
}
