package researchpaas.search.qdrant;

/// How many words and forms a file of this library usually has. A file's weights are made with it,
/// so it is of all files, and the same for all readers; it is measured of the first thousand and
/// then stands, so that it tells nobody of a file that came or went.
///
/// @param files how many were measured
/// @param words all of them together have
/// @param titled how many have a title
/// @param titles how many words these titles have together
record UsualLengths(long files, long words, long forms, long titled, long titles) {
    static final UsualLengths UNKNOWN = new UsualLengths(0, 0, 0, 0, 0);

    private static final int ENOUGH = 1_000;

    /// What is taken for usual before anything was measured, and how many files it counts as.
    private static final double EXPECTED_WORDS = 2_000;

    private static final double EXPECTED_FORMS = 2_500;
    private static final double EXPECTED_TITLE = 10;
    private static final int EXPECTED_FILES = 3;

    boolean areKnown() {
        return files > 0;
    }

    static UsualLengths of(Counted words, Counted forms, Counted title) {
        boolean titled = title.length() > 0;
        return new UsualLengths(1, words.length(), forms.length(), titled ? 1 : 0, title.length());
    }

    UsualLengths plus(UsualLengths more) {
        return files >= ENOUGH
                ? this
                : new UsualLengths(
                        files + more.files,
                        words + more.words,
                        forms + more.forms,
                        titled + more.titled,
                        titles + more.titles);
    }

    double ofWords() {
        return mean(words, files, EXPECTED_WORDS);
    }

    double ofForms() {
        return mean(forms, files, EXPECTED_FORMS);
    }

    double ofTitles() {
        return mean(titles, titled, EXPECTED_TITLE);
    }

    private static double mean(long sum, long count, double expected) {
        return (EXPECTED_FILES * expected + sum) / (EXPECTED_FILES + count);
    }
}
