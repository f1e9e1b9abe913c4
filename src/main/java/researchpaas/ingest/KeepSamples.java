package researchpaas.ingest;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import researchpaas.ingest.AddedSources.Choice;
import researchpaas.ingest.DocumentSource.SourceUnavailable;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Ledger.Entry;

/// The sample documents: a source of their own, which only development has. They come by themselves
/// once, into an empty library without another source, and whoever removes them never sees them
/// again unless he asks.
@Component
public class KeepSamples {
    public static final String SOURCE = "folder:samples";

    /// What versions before this one called whatever folder they followed, the samples too.
    private static final String ONCE = "folder:library";

    private static final Logger log = LoggerFactory.getLogger(KeepSamples.class);

    private final List<DocumentSource> sources;
    private final AddedSources added;
    private final Ledger ledger;
    private final ForgetSource forget;
    private final IngestLibrary ingest;

    KeepSamples(
            List<DocumentSource> sources,
            AddedSources added,
            Ledger ledger,
            ForgetSource forget,
            IngestLibrary ingest) {
        this.sources = sources;
        this.added = added;
        this.ledger = ledger;
        this.forget = forget;
        this.ingest = ingest;
    }

    /// Called when a server starts, before its first scan: decides once for all later starts.
    public void decideAtStart() {
        switch (added.choice(SOURCE)) {
            case OPEN -> samples().filter(_ -> isAlone()).ifPresent(this::loadOrAdopt);
            case ADDED -> {
                // the scans follow it
            }
            // a removal that a kill cut short
            case DROPPED -> forget.forget(SOURCE);
        }
    }

    private Optional<DocumentSource> samples() {
        return sources.stream().filter(source -> source.name().equals(SOURCE)).findFirst();
    }

    /// Whoever configured a source of his own did not ask for samples.
    private boolean isAlone() {
        return sources.stream()
                .allMatch(source -> source.onRequest() || source.name().equals(Uploads.SOURCE));
    }

    private void loadOrAdopt(DocumentSource samples) {
        if (added.holdNothing()) {
            added.add(SOURCE);
            log.info("The library is empty: the sample documents are loaded");
        } else if (cameAsALibrary(samples)) {
            added.rename(ONCE, SOURCE);
            log.info("The sample documents of an earlier version are a source of their own now");
        }
    }

    /// Whether most of what an earlier version followed lies where samples lie.
    private boolean cameAsALibrary(DocumentSource samples) {
        if (added.choice(ONCE) == Choice.OPEN) {
            return false;
        }
        try {
            Set<String> paths = new HashSet<>();
            samples.list().forEach(listed -> paths.add(listed.file().path()));
            List<Entry> present = ledger.present(ledger.source(ONCE));
            long alike = present.stream().filter(entry -> paths.contains(entry.path())).count();
            return alike * 2 > present.size();
        } catch (SourceUnavailable e) {
            return false;
        }
    }

    /// The job that loads them (again); absent where there are none to load.
    public Optional<Job> add() {
        if (samples().isEmpty()) {
            return Optional.empty();
        }
        added.add(SOURCE);
        return Optional.of(ingest.start(SOURCE));
    }

    /// Hides them at once and forgets their text. A scan that reads them is waited for.
    ///
    /// @return how many files went
    public int remove() {
        added.drop(SOURCE);
        return forget.forget(SOURCE);
    }
}
