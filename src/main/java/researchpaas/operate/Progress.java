package researchpaas.operate;

/// Hears where a long piece of work is.
@FunctionalInterface
public interface Progress {
    void at(Step step, String table);

    enum Step {
        SAVING,
        CHECKING,
        RESTORING,
        COMPARING
    }
}
