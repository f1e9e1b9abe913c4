package researchpaas.credential;

import java.time.Duration;

/// How long a program stays signed in.
///
/// @param idle a refresh token that is not used
/// @param whole from the sign-in on, whatever is used
public record TokenLife(Duration idle, Duration whole) {}
