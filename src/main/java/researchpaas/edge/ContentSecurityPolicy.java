package researchpaas.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.security.web.header.HeaderWriter;

/// A page runs the scripts that bear the number of its own answer, and nothing else. A template
/// finds that number as `cspNonce`.
final class ContentSecurityPolicy implements HeaderWriter {
    static final String NONCE = "cspNonce";
    static final String HEADER = "Content-Security-Policy";

    private static final String POLICY =
            "default-src 'none'; script-src 'nonce-%s' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; "
                    + "frame-ancestors 'none'; report-uri "
                    + ReceiveReports.PATH;

    /// For what Tomcat answers by itself; there is no page.
    static final String NOTHING = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final SecureRandom random = new SecureRandom();

    /// @return 128 bits, in the letters that an attribute may hold
    String newNonce() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(NONCE) instanceof String nonce) {
            response.setHeader(HEADER, POLICY.formatted(nonce));
        }
    }
}
