package researchpaas.operate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentId;
import researchpaas.document.Language;
import researchpaas.operate.CompareLibrary.Comparison;
import researchpaas.operate.LibraryRecords.Misfit;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.FollowingIndex;
import researchpaas.search.FollowingIndex.Held;
import researchpaas.search.SearchIndex;

/// Compares the database with itself and with the index, in both directions. The library may change
/// meanwhile: what looks wrong at first is a suspicion only, and is looked at again when the index
/// has had its chance to follow.
final class CompareWithIndex {
    private static final int STRETCH = 500;
    private static final int SUSPECTS_AT_ONCE = 100;
    private static final int LOOKS = 5;
    private static final int MISFITS = 10_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration SHORT_WAIT = Duration.ofSeconds(5);

    /// Longer than the few steps of a file that are not one transaction.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LibraryRecords records;
    private final FollowingIndex index;
    private final Follower follower;
    private final Supplier<EmbeddingModel.Card> model;
    private final BooleanSupplier goesOn;

    CompareWithIndex(
            LibraryRecords records,
            FollowingIndex index,
            Follower follower,
            Supplier<EmbeddingModel.Card> model,
            BooleanSupplier goesOn) {
        this.records = records;
        this.index = index;
        this.follower = follower;
        this.model = model;
        this.goesOn = goesOn;
    }

    /// Who brings an index after the database.
    interface Follower {
        boolean awaitCaughtUp(Duration longest) throws InterruptedException;

        long behind();
    }

    /// @throws SearchIndex.IndexUnavailable when the index does not answer
    Comparison compare() throws InterruptedException {
        Findings findings = new Findings();
        misfits().forEach(findings::add);
        if (!follower.awaitCaughtUp(LONGEST_WAIT)) {
            findings.addBehind(follower.behind());
        }
        String of = model.get().id();
        InStretches rows = new InStretches(after -> records.toHold(after, STRETCH, of));
        InStretches held = new InStretches(after -> index.held(after, STRETCH));
        List<DocumentId> suspects = new ArrayList<>();
        long documents = 0;
        long passages = 0;
        while (goesOn.getAsBoolean() && (rows.hasNext() || held.hasNext())) {
            long id = Math.min(rows.nextId(), held.nextId());
            Held row = rows.nextId() == id ? rows.next() : null;
            Held indexed = held.nextId() == id ? held.next() : null;
            if (row != null) {
                documents++;
                passages += row.parts().stream().filter(part -> part.passage() != null).count();
            }
            DocumentId document = new DocumentId(id);
            if (!Differences.between(document, row, indexed).isEmpty()) {
                suspects.add(document);
            }
        }
        for (List<DocumentId> some :
                suspects.stream().gather(Gatherers.windowFixed(SUSPECTS_AT_ONCE)).toList()) {
            settle(some, findings);
        }
        return new Comparison(documents, passages, findings);
    }

    /// What differs and stays so. The cursor is asked first and the rows last: so rows whose change
    /// the cursor covers are rows that the index has had since before it was looked at. A document
    /// that changes at every look is none of our business.
    private void settle(List<DocumentId> suspects, Findings findings) throws InterruptedException {
        Set<DocumentId> open = new HashSet<>(suspects);
        for (int look = 0; look < LOOKS && !open.isEmpty() && goesOn.getAsBoolean(); look++) {
            if (look > 0) {
                follower.awaitCaughtUp(SHORT_WAIT);
            }
            long cursor = index.cursor();
            Map<DocumentId, Held> held = index.held(open);
            Map<DocumentId, Held> rows = records.toHold(open, model.get().id());
            for (DocumentId document : suspects) {
                if (open.contains(document) && isSettled(rows.get(document), cursor)) {
                    open.remove(document);
                    findings.add(
                            document,
                            Differences.between(document, rows.get(document), held.get(document)));
                }
            }
        }
    }

    private static boolean isSettled(@Nullable Held row, long cursor) {
        return row == null || row.change() <= cursor;
    }

    private Set<Misfit> misfits() throws InterruptedException {
        Set<Misfit> found = new HashSet<>(askForMisfits());
        if (!found.isEmpty()) {
            Thread.sleep(PAUSE);
            found.retainAll(askForMisfits());
        }
        return found;
    }

    private Set<Misfit> askForMisfits() {
        EmbeddingModel.Card card = model.get();
        Set<Language> known =
                card.languages().isEmpty() ? EnumSet.allOf(Language.class) : card.languages();
        return records.misfits(card.id(), known, MISFITS);
    }
}
