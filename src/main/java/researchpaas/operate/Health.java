package researchpaas.operate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.LanguageModels;
import researchpaas.document.Database;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Reason;
import researchpaas.search.SearchIndex;

/// How the parts of the system are.
///
/// @param databaseEngine which database it is
/// @param trouble what a person can do something about in the database; absent when nothing is
///   known
/// @param engine the search engine's name
/// @param indexTrouble why the index is down; absent while it is up
/// @param behind how many changes of the library the index has not applied yet; absent when one of
///   the two is down
/// @param model the embedding model's id
/// @param latestJob the newest scan of any source; one that failed comes before the newer scans of
///   other sources; absent when there was none, or the database is down
/// @param backup what is to be said of the backups
/// @param provedBackup the moment that the last proved archive shows; absent when there is none, or
///   the database is down
/// @param reconciliation the newest comparison of database and index since the start; absent when
///   there was none
/// @param drives how the drives on the web were when they were followed last; nobody asks them now
/// @param driveTrouble of one that could not be followed; absent when none is known
/// @param writes how the language model was when it was used last; nobody asks it now
public record Health(
        Status status,
        Instant at,
        State database,
        Database.Engine databaseEngine,
        Database.@Nullable Trouble trouble,
        State index,
        SearchIndex.@Nullable Trouble indexTrouble,
        String engine,
        @Nullable Long behind,
        String model,
        Jobs.@Nullable Job latestJob,
        BackupPlan.Standing backup,
        @Nullable Instant provedBackup,
        @Nullable Reconciliation reconciliation,
        Drives drives,
        @Nullable Reason driveTrouble,
        LanguageModels.Standing writes) {

    public enum Status {
        HEALTHY,
        /// Something that people notice is missing.
        DEGRADED,
        /// The library cannot be read.
        DOWN
    }

    public enum Drives {
        NOT_CONFIGURED,
        /// None was followed yet.
        WAITING,
        UP,
        /// At least one could not be followed.
        DOWN
    }

    public enum State {
        UP,
        DOWN
    }
}
