package researchpaas.document;

import java.util.List;

/// Makes a database ready for production, before the program first starts on it.
public interface DatabaseSetup {
    /// Looks at the database, then makes or updates the schema. Safe to repeat. Ends at the first
    /// step that fails; what was done before stays.
    Report prepare();

    /// The same look without changing anything: no lock is taken and nothing is made, so it may be
    /// done beside a server. What a start would make or update is a NOTE of the step SCHEMA.
    Report look();

    /// @param place the file, or host, port and name; never a password
    record Report(String place, List<Step> steps) {
        public Report {
            steps = List.copyOf(steps);
        }

        public boolean succeeded() {
            return steps.stream().noneMatch(step -> step.outcome() == Outcome.FAILED);
        }
    }

    /// @param detail what was found: a version, a number, or a sentence in the reader's language
    record Step(Kind kind, Outcome outcome, String detail) {}

    enum Kind {
        CONNECTION,
        SERVER_VERSION,
        ENCODING,
        TIME_ZONE,
        RIGHTS,
        SCHEMA
    }

    enum Outcome {
        /// As it should be.
        FINE,
        /// Changed just now.
        DONE,
        /// It works; a person may want to know.
        NOTE,
        FAILED
    }
}
