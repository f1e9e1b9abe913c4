package researchpaas.audit;

/// How somebody who did something had shown who he is.
public enum Means {
    /// a browser's session
    SESSION,
    /// a bearer token of the API
    TOKEN,
    /// an API key
    KEY,
    /// the operator, by the command line or the configuration
    OPERATOR,
    /// the one reader of development without login
    LOCAL,
    /// not at all
    NONE
}
