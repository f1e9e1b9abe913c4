package researchpaas.audit;

public enum Outcome {
    OK,
    REFUSED
}
