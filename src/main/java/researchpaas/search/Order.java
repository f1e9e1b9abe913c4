package researchpaas.search;

/// In which order a list of documents stands. Equal ones follow their numbers, so that paging
/// neither repeats nor leaves out a document.
public enum Order {
    /// What answers best first; without a question as [#NEWEST].
    RELEVANCE,
    /// The latest year first, and within a year what was added last; unknown years last.
    NEWEST,
    /// The earliest year first, and within a year what was added first; unknown years last.
    OLDEST,
    /// By title as a Japanese index has it: Latin letters, kana, kanji; case, width and punctuation
    /// count last; no title last.
    TITLE
}
