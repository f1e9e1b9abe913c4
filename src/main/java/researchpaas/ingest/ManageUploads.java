package researchpaas.ingest;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.document.FileId;
import researchpaas.document.Publication;

/// Lists and removes uploads on behalf of a reader. What he may not see does not exist for him.
@Component
public class ManageUploads {
    private final Uploads uploads;
    private final UploadRules rules;
    private final Publication publication;
    private final IngestLibrary ingest;

    ManageUploads(
            Uploads uploads, UploadRules rules, Publication publication, IngestLibrary ingest) {
        this.uploads = uploads;
        this.rules = rules;
        this.publication = publication;
        this.ingest = ingest;
    }

    /// Newest first.
    public List<Upload> latest(Reader reader, int offset, int limit) {
        return sees(reader) ? uploads.latest(offset, limit) : List.of();
    }

    public Optional<Upload> find(long id, Reader reader) {
        return sees(reader) ? uploads.find(id) : Optional.empty();
    }

    /// The bytes go at once, and nobody finds the text any more; the scan that this starts then
    /// takes the file out of the ledger. An upload is removed by who uploaded it, or by somebody
    /// who may delete what others put in.
    ///
    /// @return false when there is none that this reader may remove
    @Transactional
    public boolean remove(long id, Reader reader) {
        Optional<Upload> upload = find(id, reader).filter(found -> mayRemove(found, reader));
        if (upload.isEmpty()) {
            return false;
        }
        FileId file = upload.get().file();
        if (file != null) {
            publication.hide(List.of(file));
        }
        uploads.remove(id);
        ingest.start(Uploads.SOURCE);
        return true;
    }

    private boolean sees(Reader reader) {
        return rules.areOpenTo(reader);
    }

    private static boolean mayRemove(Upload upload, Reader reader) {
        return reader.may(Permission.DELETE)
                || (reader.may(Permission.WRITE) && upload.by().equals(reader.name()));
    }
}
