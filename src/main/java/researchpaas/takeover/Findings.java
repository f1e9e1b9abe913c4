package researchpaas.takeover;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Category;
import researchpaas.document.DocumentKey;
import researchpaas.takeover.EarlierSystem.Table;
import researchpaas.takeover.EarlierTime.Doubt;
import researchpaas.takeover.LegacyRows.Stored;
import researchpaas.takeover.Meaning.Times;
import researchpaas.takeover.TakeoverReport.Doubtful;
import researchpaas.takeover.TakeoverReport.Duplicates;
import researchpaas.takeover.TakeoverReport.Orphan;
import researchpaas.takeover.TakeoverReport.Refused;
import researchpaas.takeover.TakeoverReport.TableRows;

/// What a look at all old rows tells before anything is written.
final class Findings {
    private final Set<DocumentKey> numbersOfOthers;
    private final List<Counted> tables = new ArrayList<>();
    private final Map<String, Set<String>> keys = new HashMap<>();
    private final Map<String, List<String>> byBytes = new TreeMap<>();
    private final List<Doubtful> doubtful = new ArrayList<>();
    private final List<Orphan> orphans = new ArrayList<>();
    private final List<Refused> unusable = new ArrayList<>();
    private final Set<String> collisions = new TreeSet<>();
    private final Map<String, Long> numbering = new TreeMap<>();
    private long normalised;
    private long withoutTime;

    Findings(Set<DocumentKey> numbersOfOthers) {
        this.numbersOfOthers = numbersOfOthers;
    }

    /// Rows of the table follow.
    void begin(Table table, boolean understood, Collection<String> unknownColumns) {
        tables.add(
                new Counted(table.name(), understood, unknownColumns.stream().sorted().toList()));
        keys.put(table.name(), new HashSet<>());
    }

    void add(EarlierRow row, Meaning meaning, Times times, @Nullable Stored before) {
        Counted table = tables.getLast();
        table.read++;
        table.hash.add(row.hash());
        keys.getOrDefault(row.table(), new HashSet<>()).add(row.key());
        switch (meaning) {
            case Meaning.File file -> addFile(row, file, times, before);
            case Meaning.Link link -> {
                orphan(row, link.table(), link.key());
                orphan(row, "datasets", link.dataset());
            }
            case Meaning.Known _, Meaning.Extra _ -> {
                // nothing to look at
            }
            case Meaning.Unusable no ->
                    unusable.add(new Refused(row.table(), row.key(), no.refusal()));
        }
        if (meaning instanceof Meaning.Unusable) {
            table.refused++;
        } else if (before == null) {
            table.written++;
        } else if (isSettled(row, meaning, before)) {
            table.unchanged++;
        } else {
            table.updated++;
        }
    }

    /// Whether the row is here as it is there, with all that is made of it.
    boolean isSettled(EarlierRow row, Meaning meaning, @Nullable Stored before) {
        return before != null
                && before.hash().equals(row.hash())
                && (before.file() != null
                        || !(meaning instanceof Meaning.File file)
                        || isOrphan(file));
    }

    private boolean isOrphan(Meaning.File file) {
        return file.dataset() != null && !has("datasets", file.dataset());
    }

    private void addFile(EarlierRow row, Meaning.File file, Times times, @Nullable Stored before) {
        if (file.dataset() != null) {
            orphan(row, "datasets", file.dataset());
        }
        if (file.sha256() != null) {
            byBytes.computeIfAbsent(file.sha256(), _ -> new ArrayList<>())
                    .add(row.table() + " " + row.key());
        }
        Long number = file.number();
        if (before != null && before.oldPlace() != null) {
            if (!before.oldPlace().equals(file.oldPlace())) {
                collisions.add(row.table() + " " + row.key());
            }
        } else if (number != null) {
            DocumentKey key = new DocumentKey(file.category(), number);
            if (numbersOfOthers.contains(key)) {
                collisions.add(file.category().word() + " " + number);
            }
        }
        if (number != null) {
            numberUpTo(file.category(), number);
        }
        time(row, "created_at", times.created());
        time(row, "updated_at", times.updated());
        time(row, "indexed_at", times.indexed());
        if (times.created() == null && times.updated() == null && times.indexed() == null) {
            withoutTime++;
        }
    }

    private void time(EarlierRow row, String column, @Nullable EarlierTime time) {
        if (time == null) {
            return;
        }
        if (time.instant() != null) {
            normalised++;
        }
        Doubt doubt = time.doubt();
        if (doubt != null) {
            String text = row.text(column).or(() -> row.text("created_date")).orElse("");
            doubtful.add(new Doubtful(row.table(), row.key(), column, text, doubt));
        }
    }

    private void orphan(EarlierRow row, String table, String key) {
        if (!has(table, key)) {
            orphans.add(new Orphan(row.table(), row.key(), table + " " + key));
        }
    }

    private boolean has(String table, String key) {
        return keys.getOrDefault(table, Set.of()).contains(key);
    }

    /// The old system gave this number, to a row that may be gone by now.
    void numberUpTo(Category category, long number) {
        numbering.merge(category.word(), number, Math::max);
    }

    List<String> collisions() {
        return List.copyOf(collisions);
    }

    List<Refused> unusable() {
        return List.copyOf(unusable);
    }

    List<Orphan> orphans() {
        return List.copyOf(orphans);
    }

    List<Duplicates> duplicates() {
        return byBytes.entrySet().stream()
                .filter(group -> group.getValue().size() > 1)
                .map(group -> new Duplicates(group.getKey(), group.getValue()))
                .toList();
    }

    Map<String, Long> numbering() {
        return Map.copyOf(numbering);
    }

    TakeoverReport.Times times() {
        return new TakeoverReport.Times(normalised, withoutTime, doubtful);
    }

    /// @param proof what was read back
    List<TableRows> tables(Proof proof) {
        return tables.stream().map(table -> table.rows(proof.hash(table.name))).toList();
    }

    private static final class Counted {
        private final String name;
        private final boolean understood;
        private final List<String> unknownColumns;
        private final Hashes hash = new Hashes();
        private long read;
        private long written;
        private long updated;
        private long unchanged;
        private long refused;

        Counted(String name, boolean understood, List<String> unknownColumns) {
            this.name = name;
            this.understood = understood;
            this.unknownColumns = unknownColumns;
        }

        TableRows rows(@Nullable String hashHere) {
            return new TableRows(
                    name,
                    understood,
                    read,
                    written,
                    updated,
                    unchanged,
                    refused,
                    unknownColumns,
                    hash.all(),
                    hashHere);
        }
    }
}
