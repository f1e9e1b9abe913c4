package researchpaas.operate;

import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import researchpaas.document.LibraryTables;

/// Why an archive was not made or not used; the library is as it was. Each reason has a sentence in
/// the command line's bundles, `backup.refused.NAME`.
///
/// @param detail which file, table, place or version
public record Refusal(Why why, String detail) {
    private static final Logger log = LoggerFactory.getLogger(Refusal.class);

    public enum Why {
        /// There is no such archive.
        MISSING,
        /// No archive, or cut short.
        UNREADABLE,
        /// Its bytes are not what was written.
        DAMAGED,
        /// Of a later version of the program.
        NEWER,
        /// It unpacks to more than an honest one does.
        TOO_LARGE,
        UNFIT_ROWS,
        /// What was read back is not what was saved.
        DIFFERENT,
        NO_LIBRARY,
        NOT_EMPTY,
        IN_USE,
        /// The detail is a sentence.
        CANNOT_OPEN,
        DATABASE_UNAVAILABLE,
        /// The place of the archives cannot be reached or written.
        PLACE_UNAVAILABLE,
        /// No place of a known kind.
        UNKNOWN_PLACE
    }

    /// Whatever a person can do something about ends the work as a refusal.
    ///
    /// @param place the archive, or where archives lie
    static <T> T guard(String place, Function<Refusal, T> refused, Supplier<T> work) {
        try {
            return work.get();
        } catch (BadArchive e) {
            return refused.apply(e.refusal());
        } catch (LibraryTables.Refused e) {
            return refused.apply(of(e));
        } catch (LibraryTables.TablesUnavailable e) {
            log.atWarn().setCause(e).log("The database failed an archive");
            return refused.apply(new Refusal(Why.DATABASE_UNAVAILABLE, place));
        } catch (ArchiveStore.PlaceUnavailable e) {
            log.atWarn().setCause(e).log("The place of the archives failed");
            return refused.apply(new Refusal(Why.PLACE_UNAVAILABLE, place));
        }
    }

    private static Refusal of(LibraryTables.Refused refused) {
        Why why =
                switch (refused.why()) {
                    case NO_LIBRARY -> Why.NO_LIBRARY;
                    case NOT_EMPTY -> Why.NOT_EMPTY;
                    case IN_USE -> Why.IN_USE;
                    case CANNOT_OPEN -> Why.CANNOT_OPEN;
                    case UNFIT_ROWS -> Why.UNFIT_ROWS;
                };
        return new Refusal(why, refused.detail());
    }
}
