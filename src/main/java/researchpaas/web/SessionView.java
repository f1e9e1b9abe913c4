package researchpaas.web;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import researchpaas.credential.ManageSessions.Opened;

/// A place where somebody is signed in, as pages show it.
///
/// @param person whose it is
/// @param kind browser or program, as a constant
/// @param agent what it is commonly called; empty where it said nothing
/// @param current whether it is where the page is looked at
/// @param endAt where to ask for its end
record SessionView(
        @Nullable PersonView person,
        String kind,
        String agent,
        @Nullable When created,
        @Nullable When used,
        boolean current,
        String endAt) {

    static SessionView of(
            Opened opened,
            @Nullable PersonView person,
            boolean current,
            String endAt,
            ZoneId zone) {
        return new SessionView(
                person,
                opened.kind().name(),
                Browsers.called(opened.userAgent()),
                When.of(opened.createdAt(), zone),
                When.of(opened.lastUsed(), zone),
                current,
                endAt);
    }
}
