package researchpaas.answer;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.LanguageModel.ModelUnavailable;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.document.DocumentId;
import researchpaas.document.DocumentKey;
import researchpaas.document.FileId;
import researchpaas.document.PassageId;

/// How an answer came about.
///
/// @param read the passages that it was made from, the best first
/// @param searched the words that were searched for, the question's own first
/// @param written by which model; absent where none was asked, or none wrote anything
/// @param without why no model wrote, or not to the end; absent where one did, if only in vain, and
///   where none was asked since nothing was found
/// @param evidence how much of the question the passage says that says most of it, 0 to 1, by what
///   its words tell; too little, and nothing is answered
/// @param withheld how many statements a model could not prove
/// @param index in which state the library was searched
public record Trace(
        List<Read> read,
        List<String> searched,
        @Nullable Written written,
        ModelUnavailable.@Nullable Why without,
        double evidence,
        int withheld,
        Index index,
        Timings timings) {
    public Trace {
        read = List.copyOf(read);
        searched = List.copyOf(searched);
    }

    /// @param hash as [researchpaas.document.Passage] has it
    /// @param cited whether a statement that is shown cites it
    public record Read(
            DocumentId id,
            DocumentKey document,
            FileId file,
            PassageId passage,
            String hash,
            boolean cited) {}

    /// @param provider see [LanguageModel.Card]
    /// @param model as the service names the one that wrote
    /// @param usage of all that was asked of it for this answer, as guessed where it broke off
    public record Written(String provider, String model, Usage usage) {}

    /// @param cursor up to which change of the library the index had come
    /// @param meaning the id of the model of meaning
    public record Index(String engine, long cursor, String meaning) {}

    /// @param search until there was something to read
    /// @param firstProved until the first statement was proved; absent where none was
    /// @param checking all checks of what a model wrote together
    public record Timings(
            Duration search, @Nullable Duration firstProved, Duration checking, Duration whole) {}
}
