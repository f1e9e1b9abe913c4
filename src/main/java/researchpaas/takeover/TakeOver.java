package researchpaas.takeover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.Principal;
import researchpaas.document.Access;
import researchpaas.document.Category;
import researchpaas.document.Publication;
import researchpaas.ingest.Ledger;
import researchpaas.ingest.SourceId;
import researchpaas.takeover.EarlierSystem.Opened;
import researchpaas.takeover.EarlierSystem.Table;
import researchpaas.takeover.EarlierSystem.Trouble;
import researchpaas.takeover.EarlierSystem.Unusable;
import researchpaas.takeover.KeepRows.Place;
import researchpaas.takeover.KeepRows.RefusedRow;
import researchpaas.takeover.KeepRows.Task;
import researchpaas.takeover.KnownFiles.OldRow;
import researchpaas.takeover.LegacyRows.Stored;
import researchpaas.takeover.TakeoverReport.Refused;

/// Takes over the database of the earlier system: looks at all of it first, writes what is not here
/// yet, finds files, and reads everything once more to prove it. Whatever breaks it off, the next
/// run goes on; a run without news changes nothing.
@Component
public class TakeOver {
    /// Of these a row can be written only after the rows that it names.
    private static final List<String> ORDER =
            List.of("datasets", "papers", "posters", "research_data", "dataset_files");

    private static final int BATCH = 200;

    private final EarlierSystem system;
    private final LegacyRows rows;
    private final KeepRows keep;
    private final FillFiles fill;
    private final Ledger ledger;
    private final Access access;
    private final Publication publication;
    private final Clock clock;

    TakeOver(
            EarlierSystem system,
            LegacyRows rows,
            KeepRows keep,
            FillFiles fill,
            Ledger ledger,
            Access access,
            Publication publication,
            Clock clock) {
        this.system = system;
        this.rows = rows;
        this.keep = keep;
        this.fill = fill;
        this.ledger = ledger;
        this.access = access;
        this.publication = publication;
        this.clock = clock;
    }

    /// @param database the old SQLite file
    /// @param files where the old files may lie now, absent for nowhere
    /// @param zone of the times that the earlier system wrote as local
    /// @param dryRun look and tell only
    public record Order(
            Path database,
            @Nullable Path files,
            Set<Principal> visibleTo,
            ZoneId zone,
            boolean dryRun) {
        public Order {
            visibleTo = Set.copyOf(visibleTo);
        }
    }

    public sealed interface Result {
        record Done(TakeoverReport report) implements Result {}

        /// Documents of this library have numbers, or rows taken over before have keys, that other
        /// rows of the old database need. Nothing was written.
        ///
        /// @param numbers in the library, as `paper 7`
        record Collides(List<String> numbers) implements Result {
            public Collides {
                numbers = List.copyOf(numbers);
            }
        }
    }

    /// Told after each batch, from the same thread.
    public interface Progress {
        void rows(String table, long done, long all);
    }

    /// @throws Unusable when the old database cannot be taken over; nothing was written then,
    ///   unless it changed meanwhile
    public Result run(Order order, Progress progress) {
        Instant start = clock.instant();
        String name = sourceName(order.database());
        try (Opened old = system.open(order.database())) {
            List<Table> tables = inOrder(old.tables());
            Generation generation =
                    Generation.of(tables)
                            .orElseThrow(() -> new Unusable(Trouble.UNKNOWN_GENERATION));
            String sha256 = sha256(order.database());
            Translation translation =
                    new Translation(
                            generation,
                            order.zone(),
                            modified(order.database()),
                            folders(old, tables));
            Findings findings = look(old, tables, translation, known(name));
            if (!findings.collisions().isEmpty()) {
                return new Result.Collides(findings.collisions());
            }
            List<Refused> refused = new ArrayList<>(findings.unusable());
            TakeoverReport.Files files = FillFiles.NOTHING;
            Proof proof = Proof.none();
            if (!order.dryRun()) {
                SourceId source = ledger.source(name);
                refused.addAll(write(old, tables, translation, findings, source, order, progress));
                findings.numbering()
                        .forEach((category, last) ->
                                publication.numberAbove(Category.of(category).orElseThrow(), last));
                files = fill.run(source, name, order.files(), order.visibleTo());
                proof = Proof.of(old, tables, translation, rows, source);
                if (!sha256.equals(sha256(order.database()))) {
                    throw new Unusable(Trouble.IN_USE);
                }
            }
            return new Result.Done(
                    new TakeoverReport(
                            order.database().toAbsolutePath().normalize().toString(),
                            size(order.database()),
                            sha256,
                            generation,
                            name,
                            order.zone().getId(),
                            texts(order.visibleTo()),
                            order.dryRun(),
                            start,
                            clock.instant(),
                            findings.tables(proof),
                            refused,
                            findings.times(),
                            findings.duplicates(),
                            findings.orphans(),
                            findings.numbering(),
                            files,
                            proof.missing(),
                            refused.isEmpty() && proof.missing().isEmpty()));
        }
    }

