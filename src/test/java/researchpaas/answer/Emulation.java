package researchpaas.answer;

import java.util.List;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.outbound.FakeEndpoint.Request;

/// How a service speaks, written from its published description.
public interface Emulation {
    String KEY = "key-that-nobody-may-read";
    String MODEL = "test-model";

    /// As tests name the service's failures.
    enum Trouble {
        WRONG_KEY,
        UNKNOWN_MODEL,
        USED_UP,
        TOO_MANY,
        OVERLOADED,
        BROKEN,
        NOT_TAKEN
    }

    /// @param body the service's own words, which hold what was asked
    record Refused(int status, String body) {}

    /// @throws AssertionError where the service would not take the request
    void check(Request request);

    /// The data of the events of a text, and what ends the stream.
    List<String> text(List<String> pieces, Usage usage, boolean whole);

    /// The data of one event with a piece in the middle.
    String piece(String text);

    /// Events of a text that the service breaks off because of what it is about.
    List<String> refusing();

    /// The data of an event that tells of trouble in the middle of a text.
    String troubleInside();

    Refused refused(Trouble trouble);

    /// An answer with `test-model`, called "Test", which takes 1000 tokens, and `other-model`.
    String models();
}
