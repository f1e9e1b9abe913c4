package researchpaas.account.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where somebody goes after signing in: a path of this server and nothing else, so that nobody's
/// link to the sign-in leads to somebody else's page.
record ReturnPath(String value) {
    static final ReturnPath START = new ReturnPath("/");

    private static final int LONGEST = 2000;

    /// One slash, then what a path and a query are made of. No backslash, which browsers take for a
    /// slash; no control character, which they leave out.
    private static final Pattern FORM =
            Pattern.compile("/(?![/\\\\])[A-Za-z0-9._~%!$&'()*+,;=:@/?-]*");

    /// The start page for whatever is not such a path.
    static ReturnPath of(@Nullable String wanted) {
        return Optional.ofNullable(wanted)
                .filter(ReturnPath::isLocal)
                .map(ReturnPath::new)
                .orElse(START);
    }

    private static boolean isLocal(String wanted) {
        if (wanted.length() > LONGEST || !FORM.matcher(wanted).matches()) {
            return false;
        }
        try {
            URI uri = new URI(wanted);
            String path = uri.getPath();
            // also when something on the way decodes it
            return uri.getScheme() == null
                    && uri.getRawAuthority() == null
                    && !path.startsWith("//")
                    && path.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c))
                    && !path.startsWith("/auth/")
                    && !path.contains("//")
                    && uri.normalize().getPath().equals(path);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
