package researchpaas.takeover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentKey;
import researchpaas.takeover.EarlierPoints.Store;
import researchpaas.takeover.KnownLibrary.Match;
import researchpaas.takeover.LegacyRows.Stored;
import researchpaas.takeover.PointsReport.Odd;
import researchpaas.takeover.PointsReport.Oddity;
import researchpaas.takeover.PointsReport.Orphan;
import researchpaas.takeover.PointsReport.Superseded;
import researchpaas.takeover.TakeoverReport.Refused;
import researchpaas.takeover.TakeoverReport.TableRows;

/// What a look at all points tells before anything is written: what each is here, and what is odd
/// about it.
final class PointFindings {
    private static final double UNIT = 1e-3;

    private final KnownLibrary library;
    private final Map<String, Stored> before;
    private final PointTranslation translation;
    private final Set<DocumentKey> numbersOfOthers;
    private int dimension;

    /// What is made of a point, by its id; what has no entry stands for itself.
    private final Map<String, Meaning> instead = new HashMap<>();

    private final Map<String, String> byNumber = new HashMap<>();
    private final Map<String, String> byPath = new HashMap<>();
    private final Map<String, String> hashes = new TreeMap<>();
    private final Map<String, Long> layouts = new TreeMap<>();
    private final Map<String, Long> known = new TreeMap<>();
    private final List<Odd> odd = new ArrayList<>();
    private final List<Orphan> orphans = new ArrayList<>();
    private final List<Superseded> superseded = new ArrayList<>();
    private final List<Refused> unusable = new ArrayList<>();
    private final Set<String> own = new HashSet<>();
    private final Map<String, DocumentKey> numbers = new HashMap<>();
    private final Set<String> collisions = new TreeSet<>();
    private long vectors;
    private long unit;
    private long written;
    private long updated;
    private long unchanged;

    PointFindings(
            Store store,
            KnownLibrary library,
            Map<String, Stored> before,
            PointTranslation translation,
            Set<DocumentKey> numbersOfOthers) {
        this.dimension = store.dimension();
        this.library = library;
        this.before = before;
        this.translation = translation;
        this.numbersOfOthers = numbersOfOthers;
    }

    void add(EarlierPoint point) {
        hashes.put(point.id(), point.row().hash());
        look(point);
        PointIdentity identity = PointIdentity.of(point).orElse(null);
        if (identity != null) {
            layouts.merge(identity.layout().name(), 1L, Long::sum);
            Stored stored = before.get(point.id());
            boolean standsHere = stored != null && stored.oldPlace() != null;
            Match match = standsHere ? null : library.find(point, identity).orElse(null);
            if (match != null) {
                known.merge(match.how().name(), 1L, Long::sum);
                instead.put(point.id(), new Meaning.Known(match.file()));
            } else if (library.hasRows() && !standsHere) {
                orphans.add(
                        new Orphan(
                                point.id(), identity.category().word() + " " + identity.number()));
                instead.put(point.id(), new Meaning.Extra());
            } else {
                standsForItself(point, identity, stored);
            }
        }
        Meaning meaning = meaning(point);
        if (meaning instanceof Meaning.Unusable no) {
            unusable.add(new Refused(point.row().table(), point.id(), no.refusal()));
        }
    }

    private void look(EarlierPoint point) {
        float[] vector = point.vector();
        if (vector == null) {
            odd.add(new Odd(point.id(), Oddity.NO_VECTOR));
            return;
        }
        vectors++;
        if (dimension == 0) {
            dimension = vector.length;
        }
        double squares = 0;
        for (float x : vector) {
            squares += (double) x * x;
        }
        double length = Math.sqrt(squares);
        if (vector.length != dimension) {
            odd.add(new Odd(point.id(), Oddity.OTHER_DIMENSION));
        } else if (!Double.isFinite(length) || length == 0) {
            odd.add(new Odd(point.id(), Oddity.NO_DIRECTION));
        } else if (Math.abs(length - 1) > UNIT) {
            odd.add(new Odd(point.id(), Oddity.OTHER_LENGTH));
        } else {
            unit++;
        }
    }

