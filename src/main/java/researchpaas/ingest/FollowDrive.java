package researchpaas.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Brings the library into line with a drive: the mirror follows the drive, the library follows the
/// mirror. What is cut off anywhere is taken up there by the next run; a run without changes writes
/// nothing.
@Component
public class FollowDrive {
    private final ReadDrive read;
    private final SettleDrive settle;
    private final DriveBacklog backlog;
    private final Ledger ledger;
    private final TextExtractor extractor;
    private final Clock clock;

    FollowDrive(
            ReadDrive read,
            SettleDrive settle,
            DriveBacklog backlog,
            Ledger ledger,
            TextExtractor extractor,
            Clock clock) {
        this.read = read;
        this.settle = settle;
        this.backlog = backlog;
        this.ledger = ledger;
        this.extractor = extractor;
        this.clock = clock;
    }

    /// While many files are read, the drive is asked for changes as often as it is at rest.
    ///
    /// @param job where each file's outcome is reported
    /// @param goOn asked before each file and each page
    /// @throws DriveTrouble when the drive cannot be followed, or not all of it; what could be done
    ///   was done then
    /// @throws GoOn.Stopped when it may not go on: the next run takes up what is left
    /// @throws Closed when the program is about to end: the next start takes up what is left
    void run(long job, FollowedDrive drive, GoOn goOn) {
        SourceId source = ledger.source(drive.name());
        DriveRun run = new DriveRun(job, drive, source, goOn);
        backlog.remember(source, clock.instant(), extractor.version());
        List<String> missing;
        boolean settled;
        do {
            missing = read.run(run);
            Instant next = clock.instant().plus(drive.rules().poll());
            settled = settle.run(run, () -> !clock.instant().isBefore(next));
        } while (!settled);
        if (!missing.isEmpty()) {
            throw new DriveTrouble(
                    DriveTrouble.Kind.ROOT_NOT_SHARED, missing.getFirst(), null, null);
        }
    }

    /// The next run lists the whole drive and looks at every item again.
    void listAgain(String drive) {
        read.distrust(ledger.source(drive));
    }

    /// Asks the drive, one call for each log when nothing happened, and writes nothing then.
    ///
    /// @throws DriveTrouble as a run would
    boolean hasNews(FollowedDrive drive) {
        return read.hasNews(drive, ledger.source(drive.name()), extractor.version());
    }
}