    /// What the old database has of papers, posters and datasets, as far as something can be made
    /// of it.
    List<OldRow> rows(Path database, ZoneId zone) {
        try (Opened old = system.open(database)) {
            List<Table> tables = inOrder(old.tables());
            Generation generation =
                    Generation.of(tables)
                            .orElseThrow(() -> new Unusable(Trouble.UNKNOWN_GENERATION));
            Translation translation =
                    new Translation(generation, zone, modified(database), folders(old, tables));
            List<OldRow> found = new ArrayList<>();
            for (Table table : tables) {
                if (translation.numbers(table.name()).isPresent()) {
                    old.rows(
                            table.name(),
                            BATCH,
                            batch ->
                                    batch.forEach(row -> {
                                        if (translation.of(row) instanceof Meaning.File file) {
                                            found.add(
                                                    new OldRow(
                                                            table.name(),
                                                            row.key(),
                                                            file.oldPlace(),
                                                            file.file().path(),
                                                            null));
                                        }
                                    }));
                }
            }
            return found;
        }
    }

    private static List<Table> inOrder(List<Table> tables) {
        return tables.stream()
                .sorted(
                        Comparator.comparingInt((Table table) -> turn(table.name()))
                                .thenComparing(Table::name))
                .toList();
    }

    private static int turn(String table) {
        return ORDER.contains(table) ? ORDER.indexOf(table) : ORDER.size();
    }

    /// The folder of each dataset, by its key.
    private static Map<String, String> folders(Opened old, List<Table> tables) {
        Map<String, String> folders = new HashMap<>();
        if (tables.stream().anyMatch(table -> table.name().equals("datasets"))) {
            old.rows(
                    "datasets",
                    BATCH,
                    batch -> batch.forEach(row -> folders.put(row.key(), Translation.folder(row))));
        }
        return folders;
    }

    private @Nullable SourceId known(String name) {
        return ledger.sources().entrySet().stream()
                .filter(source -> source.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private Findings look(
            Opened old, List<Table> tables, Translation translation, @Nullable SourceId source) {
        Findings findings = new Findings(rows.numbersOfOthers(source));
        for (Table table : tables) {
            Map<String, Stored> before = before(source, table);
            findings.begin(
                    table,
                    translation.understands(table.name()),
                    translation.generation() == Generation.G0
                            ? Set.of()
                            : Generation.unknownColumns(table));
            translation
                    .numbers(table.name())
                    .ifPresent(category -> findings.numberUpTo(category, table.lastId()));
            old.rows(
                    table.name(),
                    BATCH,
                    batch -> {
                        for (EarlierRow row : batch) {
                            findings.add(
                                    row,
                                    translation.of(row),
                                    translation.times(row),
                                    before.get(row.key()));
                        }
                    });
        }
        return findings;
    }

    private Map<String, Stored> before(@Nullable SourceId source, Table table) {
        return source == null ? Map.of() : rows.of(source, table.name());
    }

    private List<Refused> write(
            Opened old,
            List<Table> tables,
            Translation translation,
            Findings findings,
            SourceId source,
            Order order,
            Progress progress) {
        long accessSet = access.idOf(order.visibleTo());
        List<Refused> refused = new ArrayList<>();
        for (Table table : tables) {
            Map<String, Stored> before = rows.of(source, table.name());
            Place place =
                    new Place(
                            source,
                            accessSet,
                            rows.of(source, "papers"),
                            rows.of(source, "posters"),
                            rows.of(source, "datasets"));
            long[] done = {0};
            old.rows(
                    table.name(),
                    BATCH,
                    batch -> {
                        List<Task> tasks = tasks(batch, translation, findings, before);
                        if (!tasks.isEmpty()) {
                            keep.write(place, tasks).forEach(row -> refused.add(told(row)));
                        }
                        done[0] += batch.size();
                        progress.rows(table.name(), done[0], table.rows());
                    });
        }
        ledger.present(source).stream()
                .filter(entry -> entry.accessSet() != accessSet)
                .forEach(entry -> ledger.accessChanged(entry.id(), accessSet));
        return refused;
    }

    private static List<Task> tasks(
            List<EarlierRow> batch,
            Translation translation,
            Findings findings,
            Map<String, Stored> before) {
        List<Task> tasks = new ArrayList<>();
        for (EarlierRow row : batch) {
            Meaning meaning = translation.of(row);
            Stored stored = before.get(row.key());
            if (!findings.isSettled(row, meaning, stored)) {
                tasks.add(new Task(row, meaning, translation.times(row), stored));
            }
        }
        return tasks;
    }

    private static Refused told(RefusedRow refused) {
        return new Refused(refused.row().table(), refused.row().key(), refused.refusal());
    }

    /// The same file, wherever it lies, is the same source; its rows tell whether it really is.
    private static String sourceName(Path database) {
        String name = String.valueOf(database.getFileName()).replaceFirst("\\.[^.]*$", "");
        return "takeover:" + Optional.of(name).filter(n -> !n.isBlank()).orElse("earlier");
    }

    private static Set<String> texts(Set<Principal> principals) {
        Set<String> texts = new TreeSet<>();
        principals.forEach(principal -> texts.add(principal.value()));
        return texts;
    }

    private static String sha256(Path file) {
        try {
            return Hashes.of(file);
        } catch (IOException e) {
            throw new Unusable(Trouble.NOT_READABLE, e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new Unusable(Trouble.NOT_READABLE, e);
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (IOException e) {
            throw new Unusable(Trouble.NOT_READABLE, e);
        }
    }
}
