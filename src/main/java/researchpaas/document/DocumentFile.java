package researchpaas.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One file of a document.
///
/// @param path where it lies in its source, `/` between the parts
/// @param mediaType for example `application/pdf`
/// @param size bytes
/// @param pages how many pages of text are stored
public record DocumentFile(
        FileId id,
        String path,
        String name,
        String mediaType,
        long size,
        @Nullable Instant modifiedAt,
        int pages) {}
