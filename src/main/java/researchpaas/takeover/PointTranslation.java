package researchpaas.takeover;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import researchpaas.document.Category;
import researchpaas.document.Language;
import researchpaas.document.Publication.Description;
import researchpaas.ingest.SourceFile;
import researchpaas.takeover.Meaning.Refusal;
import researchpaas.takeover.Meaning.Times;

/// What a point means of which nothing else is known here: a file that is awaited, found by the
/// text that the earlier store held.
///
/// @param zone of the times that the earlier system wrote as local
/// @param otherwise when a point that has no time was made
record PointTranslation(ZoneId zone, Instant otherwise) {

    Meaning of(EarlierPoint point) {
        return PointIdentity.of(point)
                .map(identity -> file(point, identity))
                .orElseGet(() -> new Meaning.Unusable(Refusal.NO_CATEGORY));
    }

    private Meaning file(EarlierPoint point, PointIdentity identity) {
        EarlierRow row = point.row();
        String path = path(point, identity);
        if (path.length() > Translation.LONGEST_PATH) {
            return new Meaning.Unusable(Refusal.PATH_TOO_LONG);
        }
        Instant created =
                Objects.requireNonNullElse(Times.instant(times(row, zone).created()), otherwise);
        return new Meaning.File(
                identity.category(),
                identity.number(),
                null,
                new SourceFile(path, size(row, identity), created),
                row.text("content_hash").filter(hash -> hash.matches("[0-9a-f]{64}")).orElse(null),
                described(point, identity, created),
                Translation.storable(point.text().orElseGet(() -> summary(row))),
                Translation.storable(identity.oldPlace()));
    }

    /// A dataset is no file, whatever the size of its files.
    private static long size(EarlierRow row, PointIdentity identity) {
        return identity.category() == Category.DATASET
                ? 0
                : row.number("file_size").filter(bytes -> bytes >= 0).orElse(0L);
    }

    /// Where the point stands in for its file. Names without a path are not the only ones of their
    /// kind, so the id goes before them.
    static String path(EarlierPoint point, PointIdentity identity) {
        if (identity.category() == Category.DATASET) {
            return "datasets/" + Translation.segment(identity.name()) + "/README";
        }
        String below =
                identity.path().isEmpty()
                        ? Translation.segment(point.id())
                                + "/"
                                + Translation.segment(identity.name())
                        : Translation.place(identity.path(), identity.name());
        return identity.category().word() + "s/" + below;
    }

    /// A file's own time is local; so was the clock that wrote when a point was made.
    static Times times(EarlierRow row, ZoneId zone) {
        return new Times(
                EarlierTime.of(row.text("created_at").or(() -> row.text("timestamp")), zone)
                        .orElse(null),
                null,
                null);
    }

    private static Description described(
            EarlierPoint point, PointIdentity identity, Instant created) {
        EarlierRow row = point.row();
        String title = Translation.storable(Translation.title(row, identity.name()));
        return new Description(
                title,
                row.text("authors")
                        .filter(Translation::isAnalysed)
                        .map(Translation::names)
                        .orElse(List.of()),
                summary(row),
                row.text("keywords").stream().flatMap(PointTranslation::words).distinct().toList(),
                null,
                Language.of(title + "\n" + point.text().orElse("")),
                created);
    }

    private static Stream<String> words(String keywords) {
        return Translation.words(keywords);
    }

    private static String summary(EarlierRow row) {
        return Stream.of("content_preview", "description")
                .map(row::text)
                .flatMap(Optional::stream)
                .filter(Translation::isAnalysed)
                .findFirst()
                .map(Translation::storable)
                .orElse("");
    }
}
