package researchpaas.answer;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Something that writes text: a service, or a program on this machine. It is handed data and gives
/// back text; it can call nothing. Safe for several threads at once.
public interface LanguageModel {
    Card card();

    /// Writes, and hands over each piece of text as it arrives, on the caller's thread. Returns
    /// when the text is whole. Bounded in time by the prompt and in length by its tokens.
    /// Interrupting the thread ends the request at the service at once.
    ///
    /// A request is made again (after a pause, within its time) only where the service says so and
    /// no text was handed over yet.
    ///
    /// @throws ModelUnavailable with the reason; text that was handed over before is part of
    ///   nothing
    Completion complete(Prompt prompt, Consumer<String> text);

    /// The models that the service offers for [#complete], as it names them.
    ///
    /// @throws ModelUnavailable when the service cannot be asked
    List<Offered> offered();

    /// @param provider one word, lower case: `gemini`, `openai`, `openrouter`, `compatible`
    /// @param model as the service names it
    /// @param contextTokens how much it can be given, 0 where nobody knows
    record Card(String provider, String model, int contextTokens) {}

    /// @param name as people call it
    record Offered(String id, String name, int contextTokens) {}

    /// @param model another one of the same service than the configured; absent for that
    /// @param instructions what is asked of the model; never text from documents or readers
    /// @param turns what was said so far, alternating, the reader's first and last; the last holds
    ///   the material
    /// @param mostTokens how much it may write, its thinking not counted
    /// @param within for the whole of it, tries included
    record Prompt(
            @Nullable String model,
            String instructions,
            List<Turn> turns,
            int mostTokens,
            Duration within) {
        public Prompt {
            turns = List.copyOf(turns);
        }
    }

    record Turn(Speaker speaker, String text) {}

    enum Speaker {
        READER,
        MODEL
    }

    /// @param model that wrote, as the service names it
    /// @param whole false when it was cut off at the most tokens
    record Completion(String text, String model, Usage usage, boolean whole) {}

    /// Tokens as the service counted them; 0 where it tells none.
    ///
    /// @param thinking written but not shown
    record Usage(long input, long output, long thinking) {
        public static final Usage NONE = new Usage(0, 0, 0);

        public Usage plus(Usage other) {
            return new Usage(input + other.input, output + other.output, thinking + other.thinking);
        }

        public long total() {
            return input + output + thinking;
        }
    }

    final class ModelUnavailable extends RuntimeException {
        private final Why why;
        private final transient Usage used;

        public ModelUnavailable(Why why, String message, @Nullable Throwable cause) {
            this(why, message, cause, Usage.NONE);
        }

        public ModelUnavailable(Why why, String message, @Nullable Throwable cause, Usage used) {
            super(message, cause);
            this.why = why;
            this.used = used;
        }

        public Why why() {
            return why;
        }

        /// What it cost nevertheless, as far as anybody knows.
        public Usage used() {
            return used;
        }

        public enum Why {
            /// None is configured, or it is switched off.
            NONE,
            /// The service refuses the key.
            KEY,
            /// The service knows no model of this name.
            UNKNOWN_MODEL,
            /// The service's quota, or money, is used up.
            SERVICE_QUOTA,
            /// What the reader, or the department, may use a day is used up.
            OWN_QUOTA,
            /// It is overloaded, or failed, several times in a row.
            BUSY,
            /// It cannot be reached, or the connection broke.
            UNREACHABLE,
            /// It did not end in time.
            TOO_SLOW,
            /// What it sent is not what it should send, or too much.
            GARBLED,
            /// It refuses to write on this.
            REFUSED,
            /// The request is not one that it takes (too long, a setting that it does not know).
            NOT_TAKEN,
            /// It failed often lately and is left alone for a while.
            RESTING,
            /// The reader left.
            CANCELLED
        }
    }
}
