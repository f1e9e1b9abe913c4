package researchpaas.takeover;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.Principal;
import researchpaas.document.Access;
import researchpaas.ingest.Ledger;
import researchpaas.ingest.SourceId;
import researchpaas.takeover.EarlierPoints.Opened;
import researchpaas.takeover.EarlierPoints.Store;
import researchpaas.takeover.EarlierPoints.Unusable;
import researchpaas.takeover.KeepPoints.PointTask;
import researchpaas.takeover.KeepRows.Place;
import researchpaas.takeover.KeepRows.Task;
import researchpaas.takeover.KnownFiles.OldRow;
import researchpaas.takeover.LegacyRows.Stored;
import researchpaas.takeover.TakeOver.Progress;
import researchpaas.takeover.TakeoverReport.Refused;

/// Takes over the vector store of the earlier system. A point that stands for something which is
/// here is matched with it; any other becomes a document that is found by its stored text until its
/// file arrives. Like [TakeOver] it looks first, can be repeated, and proves itself.
@Component
public class TakeOverPoints {
    private static final int BATCH = 200;

    private final EarlierPoints points;
    private final LegacyRows rows;
    private final LegacyVectors vectors;
    private final KnownFiles known;
    private final KeepPoints keep;
    private final FillFiles fill;
    private final Ledger ledger;
    private final Access access;
    private final TakeOver takeOver;
    private final Clock clock;

    TakeOverPoints(
            EarlierPoints points,
            LegacyRows rows,
            LegacyVectors vectors,
            KnownFiles known,
            KeepPoints keep,
            FillFiles fill,
            Ledger ledger,
            Access access,
            TakeOver takeOver,
            Clock clock) {
        this.points = points;
        this.rows = rows;
        this.vectors = vectors;
        this.known = known;
        this.keep = keep;
        this.fill = fill;
        this.ledger = ledger;
        this.access = access;
        this.takeOver = takeOver;
        this.clock = clock;
    }

    /// @param place the store's folder, or the address of a running server
    /// @param database the earlier database, which was taken over just before (in a dry run: would
    ///   have been); absent when it is not at hand
    /// @param files where the old files may lie now, absent for nowhere
    /// @param zone of the times that the earlier system wrote as local
    /// @param dryRun look and tell only
    public record Order(
            String place,
            @Nullable Path database,
            @Nullable Path files,
            Set<Principal> visibleTo,
            ZoneId zone,
            boolean dryRun) {
        public Order {
            visibleTo = Set.copyOf(visibleTo);
        }
    }

    public sealed interface Result {
        record Done(PointsReport report) implements Result {}

        /// Documents of this library have numbers that points of the store need, or points taken
        /// over before have ids that others bear now. Nothing was written.
        ///
        /// @param numbers in the library, as `paper 7`
        record Collides(List<String> numbers) implements Result {
            public Collides {
                numbers = List.copyOf(numbers);
            }
        }
    }

    /// @throws Unusable when the store cannot be taken over; nothing was written then, unless it
    ///   changed or went away meanwhile
    public Result run(Order order, Progress progress) {
        Instant start = clock.instant();
        try (Opened opened = points.open(order.place())) {
            Store store = opened.store();
            String name = "takeover:chroma:" + store.collection();
            SourceId known = source(name);
            Map<String, Stored> before =
                    known == null ? Map.of() : rows.of(known, store.collection());
            KnownLibrary library = new KnownLibrary(oldRows(order), this.known.files(), known);
            PointFindings findings =
                    new PointFindings(
                            store,
                            library,
                            before,
                            new PointTranslation(
                                    order.zone(), start.truncatedTo(ChronoUnit.MILLIS)),
                            rows.numbersOfOthers(known));
            opened.points(BATCH, batch -> batch.forEach(findings::add));
            List<String> collisions = findings.collisions();
            if (!collisions.isEmpty()) {
                return new Result.Collides(collisions);
            }
            List<Refused> refused = new ArrayList<>(findings.unusable());
            TakeoverReport.Files files = FillFiles.NOTHING;
            PointProof proof = PointProof.none();
            if (order.dryRun()) {
                opened.points(BATCH, batch -> batch.forEach(findings::count));
            } else {
                SourceId source = ledger.source(name);
                refused.addAll(write(opened, findings, source, before, order, progress));
                files = fill.run(source, name, order.files(), order.visibleTo());
                proof =
                        PointProof.of(
                                opened,
                                findings,
                                rows.of(source, store.collection()),
                                vectors.hashes(source, store.collection()));
            }
            return new Result.Done(
                    report(order, store, name, start, library, findings, refused, files, proof));
        }
    }

    private @Nullable SourceId source(String name) {
        return ledger.sources().entrySet().stream()
                .filter(source -> source.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private List<OldRow> oldRows(Order order) {
        Path database = order.database();
        return order.dryRun() && database != null
                ? takeOver.rows(database, order.zone())
                : known.rows();
    }

    private List<Refused> write(
            Opened opened,
            PointFindings findings,
            SourceId source,
            Map<String, Stored> before,
            Order order,
            Progress progress) {
        Store store = opened.store();
        long accessSet = access.idOf(order.visibleTo());
        Place place = new Place(source, accessSet, Map.of(), Map.of(), Map.of());
        List<Refused> refused = new ArrayList<>();
        long[] done = {0};
        opened.points(
                BATCH,
                batch -> {
                    batch.forEach(findings::count);
                    List<PointTask> tasks = tasks(batch, findings, before, order.zone());
                    if (!tasks.isEmpty()) {
                        keep.write(place, store.space(), tasks)
                                .forEach(row ->
                                        refused.add(
                                                new Refused(
                                                        row.row().table(),
                                                        row.row().key(),
                                                        row.refusal())));
                    }
                    done[0] += batch.size();
                    progress.rows(store.collection(), done[0], findings.size());
                });
        ledger.present(source).stream()
                .filter(entry -> entry.accessSet() != accessSet)
                .forEach(entry -> ledger.accessChanged(entry.id(), accessSet));
        return refused;
    }

    private static List<PointTask> tasks(
            List<EarlierPoint> batch,
            PointFindings findings,
            Map<String, Stored> before,
            ZoneId zone) {
        List<PointTask> tasks = new ArrayList<>();
        for (EarlierPoint point : batch) {
            Stored stored = before.get(point.id());
            if (!findings.isSettled(point, stored)) {
                tasks.add(
                        new PointTask(
                                point,
                                new Task(
                                        point.row(),
                                        findings.meaning(point),
                                        PointTranslation.times(point.row(), zone),
                                        stored)));
            }
        }
        return tasks;
    }

    private PointsReport report(
            Order order,
            Store store,
            String name,
            Instant start,
            KnownLibrary library,
            PointFindings findings,
            List<Refused> refused,
            TakeoverReport.Files files,
            PointProof proof) {
        Set<String> visibleTo = new TreeSet<>();
        order.visibleTo().forEach(principal -> visibleTo.add(principal.value()));
        return new PointsReport(
                store.place(),
                store.writtenBy(),
                store.collection(),
                store.space(),
                findings.dimension(),
                name,
                order.zone().getId(),
                visibleTo,
                order.dryRun(),
                start,
                clock.instant(),
                findings.rows(store.collection(), proof.hash()),
                findings.layouts(),
                findings.known(),
                findings.added(),
                findings.vectors(store),
                findings.orphans(),
                findings.superseded(),
                library.rowsWithoutPoint(),
                refused,
                files,
                proof.missing(),
                refused.isEmpty() && proof.missing().isEmpty());
    }
}
