package researchpaas.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.ingest.AddedSources;
import researchpaas.ingest.AddedSources.Choice;
import researchpaas.ingest.DocumentSource;
import researchpaas.ingest.FollowedDrive;
import researchpaas.ingest.FollowedDrives;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Ledger;
import researchpaas.ingest.Reason;
import researchpaas.ingest.SourceId;
import researchpaas.source.SourceLedger.Fate;
import researchpaas.source.SourceLedger.Line;

/// What every source of the library is, how it is, and what became of its files. An administrator
/// sees all of them, anybody else who may share the drives that he set up himself; what one may not
/// see does not exist.
@Component
public class ShowSources {
    private final List<DocumentSource> folders;
    private final List<FollowedDrives> drives;
    private final AddedSources added;
    private final DriveConnections connections;
    private final Ledger ledger;
    private final SourceLedger files;
    private final Jobs jobs;

    ShowSources(
            List<DocumentSource> folders,
            List<FollowedDrives> drives,
            AddedSources added,
            DriveConnections connections,
            Ledger ledger,
            SourceLedger files,
            Jobs jobs) {
        this.folders = folders;
        this.drives = drives;
        this.added = added;
        this.connections = connections;
        this.ledger = ledger;
        this.files = files;
        this.jobs = jobs;
    }

    /// Whether there is anything here for this reader to do.
    public static boolean concerns(Reader reader) {
        return reader.may(Permission.ADMIN) || reader.may(Permission.SHARE);
    }

    /// Those that are followed first, then the others; by name.
    public List<Source> all(Reader reader) {
        return sources().stream().filter(source -> isShown(source, reader)).toList();
    }

    public Optional<Source> find(SourceId id, Reader reader) {
        return all(reader).stream().filter(source -> source.id().equals(id)).findFirst();
    }

    /// @param id of a source that [#find] found for the reader who asks
    /// @param fate absent for all files
    public List<Line> files(SourceId id, @Nullable Fate fate, int offset, int limit) {
        return files.lines(id, fate, offset, limit);
    }

    private static boolean isShown(Source source, Reader reader) {
        DriveConnection connection = source.connection();
        return reader.may(Permission.ADMIN)
                || (reader.may(Permission.SHARE)
                        && connection != null
                        && connection.belongsTo(reader.account()));
    }

    private List<Source> sources() {
        Map<String, DriveConnection> set =
                connections.all().stream()
                        .collect(Collectors.toMap(DriveConnection::source, Function.identity()));
        Map<String, FollowedDrive> followedDrives = new HashMap<>();
        drives.forEach(
                some -> some.drives().forEach(drive -> followedDrives.put(drive.name(), drive)));
        Set<String> followed = new HashSet<>(followedDrives.keySet());
        folders.stream().filter(this::isFollowed).map(DocumentSource::name).forEach(followed::add);
        Set<String> names = new HashSet<>(followed);
        names.addAll(set.keySet());
        Map<SourceId, Map<Fate, Long>> counts = files.counts();
        Map<SourceId, String> known = new HashMap<>(ledger.sources());
        names.stream()
                .filter(name -> !known.containsValue(name))
                .toList()
                .forEach(name -> known.put(ledger.source(name), name));
        Map<String, Job> latest =
                jobs.latestOfEach().stream()
                        .collect(Collectors.toMap(Job::source, Function.identity()));
        List<Source> sources = new ArrayList<>();
        known.forEach((id, name) -> {
            if (names.contains(name) || counts.containsKey(id)) {
                FollowedDrive drive = followedDrives.get(name);
                sources.add(
                        new Source(
                                id,
                                name,
                                set.get(name),
                                drive == null ? null : drive.rules(),
                                followed.contains(name),
                                counts.getOrDefault(id, Map.of()),
                                latest.get(name)));
            }
        });
        sources.sort(
                Comparator.comparing((Source source) -> !source.followed())
                        .thenComparing(Source::label)
                        .thenComparingLong(source -> source.id().value()));
        return sources;
    }

    private boolean isFollowed(DocumentSource source) {
        return !source.onRequest() || added.choice(source.name()) == Choice.ADDED;
    }

    /// @param name in the ledger
    /// @param connection of a drive that somebody set up in the library
    /// @param rules of a drive that is followed
    /// @param followed whether scans look at it
    /// @param latest its newest scan; absent when there was none, or none that is remembered
    public record Source(
            SourceId id,
            String name,
            @Nullable DriveConnection connection,
            FollowedDrive.@Nullable Rules rules,
            boolean followed,
            Map<Fate, Long> counts,
            @Nullable Job latest) {
        public Source {
            counts = Map.copyOf(counts);
        }

        /// What people call it; the name, where nobody gave another.
        public String label() {
            return connection == null ? name : connection.label();
        }

        public boolean isDrive() {
            return name.startsWith("drive:");
        }

        public long count(Fate fate) {
            return counts.getOrDefault(fate, 0L);
        }

        public long files() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }

        public Standing standing() {
            if (connection != null && connection.leaving()) {
                return Standing.LEAVING;
            }
            if (connection != null && !connection.isFollowed()) {
                return Standing.TO_SET_UP;
            }
            if (!followed) {
                return Standing.LEFT;
            }
            if (latest == null) {
                return Standing.WAITING;
            }
            if (latest.isActive() && latest.state() == JobState.RUNNING) {
                return Standing.SCANNING;
            }
            Reason trouble = latest.trouble();
            if (latest.state() == JobState.FAILED && trouble != null) {
                return isConsent(trouble.code()) ? Standing.TO_RECONNECT : Standing.TROUBLE;
            }
            return Standing.FINE;
        }

        private static boolean isConsent(Reason.Code code) {
            return code == Reason.Code.DRIVE_CONSENT_REVOKED
                    || code == Reason.Code.DRIVE_CONSENT_EXPIRED;
        }
    }

    /// How a source is, the one thing that is to be said first.
    public enum Standing {
        FINE,
        /// Its files are being looked at.
        SCANNING,
        /// No scan has looked at it yet.
        WAITING,
        /// The latest scan failed as a whole.
        TROUBLE,
        /// A person must agree again.
        TO_RECONNECT,
        /// Folders or visibility are not chosen yet.
        TO_SET_UP,
        /// It is being taken out.
        LEAVING,
        /// It is no longer followed; its files are kept as they were.
        LEFT
    }
}
