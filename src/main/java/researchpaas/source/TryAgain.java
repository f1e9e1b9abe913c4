package researchpaas.source;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Reader;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;
import researchpaas.document.FileId;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.SourceId;
import researchpaas.source.ShowSources.Source;

/// A person has mended something and does not want to wait: what was not read is tried again, now.
@Component
public class TryAgain {
    private final ShowSources sources;
    private final SourceLedger files;
    private final IngestLibrary ingest;
    private final AuditLog audit;

    TryAgain(ShowSources sources, SourceLedger files, IngestLibrary ingest, AuditLog audit) {
        this.sources = sources;
        this.files = files;
        this.ingest = ingest;
        this.audit = audit;
    }

    /// Every file that failed, with a scan of the whole source.
    ///
    /// @return false when there is no such source for this reader, or nobody follows it
    @Transactional
    public boolean all(Actor by, Reader reader, SourceId id) {
        Source source = followed(id, reader);
        if (source == null) {
            return false;
        }
        ingest.tryAgain(source.name());
        record(by, source);
        return true;
    }

    /// One file that failed or was skipped.
    ///
    /// @return false, too, when there is no such file or nothing to try
    @Transactional
    public boolean one(Actor by, Reader reader, SourceId id, FileId file) {
        Source source = followed(id, reader);
        if (source == null || !files.tryAgain(id, file)) {
            return false;
        }
        ingest.start(source.name());
        record(by, source);
        return true;
    }

    private @Nullable Source followed(SourceId id, Reader reader) {
        return sources.find(id, reader).filter(Source::followed).orElse(null);
    }

    private void record(Actor by, Source source) {
        audit.record(
                AuditEvent.done(
                        AuditAction.SYNC_STARTED,
                        by,
                        Subject.of(Subject.Kind.SOURCE, source.name())));
    }
}
