package researchpaas.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.LanguageModels;
import researchpaas.document.Database;
import researchpaas.ingest.Jobs;

/// How the parts of the system are.
///
/// @param parts each of [Name] once, in its order
/// @param figures what doors show beside the states
public record Health(Status status, Instant at, List<Part> parts, Figures figures) {
    public Health {
        parts = List.copyOf(parts);
    }

    public Part part(Name name) {
        return parts.stream().filter(part -> part.name() == name).findFirst().orElseThrow();
    }

    /// Of the whole.
    public enum Status {
        HEALTHY,
        /// Something that people notice is missing.
        DEGRADED,
        /// The library cannot be read.
        DOWN
    }

    /// Each has a name for people in the bundles, `health.part.NAME`.
    public enum Name {
        DATABASE,
        INDEX,
        EMBEDDING_MODEL,
        DRIVE,
        LANGUAGE_MODEL,
        JOBS,
        BACKUP,
        DISK,
        /// Whether database, index and drives agreed when they were compared last.
        AGREEMENT,
        /// Of the earlier system's data.
        TAKEOVER
    }

    /// Each has a word in the bundles, `health.state.STATE`.
    public enum State {
        HEALTHY,
        DEGRADED,
        DOWN,
        /// Nobody asked for it.
        OFF
    }

    /// @param latency how long its answer took; absent for what was not asked now
    /// @param symptom what is wrong and what to do; absent where nothing is
    /// @param since when it was first seen in this state since the start of the program
    /// @param seen the moment that the state is of: now for what was asked, the last use for what
    ///   is outside; absent where that is not known
    public record Part(
            Name name,
            State state,
            @Nullable Duration latency,
            @Nullable Symptom symptom,
            Instant since,
            @Nullable Instant seen) {
        Part since(Instant earlier) {
            return new Part(name, state, latency, symptom, earlier, seen);
        }
    }

    /// @param sentence its key in the bundles
    /// @param details the sentence's arguments
    public record Symptom(String sentence, List<String> details) {
        public Symptom {
            details = List.copyOf(details);
        }

        static Symptom of(String sentence, String... details) {
            return new Symptom(sentence, List.of(details));
        }

        /// For programs.
        public String code() {
            return sentence.substring(sentence.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        }
    }

    /// @param engine the search engine's name
    /// @param behind how many changes of the library the index has not applied yet; absent when one
    ///   of the two is down
    /// @param model the embedding model's id
    /// @param jobs the newest of each source; empty when the database is down
    /// @param provedBackup the moment that the last proved archive shows; absent when there is
    ///   none, or the database is down
    /// @param reconciliation the newest comparison of database and index since the start; absent
    ///   when there was none
    /// @param writes how the language model was when it was used last
    /// @param disk absent when it could not be told
    public record Figures(
            Database.Engine database,
            String engine,
            @Nullable Long behind,
            String model,
            List<Jobs.Job> jobs,
            @Nullable Instant provedBackup,
            @Nullable Reconciliation reconciliation,
            LanguageModels.Standing writes,
            StateDisk.@Nullable Space disk) {
        public Figures {
            jobs = List.copyOf(jobs);
        }
    }
}
