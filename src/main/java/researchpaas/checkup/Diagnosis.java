package researchpaas.checkup;

import java.util.List;

/// One line of what was found.
///
/// @param key of the sentences in the command line's bundle: `doctor.found.KEY` for what was found,
///   and `doctor.do.KEY` for what to do where something is not as it should be
/// @param values of both sentences; never a secret
public record Diagnosis(Topic topic, State state, String key, List<Object> values) {
    public Diagnosis {
        values = List.copyOf(values);
    }

    public static Diagnosis ok(Topic topic, String key, Object... values) {
        return new Diagnosis(topic, State.OK, key, List.of(values));
    }

    public static Diagnosis warning(Topic topic, String key, Object... values) {
        return new Diagnosis(topic, State.WARNING, key, List.of(values));
    }

    public static Diagnosis wrong(Topic topic, String key, Object... values) {
        return new Diagnosis(topic, State.WRONG, key, List.of(values));
    }

    /// Because the settings do not ask for it, or because it cannot be told now.
    public static Diagnosis notChecked(Topic topic, String key, Object... values) {
        return new Diagnosis(topic, State.NOT_CHECKED, key, List.of(values));
    }

    public enum State {
        OK,
        /// It works; somebody should look at it.
        WARNING,
        /// Something will not work.
        WRONG,
        NOT_CHECKED
    }

    /// In the order in which people read.
    public enum Topic {
        PROFILE,
        VARIABLES,
        SETTINGS,
        JAVA,
        MEMORY,
        DISK,
        CLOCK,
        RENDER,
        SERVER,
        DATABASE,
        SECRETS,
        SIGN_IN,
        EDGE,
        FOLDER,
        TEXT_RECOGNITION,
        DRIVE,
        MODEL,
        QDRANT,
        LANGUAGE_MODEL,
        BACKUP
    }
}
