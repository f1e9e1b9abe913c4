package researchpaas.ingest;

import java.util.List;
import org.springframework.stereotype.Component;
import researchpaas.document.FileId;
import researchpaas.document.Publication;
import researchpaas.ingest.Ledger.Entry;
import researchpaas.search.IndexFollower;

/// Takes a source's files out of the library. Their rows stay, so that a file which comes back
/// keeps its document's number.
@Component
public class ForgetSource {
    private final Ledger ledger;
    private final DriveMirror mirror;
    private final Publication publication;
    private final IngestLibrary ingest;
    private final IndexFollower follower;

    ForgetSource(
            Ledger ledger,
            DriveMirror mirror,
            Publication publication,
            IngestLibrary ingest,
            IndexFollower follower) {
        this.ledger = ledger;
        this.mirror = mirror;
        this.publication = publication;
        this.ingest = ingest;
        this.follower = follower;
    }

    /// Nobody finds them any more, at once. A scan that runs may bring some back, until [#forget].
    public void hide(String source) {
        publication.hide(files(source));
        follower.wake();
    }

    /// Hides them and forgets their text. A scan that runs is waited for.
    ///
    /// @return how many files went
    public int forget(String source) {
        return ingest.whileNoScanRuns(source, () -> forgetFiles(source));
    }

    private int forgetFiles(String source) {
        List<FileId> files = files(source);
        publication.hide(files);
        publication.forget(files);
        files.forEach(ledger::gone);
        mirror.forget(ledger.source(source));
        follower.wake();
        return files.size();
    }

    private List<FileId> files(String source) {
        return ledger.present(ledger.source(source)).stream().map(Entry::id).toList();
    }
}
