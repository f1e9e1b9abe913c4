package researchpaas.source;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where a person agrees that the library reads his drive: a page of the drive's provider, with a
/// request of its own, apart from sign-in.
public interface ConsentScreen {
    /// Whether there is a client to ask with (`GOOGLE_OAUTH_CLIENT_ID` and `…_SECRET`).
    boolean isConfigured();

    /// Where to send the person's browser. Asks for reading the drive, and nothing else.
    ///
    /// @param state comes back with the answer
    /// @param challenge the S256 code challenge of the verifier that [#exchange] is given
    /// @param back where the answer comes to, unless the configuration says otherwise
    /// @param account whom the page proposes; absent to let the person choose
    URI address(String state, String challenge, URI back, @Nullable String account);

    /// Turns the code that came back into a lasting consent. Returns within 20 seconds.
    ///
    /// @param back the same as before
    Answer exchange(String code, String verifier, URI back);

    sealed interface Answer {
        /// @param refreshToken absent when the provider gave none, as it may when somebody agrees a
        ///   second time
        record Agreed(@Nullable String refreshToken) implements Answer {
            /// Without the token.
            @Override
            public String toString() {
                return "Agreed";
            }
        }

        /// The person signed in, but did not tick the reading of the drive.
        record NotForReading() implements Answer {}

        /// The provider takes the code for none of its own, or the client for none.
        record Refused() implements Answer {}

        /// No answer that could be used.
        record Unavailable() implements Answer {}
    }
}
