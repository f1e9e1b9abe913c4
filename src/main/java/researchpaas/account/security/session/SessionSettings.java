package researchpaas.account.security.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param idle a session that is not used for so long has ended
/// @param lifetime no session lasts longer, however much it is used
/// @param cookieSecure may demand TLS where nothing else does; can't take it away
/// @param cookieHttpOnly accepted since earlier installations set it; scripts never see the cookie
@ConfigurationProperties("research-paas.auth.session")
record SessionSettings(
        @DefaultValue("8h") Duration idle,
        @DefaultValue("7d") Duration lifetime,
        @Nullable Boolean cookieSecure,
        @Nullable Boolean cookieHttpOnly) {
    private static final Duration LONGEST = Duration.ofDays(30);

    SessionSettings {
        check("SESSION_IDLE", idle);
        check("SESSION_LIFETIME", lifetime);
    }

    private static void check(String name, Duration time) {
        if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + "=" + time + ": give a time of at most " + LONGEST.toDays() + " days");
        }
    }
}
