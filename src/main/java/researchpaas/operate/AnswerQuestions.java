package researchpaas.operate;

import java.nio.file.Path;
import java.util.List;
import researchpaas.answer.Question;

/// Reads the questions that answers are measured by: a text file, one question a line, with tabs
/// between language, kind, how far it can be answered, the question, and the evidence that an
/// answer needs to cite. See `samples-src/README.md`.
public interface AnswerQuestions {
    /// @throws UnreadableQuestions with the line that is wrong
    List<Asked> read(Path file);

    /// @param needs each of them met by any one of its places; empty where nothing can be cited
    record Asked(
            String language,
            Question.Kind kind,
            Answerable answerable,
            String question,
            List<List<Place>> needs) {
        public Asked {
            needs = needs.stream().map(List::copyOf).toList();
        }
    }

    enum Answerable {
        YES,
        PARTLY,
        /// A subject of the library, but nothing in it says it.
        MISSING,
        /// Another subject altogether.
        OFF
    }

    /// @param path of the file in the library's folder
    /// @param quote compared after NFKC and without white space
    record Place(String path, String quote) {}

    final class UnreadableQuestions extends RuntimeException {
        public UnreadableQuestions(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