    /// One document a number and one a place: of several points the one that became a document
    /// before stands, else the store's last one.
    private void standsForItself(
            EarlierPoint point, PointIdentity identity, @Nullable Stored stored) {
        own.add(point.id());
        Long number = identity.number();
        if (number != null) {
            DocumentKey key = new DocumentKey(identity.category(), number);
            numbers.put(point.id(), key);
            standing(byNumber, key.toString(), point.id());
        }
        standing(byPath, PointTranslation.path(point, identity), point.id());
        String place = stored == null ? null : stored.oldPlace();
        if (place != null && !place.equals(Translation.storable(identity.oldPlace()))) {
            collisions.add(point.row().table() + " " + point.id());
        }
    }

    private void standing(Map<String, String> by, String key, String id) {
        String earlier = by.get(key);
        if (!own.contains(id)) {
            return; // another one stands for it already
        }
        if (earlier != null && own.contains(earlier)) {
            Stored stored = before.get(earlier);
            boolean stays = stored != null && stored.oldPlace() != null;
            gives(stays ? id : earlier, stays ? earlier : id);
        }
        if (own.contains(id)) {
            by.put(key, id);
        }
    }

    private void gives(String id, String by) {
        own.remove(id);
        superseded.add(new Superseded(id, by));
        instead.put(id, new Meaning.Extra());
    }

    /// What is made of a point. Of use once all were added.
    Meaning meaning(EarlierPoint point) {
        Meaning other = instead.get(point.id());
        return other == null ? translation.of(point) : other;
    }

    /// Every point once more, after the look: what is to be done with it.
    void count(EarlierPoint point) {
        Stored stored = before.get(point.id());
        if (meaning(point) instanceof Meaning.Unusable) {
            return;
        }
        if (stored == null) {
            written++;
        } else if (isSettled(point, stored)) {
            unchanged++;
        } else {
            updated++;
        }
    }

    boolean isSettled(EarlierPoint point, @Nullable Stored stored) {
        if (stored == null || !stored.hash().equals(point.row().hash())) {
            return false;
        }
        return switch (meaning(point)) {
            case Meaning.File _ -> stored.file() != null;
            case Meaning.Known known -> Objects.equals(stored.file(), known.file());
            case Meaning.Extra _, Meaning.Unusable _, Meaning.Link _ -> stored.file() == null;
        };
    }

    List<String> collisions() {
        for (String id : own) {
            Stored stored = before.get(id);
            DocumentKey key = numbers.get(id);
            boolean here = stored != null && stored.oldPlace() != null;
            if (!here && key != null && numbersOfOthers.contains(key)) {
                collisions.add(key.category().word() + " " + key.number());
            }
        }
        return List.copyOf(collisions);
    }

    /// The number that a point's document has.
    @Nullable DocumentKey number(String id) {
        return own.contains(id) ? numbers.get(id) : null;
    }

    long size() {
        return hashes.size();
    }

    int dimension() {
        return dimension;
    }

    long added() {
        return own.size();
    }

    Map<String, Long> layouts() {
        return layouts;
    }

    Map<String, Long> known() {
        return known;
    }

    List<Orphan> orphans() {
        return orphans;
    }

    List<Superseded> superseded() {
        return superseded;
    }

    List<Refused> unusable() {
        return List.copyOf(unusable);
    }

    PointsReport.Vectors vectors(Store store) {
        return new PointsReport.Vectors(vectors, unit, odd, store.strays());
    }

    /// @param hashHere absent in a dry run
    TableRows rows(String collection, @Nullable String hashHere) {
        Hashes there = new Hashes();
        hashes.values().forEach(there::add);
        return new TableRows(
                collection,
                true,
                size(),
                written,
                updated,
                unchanged,
                unusable.size(),
                List.of(),
                there.all(),
                hashHere);
    }
}
