package researchpaas.takeover;

import static java.util.stream.Collectors.groupingBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Category;
import researchpaas.document.FileId;
import researchpaas.ingest.SourceId;
import researchpaas.takeover.KnownFiles.Known;
import researchpaas.takeover.KnownFiles.OldRow;

/// Finds what a point of the earlier store stands for among what is here already: the row of the
/// earlier database that it was made from, else the file by its id at Google, its bytes, or its
/// place and size. Of several that could be meant it is none.
final class KnownLibrary {
    private static final Pattern DATASET = Pattern.compile("(?i)(?:^|/)datasets?/([^/]+)/.");

    private final Map<String, OldRow> rows = new HashMap<>();
    private final Set<String> unmatched = new LinkedHashSet<>();
    private final Map<String, List<Known>> byExternal;
    private final Map<String, List<Known>> byBytes;
    private final Map<String, List<Known>> byName;
    private final Map<String, FileId> datasets = new HashMap<>();

    /// @param own the source of the points themselves, whose files are not looked at
    KnownLibrary(List<OldRow> rows, List<Known> files, @Nullable SourceId own) {
        for (OldRow row : rows) {
            this.rows.put(row.table() + " " + row.key(), row);
            unmatched.add(row.table() + " " + row.key());
        }
        List<Known> others = files.stream().filter(file -> !file.source().equals(own)).toList();
        byExternal =
                others.stream()
                        .filter(file -> file.external() != null)
                        .collect(groupingBy(file -> String.valueOf(file.external())));
        byBytes =
                others.stream()
                        .filter(file -> !file.sha256().isEmpty())
                        .collect(groupingBy(Known::sha256));
        byName = others.stream().collect(groupingBy(file -> key(file.category(), file.path())));
        for (Known file : others) {
            Matcher folder = DATASET.matcher(file.path());
            if (file.category() == Category.DATASET && folder.find()) {
                datasets.putIfAbsent(normal(folder.group(1)), file.file());
            }
        }
    }

    /// How a point was recognised.
    enum How {
        /// By the row of the earlier database.
        ROW,
        /// By Google's id.
        DRIVE_ID,
        BYTES,
        /// By folder and name, or name and size; a dataset by its folder.
        PLACE
    }

    record Match(How how, @Nullable FileId file) {}

    /// Whether the earlier database was taken over, so that a point without a row is one too many.
    boolean hasRows() {
        return !rows.isEmpty();
    }

    /// Rows that no point was found for so far, as `table key`.
    List<String> rowsWithoutPoint() {
        return List.copyOf(unmatched);
    }

    Optional<Match> find(EarlierPoint point, PointIdentity identity) {
        Optional<Match> row = row(point, identity);
        return row.isPresent() ? row : file(point, identity);
    }

    private Optional<Match> row(EarlierPoint point, PointIdentity identity) {
        String key = identity.table() + " " + identity.number();
        OldRow row = rows.get(key);
        if (row == null || !isOf(point, identity, row)) {
            return Optional.empty();
        }
        unmatched.remove(key);
        return Optional.of(new Match(How.ROW, row.file()));
    }

    /// The id is a hash over kind, number and path, or the point says the same path or name.
    private static boolean isOf(EarlierPoint point, PointIdentity identity, OldRow row) {
        String place = row.oldPlace();
        if (place == null) {
            return false;
        }
        boolean dataset = identity.category() == Category.DATASET;
        String hashed = identity.category().word() + "_" + row.key() + "_" + (dataset ? "" : place);
        // of a dataset the hash tells the number only
        boolean enough = !dataset || identity.name().equals(point.id());
        if (enough && point.id().equals(md5(hashed))) {
            return true;
        }
        if (!identity.path().isEmpty() && !dataset) {
            return identity.path().equals(place);
        }
        String path = row.path() == null ? place : row.path();
        return normal(identity.name()).equals(normal(dataset ? place : last(path)));
    }

    private Optional<Match> file(EarlierPoint point, PointIdentity identity) {
        if (identity.category() == Category.DATASET) {
            return Optional.ofNullable(datasets.get(normal(Translation.segment(identity.name()))))
                    .map(file -> new Match(How.PLACE, file));
        }
        String id =
                point.row()
                        .text("drive_file_id")
                        .orElseGet(() ->
                                identity.path().startsWith("gdrive://")
                                        ? last(identity.path())
                                        : "");
        String sha256 = point.row().text("content_hash").orElse("");
        return only(byExternal.getOrDefault(id, List.of()), How.DRIVE_ID)
                .or(() -> only(byBytes.getOrDefault(sha256, List.of()), How.BYTES))
                .or(() -> place(point, identity));
    }

    private Optional<Match> place(EarlierPoint point, PointIdentity identity) {
        long size = point.row().number("file_size").orElse(-1L);
        String path = identity.path().isEmpty() ? identity.name() : identity.path();
        List<Known> same =
                byName.getOrDefault(key(identity.category(), identity.name()), List.of()).stream()
                        .filter(file -> file.size() == size || FindFiles.sameEnd(file.path(), path))
                        .toList();
        return only(same, How.PLACE);
    }

    private static Optional<Match> only(List<Known> files, How how) {
        return files.size() == 1
                ? Optional.of(new Match(how, files.getFirst().file()))
                : Optional.empty();
    }

    private static String key(Category category, String path) {
        return category.word() + " " + normal(last(path));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("MD5")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
